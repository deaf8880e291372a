using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>What one source told: how its reading went, and what it counted by scope.</summary>
internal sealed record SourceCounts(SourceReading Reading, ScopeTally Tally)
{
    public SourceCounts(KpiSource source, SourceState state, string? why = null)
        : this(new(source, state) { Why = why }, new())
    {
    }

    public KpiSource Source => Reading.Source;

    /// <summary>What happened on the day, as far as this source knows.</summary>
    public IReadOnlyList<DayEvent> Events { get; init; } = [];
}

/// <summary>Numbers by scope and name of a count.</summary>
internal sealed class ScopeTally
{
    private readonly Dictionary<Scope, Dictionary<string, double>> values = [];

    public IReadOnlyDictionary<Scope, Dictionary<string, double>> Values => values;

    public double? this[Scope scope, string count] => values.TryGetValue(scope, out var of) && of.TryGetValue(count, out var value) ? value : null;

    public void Set(Scope scope, string count, double value) => Of(scope)[count] = value;

    public void Add(Scope scope, string count, double value) => Of(scope)[count] = (this[scope, count] ?? 0) + value;

    private Dictionary<string, double> Of(Scope scope)
    {
        if (!values.TryGetValue(scope, out var of))
        {
            values.Add(scope, of = new(StringComparer.Ordinal));
        }

        return of;
    }
}
