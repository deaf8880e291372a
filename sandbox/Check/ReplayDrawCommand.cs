using System.Text.Json;
using AdoptionAutomation.Calendar.Contests;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>Does a draw again from its record alone.</summary>
internal static class ReplayDrawCommand
{
    private const int Holds = 0;
    private const int Differs = 1;
    private const int Unreadable = 2;

    /// <returns>0 if the draw holds, 1 if it does not, 2 if the file is no record of a draw.</returns>
    public static async Task<int> RunAsync(FileInfo file, TextWriter output, CancellationToken cancellationToken)
    {
        DrawRecord record;
        try
        {
            record = DrawRecord.Parse(await File.ReadAllBytesAsync(file.FullName, cancellationToken));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            await output.WriteLineAsync($"{file.FullName} cannot be read as the record of a draw: {error.Message}");
            return Unreadable;
        }

        var differences = Draw.Differences(record);
        foreach (var difference in differences)
        {
            await output.WriteLineAsync(difference);
        }

        await output.WriteLineAsync(differences.Count > 0 ? $"The draw of {record.Contest} does NOT hold." : Words(record));
        return differences.Count > 0 ? Differs : Holds;
    }

    private static string Words(DrawRecord record) => string.Join(
        Environment.NewLine,
        $"The draw of {record.Contest} holds: the seed fits its commitment, the list fits its hash, and "
            + (record.Winner is { } winner ? $"among {record.Tickets.Count} tickets it gives {winner}." : "there was no ticket to draw from."),
        "Compare with what was published, for a record can be made up as a whole:",
        $"  with the question   commitment {record.Commitment}",
        $"  with the result     seed {record.Seed}",
        $"                      list {record.ListHash}");
}
