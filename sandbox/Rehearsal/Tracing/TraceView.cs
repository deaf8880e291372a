using System.Globalization;
using AdoptionAutomation.Operations.Tracing;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal.Tracing;

/// <summary>A trace as a tree; as indented lines where the output is no terminal.</summary>
internal static class TraceView
{
    private const int MostChildren = 15;

    public static void Print(IAnsiConsole console, TraceNode root)
    {
        if (!root.Children.Any())
        {
            console.WriteLine($"Trace of {root.Name}: nothing of it was under way in these weeks.");
            return;
        }

        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Out.Writer.WriteLine($"Trace of {root.Name} (virtual time, UTC):");
            WriteLines(console.Profile.Out.Writer, root, 1);
            return;
        }

        var tree = new Tree(new Text($"Trace of {root.Name} (virtual time, UTC)"));
        Fill(tree, root);
        console.Write(tree);
    }

    /// <summary>A line says what, how often, when first and last, and what came of it.</summary>
    public static string LineOf(TraceNode node)
    {
        var times = node.Count > 1 ? $" x {node.Count}" : "";
        var when = node.First == node.Last ? Time(node.First) : $"{Time(node.First)} to {Time(node.Last)}";
        var parts = Told(node, Telemetry.EffectsTag, "").Concat(Told(node, Telemetry.ThrottledTag, "throttled "));
        var outcome = string.Join(", ", node.Failures > 0 ? parts.Append($"{node.Failures} failed") : parts);
        return $"{node.Name}{times}  {when}{(outcome.Length > 0 ? $"  [{outcome}]" : "")}";
    }

    private static IEnumerable<string> Told(TraceNode node, string prefix, string word) => node.Counts
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .Select(pair => $"{word}{pair.Key[prefix.Length..]} {pair.Value}");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void WriteLines(TextWriter writer, TraceNode node, int depth)
    {
        var indent = new string(' ', depth * 2);
        foreach (var child in node.Children.Take(MostChildren))
        {
            writer.WriteLine(indent + LineOf(child));
            WriteLines(writer, child, depth + 1);
        }

        if (More(node) is { } more)
        {
            writer.WriteLine(indent + more);
        }
    }

    private static void Fill(IHasTreeNodes tree, TraceNode node)
    {
        foreach (var child in node.Children.Take(MostChildren))
        {
            Fill(tree.AddNode(new Text(LineOf(child))), child);
        }

        if (More(node) is { } more)
        {
            tree.AddNode(new Text(more));
        }
    }

    private static string? More(TraceNode node) => node.Children.Count() - MostChildren is > 0 and var more ? $"and {more} kinds of work more" : null;
}
