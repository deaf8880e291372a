using AdoptionAutomation.Kpis.Book;
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

    /// <summary>What IT is to be told of; null: nothing.</summary>
    public SourceTrouble? Trouble { get; init; }

    /// <summary>What happened on the day, as far as this source knows.</summary>
    public IReadOnlyList<DayEvent> Events { get; init; } = [];
}

/// <summary>Numbers by scope and name of a count.</summary>
internal sealed class ScopeTally
{
    private readonly Dictionary<Scope, Dictionary<string, double>> values = [];

    public IReadOnlyDictionary<Scope, Dictionary<string, double>> Values => values;

    public double? this[Scope scope, string count] => values.TryGetValue(scope, out var of) && of.TryGetValue(count, out var value) ? value : null;

    /// <summary>The scope is there, whether or not anything is counted of it.</summary>
    public void Touch(Scope scope) => At(scope);

    public void Set(Scope scope, string count, double value) => At(scope)[count] = value;

    public void Add(Scope scope, string count, double value) => At(scope)[count] = (this[scope, count] ?? 0) + value;

    public Counts Of(Scope scope) => new(values.GetValueOrDefault(scope) ?? []);

    private Dictionary<string, double> At(Scope scope)
    {
        if (!values.TryGetValue(scope, out var of))
        {
            values.Add(scope, of = new(StringComparer.Ordinal));
        }

        return of;
    }
}

internal enum SourceTrouble
{
    /// <summary>A permission is missing.</summary>
    NotAllowed,

    /// <summary>What came cannot be used.</summary>
    Unreadable,

    /// <summary>It did not come in hours.</summary>
    Away,
}
