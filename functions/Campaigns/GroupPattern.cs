using System.Text.RegularExpressions;

namespace AdoptionAutomation.Campaigns;

/// <summary>The name or objective of expanded groups, with marks in braces: {value}, or a column of the CSV file (pure).</summary>
internal sealed partial class GroupPattern(string text)
{
    public const string Value = "value";

    /// <summary>What stands in braces, each once, as written.</summary>
    public IReadOnlyList<string> Marks =>
        [.. Mark().Matches(text).Select(mark => mark.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>In one pass: braces inside a value are literal. A mark that stands for nothing is left as written.</summary>
    /// <param name="value">What {value} stands for.</param>
    /// <param name="columns">The cells of a CSV row by column, whatever the case; empty for an attribute's value.</param>
    public string Fill(string value, IReadOnlyDictionary<string, string> columns) => Mark().Replace(text, mark =>
        mark.Groups[1].Value.Equals(Value, StringComparison.OrdinalIgnoreCase)
            ? value
            : columns.GetValueOrDefault(mark.Groups[1].Value, mark.Value)).Trim();

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Mark();
}
