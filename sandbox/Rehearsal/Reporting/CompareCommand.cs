using System.Text.Json;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>compare A B: two rehearsals side by side.</summary>
internal static class CompareCommand
{
    /// <returns>0; 2 if one of them cannot be read.</returns>
    public static async Task<int> RunAsync(string one, string other, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var (first, second) = (await ReadAsync(one, problems, cancellationToken), await ReadAsync(other, problems, cancellationToken));
        if (first is null || second is null)
        {
            problems.ForEach(console.WriteLine);
            return 2;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("", Markup.Escape(one), Markup.Escape(other), "");
        foreach (var line in Comparison.Of(first, second))
        {
            if (line.IsTitle)
            {
                table.AddRow($"[bold]{Markup.Escape(line.Name)}[/]", "", "", "");
            }
            else
            {
                table.AddRow(Markup.Escape($"  {line.Name}"), Markup.Escape(line.One), Markup.Escape(line.Other), line.Mark.Length == 0 ? "" : $"[yellow]{Markup.Escape(line.Mark)}[/]");
            }
        }

        console.Write(table);
        problems.ForEach(console.WriteLine);
        return 0;
    }

    private static async Task<ComparedRun?> ReadAsync(string path, List<string> problems, CancellationToken cancellationToken)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "summary.json") : path;
        try
        {
            var summary = Summary.Parse(await File.ReadAllTextAsync(file, cancellationToken));
            return new(summary, await TimelineBesideAsync(file, problems, cancellationToken));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            problems.Add($"{file} is not there: name a folder that rehearse has written (--out), or its summary.json.");
        }
        catch (Exception foreign) when (foreign is JsonException or NotSupportedException)
        {
            problems.Add($"{file} is not the summary of a rehearsal: {foreign.Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file} cannot be read: {unreadable.Message}");
        }

        return null;
    }

    /// <summary>Null, with a line that says so, if there is none: the figures can be compared all the same.</summary>
    private static async Task<Timeline?> TimelineBesideAsync(string summary, List<string> problems, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(summary))!, Timeline.FileName);
        try
        {
            return Timeline.Parse(await File.ReadAllTextAsync(file, cancellationToken));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or JsonException)
        {
            problems.Add($"{file} cannot be read, so waves and activation are left out: {unread.Message}");
            return null;
        }
    }
}

/// <param name="Summary">Its figures.</param>
/// <param name="Timeline">Null: not known.</param>
internal sealed record ComparedRun(Summary Summary, Timeline? Timeline);
