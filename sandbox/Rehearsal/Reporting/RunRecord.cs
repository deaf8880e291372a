using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>All that a report is made from.</summary>
/// <param name="Options">How it was run.</param>
/// <param name="Start">The first instant.</param>
/// <param name="Evidence">What happened.</param>
/// <param name="Expectation">What was asked for.</param>
/// <param name="Diary">What was written down day by day.</param>
internal sealed record RunRecord(RehearsalOptions Options, DateTimeOffset Start, Evidence Evidence, Expectation Expectation, Diary Diary)
{
    /// <summary>When each wave was opened, by id.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> Opened { get; init; }

    /// <summary>What held waves that were due.</summary>
    public required IReadOnlyList<WaveHold> Holds { get; init; }

    /// <summary>What became of each post of the calendar.</summary>
    public required IReadOnlyList<PostFate> Fates { get; init; }

    public Campaign Campaign => Evidence.Campaign;

    public TenantLog Log => Evidence.Tenant.Log;

    public DateTimeOffset End => Evidence.End;

    public DateOnly FirstDay => Campaign.Settings.Start.ToDateOnly();

    /// <summary>As many as were lived through: fewer than asked for if it was stopped.</summary>
    public int Weeks => Math.Clamp((int)Math.Ceiling((End - Start).TotalDays / 7), 1, Options.Weeks);

    /// <summary>From 0: the weeks of the rehearsal; what comes after its end belongs to the last.</summary>
    public int WeekOf(DateTimeOffset at) => Math.Clamp((int)((at - Start).TotalDays / 7), 0, Weeks - 1);
}
