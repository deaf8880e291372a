using System.Text.Json.Serialization;
using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Kpis.Snapshots;

/// <summary>Everything that was counted of one day, of all scopes: what the rows of the day are made from. No person is in it.</summary>
/// <param name="Day">The last day that the reports in it know: their own refresh date, not when they were read.</param>
/// <param name="Version">From 1; each restating adds one, and the former stays.</param>
/// <param name="TakenAt">When it was counted.</param>
internal sealed record DaySnapshot(DateOnly Day, int Version, DateTimeOffset TakenAt)
{
    /// <summary>Each source once, whether it could be read or not.</summary>
    public required IReadOnlyList<SourceReading> Sources { get; init; }

    /// <summary>The organisation first.</summary>
    public required IReadOnlyList<ScopeCounts> Scopes { get; init; }

    /// <summary>What happened on that day, for the eyes of who reads the curve.</summary>
    public IReadOnlyList<DayEvent> Events { get; init; } = [];

    public Counts Of(Scope scope) => Scopes.FirstOrDefault(one => one.Scope == scope)?.Counts ?? Counts.None;

    [JsonIgnore]
    public Counts Organisation => Of(Scope.Organisation);
}

/// <param name="Scope">Of what.</param>
/// <param name="Name">What it is called, in both languages; null for the organisation.</param>
/// <param name="Counts">What was counted.</param>
internal sealed record ScopeCounts(Scope Scope, Said? Name, [property: JsonConverter(typeof(CountsConverter))] Counts Counts)
{
    /// <summary>Whether what is about people is left out, for they are fewer than five, or their number would follow from the others'.</summary>
    public bool IsHidden { get; init; }
}

/// <param name="Source">Which one.</param>
/// <param name="State">How it went.</param>
internal sealed record SourceReading(KpiSource Source, SourceState State)
{
    /// <summary>Last day that it knows; null: it was not read, or knows no days.</summary>
    public DateOnly? Refreshed { get; init; }

    /// <summary>Why it brought nothing, or which lines were left out: for IT, without a person in it.</summary>
    public string? Why { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<KpiSource>))]
internal enum KpiSource
{
    /// <summary>The app's own tables.</summary>
    Own,

    Users,
    Teams,
    Groups,
    Mail,
    Directory,
    Surveys,
    Business,
}

[JsonConverter(typeof(JsonStringEnumConverter<SourceState>))]
internal enum SourceState
{
    Read,

    /// <summary>Throttled, cut off, or refused: what it tells is not known.</summary>
    Failed,

    /// <summary>It hides who and which group is meant: only what is about the whole is known.</summary>
    Concealed,

    /// <summary>The campaign has none of it.</summary>
    Unused,
}

/// <param name="Kind">What happened.</param>
/// <param name="Id">Of the wave, the contest.</param>
/// <param name="Name">In both languages.</param>
internal sealed record DayEvent(DayEventKind Kind, string Id, Said Name);

[JsonConverter(typeof(JsonStringEnumConverter<DayEventKind>))]
internal enum DayEventKind
{
    WaveStarted,
    ContestDrawn,
    SurveyOpened,
}
