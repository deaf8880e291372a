using System.Globalization;
using System.Text.Json.Nodes;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>A line of a comparison. <paramref name="Mark"/> is empty where both are the same.</summary>
internal sealed record ComparedLine(string Name, string One = "", string Other = "", string Mark = "")
{
    public bool IsTitle { get; init; }
}

/// <summary>Two rehearsals side by side (pure): what was set first, then what came of it; an arrow and a sign tell each difference.</summary>
internal static class Comparison
{
    private const string Unknown = "-";

    private static readonly string[] Set = ["seed", "employees", "weeks", "faults", "instances"];

    public static IReadOnlyList<ComparedLine> Of(ComparedRun one, ComparedRun other)
    {
        var (first, second) = (JsonNode.Parse(one.Summary.ToJson())!.AsObject(), JsonNode.Parse(other.Summary.ToJson())!.AsObject());
        var lines = new List<ComparedLine> { Title("what was set") };
        lines.AddRange(Set.Select(name => name == "seed" ? Line(name, first[name]?.ToString(), second[name]?.ToString()) : Line(name, first[name], second[name])));
        lines.Add(Line("campaign", one.Timeline?.Campaign, other.Timeline?.Campaign));
        lines.AddRange(Waves(one, other).Select(wave => Line($"gate of {wave}", GateOf(one, wave), GateOf(other, wave))));
        foreach (var (section, figures) in first.Where(pair => pair.Value is JsonObject))
        {
            lines.Add(Title(section));
            lines.AddRange(figures!.AsObject().Select(figure => Line(figure.Key, figure.Value, second[section]?[figure.Key])));
        }

        if (one.Timeline is not null && other.Timeline is not null)
        {
            lines.Add(Title("when"));
            lines.AddRange(Waves(one, other).Select(wave => Day($"wave {wave} opened", OpenedOf(one, wave), OpenedOf(other, wave))));
            lines.AddRange(one.Timeline.Activation.Keys.Select(share => Day($"{share} % of the people active", DayOf(one, share), DayOf(other, share))));
        }

        lines.Add(Title("time"));
        lines.Add(Line("wallSeconds", first["wallSeconds"], second["wallSeconds"]));
        return lines;
    }

    private static ComparedLine Title(string name) => new(name) { IsTitle = true };

    private static ComparedLine Line(string name, JsonNode? one, JsonNode? other) =>
        Number(one) is { } before && Number(other) is { } after
            ? new(name, Text(before), Text(after), MarkOf(after - before, Share(before, after)))
            : Line(name, one?.ToString(), other?.ToString());

    private static ComparedLine Line(string name, string? one, string? other) =>
        new(name, one ?? Unknown, other ?? Unknown, one == other ? "" : "≠");

    private static ComparedLine Day(string name, DateOnly? one, DateOnly? other) => new(
        name,
        one?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never",
        other?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never",
        (one, other) switch
        {
            ({ } before, { } after) => MarkOf(after.DayNumber - before.DayNumber, " days"),
            (null, null) => "",
            _ => "≠",
        });

    private static string MarkOf(double change, string unit) => change == 0 ? "" : $"{(change > 0 ? "▲ +" : "▼ −")}{Text(Math.Abs(change))}{unit}";

    private static string Share(double before, double after) =>
        before == 0 ? "" : $" ({((after - before) / before * 100).ToString("+0.#;−0.#;0", CultureInfo.InvariantCulture)} %)";

    private static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out double number) ? number : null;

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Waves(ComparedRun one, ComparedRun other) =>
        (one.Timeline?.Waves ?? []).Concat(other.Timeline?.Waves ?? []).Select(wave => wave.Wave).Distinct(StringComparer.Ordinal);

    private static TimelineWave? WaveOf(ComparedRun run, string wave) => run.Timeline?.Waves.FirstOrDefault(one => one.Wave == wave);

    private static string? GateOf(ComparedRun run, string wave) => WaveOf(run, wave)?.Gate;

    private static DateOnly? OpenedOf(ComparedRun run, string wave) => WaveOf(run, wave)?.Opened is { } at ? DateOnly.FromDateTime(at) : null;

    private static DateOnly? DayOf(ComparedRun run, string share) => run.Timeline?.Activation.GetValueOrDefault(share);
}
