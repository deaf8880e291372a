using System.Globalization;
using System.Net;
using System.Text;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Drawings of the results page (pure): inline SVG without style attributes, which its policy would refuse.</summary>
internal static class ResultsChart
{
    private const int Width = 640;
    private const int Left = 24;
    private const int Top = 28;
    private const int Bottom = 150;

    /// <param name="percent">From 0 to 100.</param>
    /// <param name="kind">A class of its colour; empty: the usual one.</param>
    public static string Bar(int percent, string kind = "") => string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg class="meter" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="bar {kind}" width="{Math.Clamp(percent, 0, 100)}" height="10"/></svg>""");

    /// <summary>A line over rounds: a point with its value for each that is shown; dashed across those that are hidden.</summary>
    /// <param name="label">What it says to who does not see it.</param>
    /// <param name="points">Name and value of each round; null: hidden.</param>
    /// <param name="least">Value at the bottom.</param>
    /// <param name="most">Value at the top.</param>
    /// <param name="text">How a value is written.</param>
    /// <param name="hidden">What stands in the place of a hidden value.</param>
    public static string Trend(
        string label, IReadOnlyList<(string Name, decimal? Value)> points, decimal least, decimal most, Func<decimal, string> text, string hidden)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="trend" viewBox="0 0 {Width} 190" role="img" aria-label="{Encode(label)}">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<line class="axis" x1="{Left}" y1="{Bottom}" x2="{Width - Left}" y2="{Bottom}"/>""");
        (int X, int Y, int Index)? before = null;
        foreach (var (i, (name, value)) in points.Index())
        {
            var x = points.Count == 1 ? Width / 2 : (Left * 2) + ((Width - (Left * 4)) * i / (points.Count - 1));
            svg.Append(CultureInfo.InvariantCulture, $"""<text class="round" x="{x}" y="{Bottom + 22}">{Encode(name)}</text>""");
            if (value is not { } known)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<text class="none" x="{x}" y="{Bottom - 8}">– {Encode(hidden)}</text>""");
                continue;
            }

            var y = Bottom - (int)Math.Round((known - least) / (most - least) * (Bottom - Top));
            if (before is { } last)
            {
                svg.Append(CultureInfo.InvariantCulture, $"""<line class="{(last.Index == i - 1 ? "line" : "line gap")}" x1="{last.X}" y1="{last.Y}" x2="{x}" y2="{y}"/>""");
            }

            svg.Append(CultureInfo.InvariantCulture, $"""<circle class="point" cx="{x}" cy="{y}" r="5"/><text class="value" x="{x}" y="{y - 11}">{Encode(text(known))}</text>""");
            before = (x, y, i);
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
