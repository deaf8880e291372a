using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Playbook;

/// <summary>What the figures ask for, after what is known to help (pure): each finding with one decision, and a post that is ready to be pasted.</summary>
internal static class Plays
{
    /// <returns>The most pressing first; none: nothing worries.</returns>
    public static IReadOnlyList<Play> Of(KpiPicture picture, CurveReading curve) => [];
}

/// <param name="Finding">Which rule found it.</param>
/// <param name="Scope">Of what.</param>
/// <param name="Worry">What the figures show, in a sentence.</param>
/// <param name="Decision">What to decide, in a sentence.</param>
/// <param name="Practice">What it rests on, in a sentence.</param>
internal sealed record Play(FindingKind Finding, Scope Scope, Said Worry, Said Decision, Said Practice)
{
    /// <summary>From 0 to 100: how pressing.</summary>
    public int Weight { get; init; }

    /// <summary>An item of <c>posts</c> of content-calendar.json, as text that may be pasted there; null: the decision asks for no post.</summary>
    public string? Entry { get; init; }
}

internal enum FindingKind
{
    Dip,
    BelowExpectation,
    Concentration,
    SilentSite,
    SilentGroups,
    LowConnection,
    LowParticipation,
    Engagement,
    Mood,
    Bounces,
    Objective,
}
