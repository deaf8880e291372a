namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>All that the dashboard's page says, as it says it. (These are public because Razor's parameters are.)</summary>
/// <param name="Words">In which language.</param>
/// <param name="Title">The campaign, and the scope.</param>
public sealed record DashboardContent(DashboardWords Words, string Title)
{
    /// <summary>Which days.</summary>
    public required string About { get; init; }

    public required IReadOnlyList<PageLink> Links { get; init; }

    public required IReadOnlyList<PageLink> Exports { get; init; }

    /// <summary>Why there is little to see of this scope; null: there is no reason.</summary>
    public string? Hidden { get; init; }

    public IReadOnlyList<FigureTile> Tiles { get; init; } = [];

    /// <summary>Null: nothing of the days is known.</summary>
    public ChartCard? Curve { get; init; }

    public IReadOnlyList<PageEvent> Events { get; init; } = [];

    public IReadOnlyList<ObjectiveCard> Objectives { get; init; } = [];

    public IReadOnlyList<ChartSection> Sections { get; init; } = [];

    public IReadOnlyList<ScopeTable> Tables { get; init; } = [];

    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<SourceLine> Sources { get; init; } = [];

    public IReadOnlyList<KpiLine> Book { get; init; } = [];
}

/// <param name="Text">What it says.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="IsHere">Whether that is what is shown.</param>
public sealed record PageLink(string Text, string Address, bool IsHere = false);

/// <param name="Name">The figure.</param>
/// <param name="Value">What it is now.</param>
/// <param name="Change">Since four weeks before; null: not known.</param>
/// <param name="Tone">good, bad, or empty.</param>
public sealed record FigureTile(string Name, string Value, string? Change, string Tone);

/// <param name="Id">Names it in the page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">The drawing.</param>
public sealed record ChartCard(string Id, string Title, string Svg)
{
    /// <summary>How it is to be read.</summary>
    public string? Caption { get; init; }

    /// <summary>Class and name of each line; one that needs none has none.</summary>
    public IReadOnlyList<(string Kind, string Name)> Legend { get; init; } = [];

    /// <summary>What the days of the table are: days, or weeks.</summary>
    public string Days { get; init; } = "";

    public IReadOnlyList<string> Columns { get; init; } = [];

    public IReadOnlyList<(string Day, IReadOnlyList<string> Values)> Rows { get; init; } = [];
}

/// <param name="Title">What its charts are about.</param>
/// <param name="Cards">The charts.</param>
/// <param name="Missing">Names of the figures of which nothing is known; empty: of all something is.</param>
public sealed record ChartSection(string Title, IReadOnlyList<ChartCard> Cards, string Missing);

/// <param name="Title">The objective.</param>
/// <param name="Text">How far it is.</param>
/// <param name="State">In a word or two; null: not known.</param>
/// <param name="Tone">good, bad, or empty.</param>
/// <param name="Chart">Null: it is not measured.</param>
public sealed record ObjectiveCard(string Title, string Text, string? State, string Tone, ChartCard? Chart);

public sealed record PageEvent(string Day, string Sign, string Kind, string Name);

/// <param name="Id">Names it in the page.</param>
/// <param name="Title">Sites, waves or groups.</param>
/// <param name="Columns">Their figures.</param>
/// <param name="Rows">The strongest first.</param>
public sealed record ScopeTable(string Id, string Title, IReadOnlyList<string> Columns, IReadOnlyList<ScopeLine> Rows);

/// <param name="Name">Of the scope.</param>
/// <param name="Address">Of its page.</param>
/// <param name="Share">The first figure that is a share, as a bar; null: there is none.</param>
/// <param name="Values">Its figures; null: fewer than five people.</param>
public sealed record ScopeLine(string Name, string Address, int? Share, IReadOnlyList<string>? Values);

public sealed record SourceLine(string Source, string State, string Until, string Why);

public sealed record KpiLine(string Name, string Formula, string Unit, string Source, string Why);
