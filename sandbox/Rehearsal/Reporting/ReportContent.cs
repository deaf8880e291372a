using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>All that the report shows, in words. (Public because Razor's parameters are.)</summary>
/// <param name="Words">Its language.</param>
/// <param name="Title">The campaign's name.</param>
/// <param name="Days">From when to when.</param>
public sealed record ReportContent(DashboardWords Words, string Title, string Days)
{
    public required bool Holds { get; init; }

    /// <summary>The outcome in one sentence.</summary>
    public required string Verdict { get; init; }

    public required IReadOnlyList<ProofRow> Proof { get; init; }

    /// <summary>What is not as it should be, a line each.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>The command that repeats it exactly.</summary>
    public required string Command { get; init; }

    public required IReadOnlyList<(string Name, string Value)> Setup { get; init; }

    public required IReadOnlyList<FindingGroup> Findings { get; init; }

    public required IReadOnlyList<WeekContent> Weeks { get; init; }

    public required ChartCard? Curve { get; init; }

    /// <summary>Phases of the adoption, one after another.</summary>
    public required IReadOnlyList<(string Name, string Days)> Phases { get; init; }

    public required ChartCard Requests { get; init; }

    public required ChartCard? Quotas { get; init; }

    public required IReadOnlyList<(string Name, string Value, string Note)> Costs { get; init; }

    /// <summary>Where prices are from.</summary>
    public required string CostSource { get; init; }

    /// <summary>Every mail and post, packed: base64 of gzip of JSON.</summary>
    public required string Archive { get; init; }

    /// <summary>How many those are.</summary>
    public required int Mails { get; init; }

    public required int Posts { get; init; }
}

/// <param name="Name">What was asked for.</param>
/// <param name="Cells">A number each; null: it cannot happen here.</param>
public sealed record ProofRow(string Name, IReadOnlyList<ProofCell?> Cells);

/// <param name="Id">Of its list in the page.</param>
/// <param name="Title">What it counts.</param>
/// <param name="Count">How many.</param>
/// <param name="IsBad">Whether it should be zero and is not.</param>
/// <param name="List">What it is made of.</param>
public sealed record ProofCell(string Id, string Title, int Count, bool IsBad, IReadOnlyList<string> List);

/// <summary>Alike findings.</summary>
/// <param name="Weight">Of the gravest.</param>
/// <param name="Findings">Of one rule.</param>
public sealed record FindingGroup(Weight Weight, IReadOnlyList<Finding> Findings);

/// <param name="Number">From 1.</param>
/// <param name="Days">From when to when.</param>
/// <param name="Phase">Where the adoption was; null: nothing was known yet.</param>
public sealed record WeekContent(int Number, string Days, string? Phase)
{
    public IReadOnlyList<(string Name, string Value)> Numbers { get; init; } = [];

    public IReadOnlyList<WeekEntry> Entries { get; init; } = [];
}

/// <param name="Sign">Stands for what it is.</param>
/// <param name="Kind">A class of its look.</param>
/// <param name="Text">What happened.</param>
public sealed record WeekEntry(string Sign, string Kind, string Text)
{
    public IReadOnlyList<string> More { get; init; } = [];
}
