using System.Linq.Expressions;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class FilterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 13, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Comparisons_become_odata()
    {
        var key = "it's";
        Holds(row => row.PartitionKey == key, "PartitionKey eq 'it''s'");
        Holds(row => row.Number != 5, "Number ne 5");
        Holds(row => row.Number < 5 || row.Number >= 7, "(Number lt 5) or (Number ge 7)");
        Holds(row => row.PartitionKey == "p" && row.RowKey == "r", "(PartitionKey eq 'p') and (RowKey eq 'r')");
        Holds(row => row.Large > 5, "Large gt 5L");
        Holds(row => row.RowKey.CompareTo(key) >= 0, "RowKey ge 'it''s'");
        Holds(row => row.RowKey.CompareTo("b") < 0, "RowKey lt 'b'");
        Holds(row => row.Truth == true, "Truth eq true");
        Holds(row => row.At >= Noon, "At ge datetime'2026-03-01T12:00:00Z'");
        Holds(row => row.Id == Guid.Empty, "Id eq guid'00000000-0000-0000-0000-000000000000'");
    }

    [Fact]
    public void Interpolated_values_are_quoted_and_escaped()
    {
        var name = "O'Brien' or '1' eq '1";
        Assert.Equal("Name eq 'O''Brien'' or ''1'' eq ''1'", TableClient.CreateQueryFilter($"Name eq {name}"));
        Assert.Equal("A eq 1 and B eq 2L and C eq true", TableClient.CreateQueryFilter($"A eq {1} and B eq {2L} and C eq {true}"));
        Assert.Equal("T ge datetime'2026-03-01T12:00:00Z'", TableClient.CreateQueryFilter($"T ge {Noon}"));
    }

    [Fact]
    public void What_the_service_cannot_answer_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => TableClient.CreateQueryFilter<Rows>(row =>
            row.RowKey.StartsWith("ab", StringComparison.Ordinal)));
    }

    private static void Holds(Expression<Func<Rows, bool>> filter, string odata) =>
        Assert.Equal(odata, TableClient.CreateQueryFilter(filter));

    private sealed class Rows : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public int Number { get; set; }

        public long Large { get; set; }

        public bool Truth { get; set; }

        public DateTimeOffset At { get; set; }

        public Guid Id { get; set; }

        [DataMember]
        public string? Text { get; set; }
    }
}
