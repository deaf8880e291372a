using Azure.Data.Tables;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>Bytes in a row, over as many properties of 64 KiB as it takes (pure).</summary>
internal static class PackedRow
{
    /// <summary>A row holds 1 MiB, a property 64 KiB.</summary>
    public const int MostBytes = 15 * PartSize;

    private const int PartSize = 64 * 1024;

    /// <exception cref="ArgumentException">There are more bytes than a row holds.</exception>
    public static TableEntity Of(string partition, string row, byte[] content)
    {
        if (content.Length > MostBytes)
        {
            throw new ArgumentException($"{content.Length} bytes do not fit into a row: {MostBytes} do.", nameof(content));
        }

        var entity = new TableEntity(partition, row);
        foreach (var (i, part) in content.Chunk(PartSize).Index())
        {
            entity[$"P{i}"] = part;
        }

        return entity;
    }

    public static byte[] ContentOf(TableEntity row) =>
        [.. Enumerable.Range(0, MostBytes / PartSize).Select(i => row.GetBinary($"P{i}")).TakeWhile(part => part is not null).SelectMany(part => part!)];
}
