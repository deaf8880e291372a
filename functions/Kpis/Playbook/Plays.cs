using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Playbook;

/// <summary>
/// What the figures ask for, after what is known to help (pure): each finding with one decision, and a post that is ready to be pasted. A figure
/// that is not known is never a finding.
/// </summary>
internal static class Plays
{
    private const double TooConcentrated = 60;
    private const double UsualParticipation = 27;
    private const double LowConnection = 60;
    private const double LowMood = 2.8;
    private const double ManyBounces = 5;
    private const double SilentShare = 25;
    private const double SilentGroups = 33;
    private const double LeastPosts = 20;
    private const double EngagementLost = 0.7;
    private const double SilentSiteOfMean = 0.5;
    private const int LeastAtSite = 10;
    private const int WeeksOfGrace = 4;
    private const int Week = 7;

    /// <returns>The most pressing first; none: nothing worries.</returns>
    public static IReadOnlyList<Play> Of(KpiPicture picture, CurveReading curve)
    {
        var texts = new PlayTexts(picture);
        var now = picture.Now.Organisation;
        List<Play?> plays =
        [
            CurveOf(curve, texts),
            MoodOf(now, texts),
            ConcentrationOf(now, texts),
            SilentSiteOf(picture, texts),
            SilentGroupsOf(picture, texts),
            IsPastGrace(picture) ? ConnectionOf(now, texts) : null,
            IsPastGrace(picture) ? ParticipationOf(now, texts) : null,
            EngagementOf(picture, texts),
            BouncesOf(now, texts),
            ObjectiveOf(picture, texts),
        ];
        return [.. plays.OfType<Play>().OrderByDescending(play => play.Weight)];
    }

    /// <summary>People who were invited last week have had no time yet.</summary>
    private static bool IsPastGrace(KpiPicture picture) =>
        picture.Organisation.Days.LastOrDefault(day => day.Events.Any(one => one.Kind == DayEventKind.WaveStarted)) is { } last
            ? picture.Now.Day.DayNumber - last.Day.DayNumber >= WeeksOfGrace * Week
            : picture.Organisation.Days.Count >= WeeksOfGrace * Week;

    private static Play? CurveOf(CurveReading curve, PlayTexts texts) => (curve.Phase, curve.IsWithin) switch
    {
        (CurvePhase.Dip, var isWithin) => texts.Dip(curve.Peak!.Value.Value, curve.Smoothed[^1].Value, isWithin == false) with { Weight = isWithin == false ? 90 : 70 },
        (not CurvePhase.TooEarly, false) => texts.BelowExpectation(curve.Smoothed[^1].Value, ExpectedCurve.At(curve.Expected, curve.Smoothed[^1].Day).Low) with { Weight = 75 },
        _ => null,
    };

    private static Play? MoodOf(Counts now, PlayTexts texts) => now[Count.Mood] is < LowMood and var mood ? texts.Mood(mood) with { Weight = 65 } : null;

    private static Play? ConcentrationOf(Counts now, PlayTexts texts) => Value(KpiBook.Concentration, now) is > TooConcentrated and var share
        ? texts.Concentration(share) with { Weight = (int)Math.Min(80, 50 + share - TooConcentrated) }
        : null;

    private static Play? SilentSiteOf(KpiPicture picture, PlayTexts texts)
    {
        var mean = Value(KpiBook.Active7, picture.Now.Organisation);
        var silent = picture.Now.Scopes
            .Where(scope => scope is { IsHidden: false, Scope.Kind: ScopeKind.Site } && scope.Counts[Count.Invited] >= LeastAtSite)
            .Select(scope => (Site: scope, Share: Value(KpiBook.Active7, scope.Counts)))
            .Where(one => one.Share < SilentShare && one.Share < mean * SilentSiteOfMean)
            .OrderBy(one => one.Share)
            .ToList();
        return silent is [var (site, share), ..] ? texts.SilentSite(site, share!.Value, mean!.Value) with { Weight = 55 } : null;
    }

    private static Play? SilentGroupsOf(KpiPicture picture, PlayTexts texts)
    {
        var now = picture.Now.Organisation;
        return Value(KpiBook.ActiveGroups, now) is { } active && 100 - active > SilentGroups && now[Count.Groups] is { } groups && now[Count.ActiveGroups30] is { } lively
            ? texts.SilentGroups((int)(groups - lively), (int)groups) with { Weight = 40 }
            : null;
    }

    private static Play? ConnectionOf(Counts now, PlayTexts texts) =>
        Value(KpiBook.Connection, now) is < LowConnection and var share ? texts.Connection(share, (int)(now[Count.Invited] - now[Count.Registered])!) with { Weight = 45 } : null;

    private static Play? ParticipationOf(Counts now, PlayTexts texts) =>
        Value(KpiBook.Participation, now) is < UsualParticipation and var share ? texts.Participation(share, UsualParticipation) with { Weight = 35 } : null;

    /// <summary>Against four weeks before; few posts tell nothing.</summary>
    private static Play? EngagementOf(KpiPicture picture, PlayTexts texts)
    {
        var (now, then) = (picture.Now.Organisation, picture.MonthBefore?.Organisation ?? Counts.None);
        var isEnough = now[Count.ChannelPosts7] >= LeastPosts && then[Count.ChannelPosts7] >= LeastPosts;
        return isEnough && Value(KpiBook.Engagement, now) is { } today && Value(KpiBook.Engagement, then) is { } before && today < before * EngagementLost
            ? texts.Engagement(today, before) with { Weight = 38 }
            : null;
    }

    private static Play? BouncesOf(Counts now, PlayTexts texts) =>
        now[Count.Bounced] >= 5 && Value(KpiBook.Bounces, now) is > ManyBounces and var share ? texts.Bounces(share) with { Weight = 42 } : null;

    /// <summary>The one that is furthest behind its path.</summary>
    private static Play? ObjectiveOf(KpiPicture picture, PlayTexts texts)
    {
        var behind = ObjectiveSight.Of(picture)
            .Where(sight => sight.State == ObjectiveState.Behind)
            .MaxBy(sight => sight.ExpectedProgress - sight.Progress);
        return behind is null ? null : texts.Objective(behind) with { Weight = (int)(48 + (40 * (behind.ExpectedProgress - behind.Progress)!.Value)) };
    }

    private static double? Value(string kpi, Counts counts) => KpiBook.Standard.First(one => one.Id == kpi).Value(counts);
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

    /// <summary>An item of <c>posts</c> of content-calendar.json, a draft, as text that may be pasted there; null: the campaign has no group to post in.</summary>
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
