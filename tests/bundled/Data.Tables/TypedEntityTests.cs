using System.Runtime.Serialization;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class TypedEntityTests(AzuriteFixture azurite) : TableTest(azurite)
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 29, 3, 30, 0, 123, TimeSpan.FromHours(2));

    [Fact]
    public async Task Every_type_comes_back_as_it_was()
    {
        Everything row = new()
        {
            PartitionKey = "p",
            RowKey = "a",
            Text = "Éloïse said \"it's 李\"\n",
            Small = int.MinValue,
            Large = long.MaxValue,
            Real = 1e-300,
            Whole = 3.0,
            Truth = true,
            Id = Guid.Parse("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
            At = Moment,
            AtUtc = Moment.UtcDateTime,
            Bytes = [0, 1, 255],
            Data = BinaryData.FromString("data"),
            Day = DayOfWeek.Friday,
            MaybeSmall = 7,
            MaybeDay = DayOfWeek.Monday,
            MaybeAt = Moment,
        };
        await Table.AddEntityAsync(row);
        var back = (await Table.GetEntityAsync<Everything>("p", "a")).Value;

        Assert.Equal((row.Text, row.Small, row.Large, row.Real, row.Whole), (back.Text, back.Small, back.Large, back.Real, back.Whole));
        Assert.Equal((row.Truth, row.Id, row.Day), (back.Truth, back.Id, back.Day));
        Assert.Equal((row.At, row.AtUtc, DateTimeKind.Utc), (back.At, back.AtUtc, back.AtUtc.Kind));
        Assert.Equal(row.Bytes, back.Bytes);
        Assert.Equal("data", back.Data!.ToString());
        Assert.Equal((7, DayOfWeek.Monday, Moment), (back.MaybeSmall, back.MaybeDay, back.MaybeAt));
        Assert.Equal((null, null), (back.MaybeText, back.MaybeId));
    }

    [Fact]
    public async Task A_dictionary_row_tells_the_types_apart()
    {
        TableEntity row = new("p", "a")
        {
            ["Text"] = "1",
            ["Small"] = 1,
            ["Large"] = 1L,
            ["Real"] = 1.5,
            ["Whole"] = 2.0,
            ["Truth"] = false,
            ["Id"] = Guid.Empty,
            ["At"] = Moment,
            ["Bytes"] = new byte[] { 1 },
        };
        await Table.AddEntityAsync(row);
        var back = (await Table.GetEntityAsync<TableEntity>("p", "a")).Value;

        Assert.Equal(("1", 1, 1L, 1.5, 2.0), (back.GetString("Text"), back.GetInt32("Small"), back.GetInt64("Large"),
            back.GetDouble("Real"), back.GetDouble("Whole")));
        Assert.Equal((false, Guid.Empty, Moment), (back.GetBoolean("Truth"), back.GetGuid("Id"), back.GetDateTimeOffset("At")));
        Assert.Equal(Moment.UtcDateTime, back.GetDateTime("At"));
        Assert.Equal([1], back.GetBinary("Bytes"));
        Assert.Null(back.GetString("None"));
        Assert.Throws<InvalidOperationException>(() => back.GetInt32("Text"));
    }

    [Fact]
    public async Task Columns_are_renamed_and_ignored_as_marked()
    {
        await Table.AddEntityAsync(new Marked { PartitionKey = "p", RowKey = "a", Inside = "in", Secret = "secret" });

        var raw = (await Table.GetEntityAsync<TableEntity>("p", "a")).Value;
        Assert.Equal("in", raw.GetString("outside"));
        Assert.False(raw.ContainsKey("Inside"));
        Assert.False(raw.ContainsKey("Secret"));
        Assert.Equal("in", (await Table.GetEntityAsync<Marked>("p", "a")).Value.Inside);
    }

    [Fact]
    public async Task A_null_leaves_the_column_alone_in_a_merge()
    {
        await Table.AddEntityAsync(new Everything { PartitionKey = "p", RowKey = "a", MaybeText = "kept" });
        await Table.UpsertEntityAsync(new Everything { PartitionKey = "p", RowKey = "a", MaybeText = null, Small = 5 });
        var back = (await Table.GetEntityAsync<Everything>("p", "a")).Value;
        Assert.Equal(("kept", 5), (back.MaybeText, back.Small));
    }

    [Fact]
    public async Task A_local_time_is_refused_rather_than_guessed()
    {
        Everything row = new() { PartitionKey = "p", RowKey = "a", AtUtc = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Local) };
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(row));
    }

    private sealed class Everything : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        public string Text { get; set; } = "";

        public int Small { get; set; }

        public long Large { get; set; }

        public double Real { get; set; }

        public double Whole { get; set; }

        public bool Truth { get; set; }

        public Guid Id { get; set; }

        public DateTimeOffset At { get; set; } = Moment;

        public DateTime AtUtc { get; set; } = Moment.UtcDateTime;

        public byte[] Bytes { get; set; } = [];

        public BinaryData? Data { get; set; }

        public DayOfWeek Day { get; set; }

        public string? MaybeText { get; set; }

        public int? MaybeSmall { get; set; }

        public Guid? MaybeId { get; set; }

        public DayOfWeek? MaybeDay { get; set; }

        public DateTimeOffset? MaybeAt { get; set; }
    }

    private sealed class Marked : ITableEntity
    {
        public string PartitionKey { get; set; } = "";

        public string RowKey { get; set; } = "";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }

        [DataMember(Name = "outside")]
        public string Inside { get; set; } = "";

        [IgnoreDataMember]
        public string Secret { get; set; } = "";
    }
}
