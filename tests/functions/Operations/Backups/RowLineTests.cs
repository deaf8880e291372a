using System.Buffers;
using System.Text;
using System.Text.Json;
using AdoptionAutomation.Operations.Backups;
using Azure;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Functions.Operations.Backups;

public sealed class RowLineTests
{
    public static TheoryData<object> Values => new()
    {
        "text with \"quotes\",\nlines and é", "", true, false, 0, int.MinValue, 0L, long.MaxValue, 0.5, 3.0, double.NaN, double.NegativeInfinity, double.Epsilon,
        new DateTimeOffset(2026, 11, 20, 1, 10, 0, 123, TimeSpan.Zero).AddTicks(4567), Guid.Parse("5a4db0c5-0000-4000-8000-000000000001"), new byte[] { 0, 255, 10 }, Array.Empty<byte>(),
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_back_as_it_was_with_its_type(object value)
    {
        var row = new TableEntity("campaign|é", "!row|1") { ["Value"] = value, ["Other"] = "x", ETag = new("W/\"1\""), Timestamp = DateTimeOffset.UnixEpoch };

        var line = LineOf(row);
        var back = RowLine.Read(line);

        Assert.DoesNotContain('\n', line);
        Assert.Equal((row.PartitionKey, row.RowKey, "x"), (back.PartitionKey, back.RowKey, back.GetString("Other")));
        Assert.Equal(value.GetType(), back["Value"].GetType());
        Assert.Equal(value, back["Value"]);
        Assert.DoesNotContain("Timestamp", line, StringComparison.Ordinal);
        Assert.DoesNotContain("etag", line, StringComparison.Ordinal);
    }

    private static string LineOf(TableEntity row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            RowLine.Write(json, row);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
