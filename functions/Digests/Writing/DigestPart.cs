using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>A group or a site. (Public because Razor's parameters are.)</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Text">Its figure, and what it was.</param>
/// <param name="Share">From 0 to 1, for a bar; null: none.</param>
public sealed record DigestPart(string Name, string Text, double? Share)
{
    private const int MostGroups = 3;
    private const int MostSites = 12;
    private const int LeastSites = 2;

    /// <summary>Exchanges that a group must have more or fewer, and the share of what it had.</summary>
    private const double LeastMove = 3;
    private const double LeastShare = 0.2;

    private const double LeastMembers = 5;
    private const double All = 100;

    /// <summary>What the exchanges are summed of: two sums are compared only if the same is known of both.</summary>
    private static readonly string[] Parts = [Count.ChannelPosts7, Count.ChannelReplies7, Count.GroupMails7];

    /// <summary>Those whose exchanges grew the most, or fell the most.</summary>
    internal static IReadOnlyList<DigestPart> Groups(DigestFacts facts, DigestWords words, bool rising)
    {
        if (facts.Before is not { } before)
        {
            return [];
        }

        var kpi = KpiBook.Find(facts.Settings, KpiBook.GroupActivity)!;
        return
        [
            .. facts.Now.Scopes
                .Where(one => one is { Scope.Kind: ScopeKind.Group, IsHidden: false, Name: not null } && one.Counts[Count.Members] >= LeastMembers)
                .Select(one => (one.Name, Now: one.Counts, Before: before.Of(one.Scope)))
                .Where(one => one.Before[Count.Members] >= LeastMembers && Array.TrueForAll(Parts, part => one.Now[part] is null == one.Before[part] is null))
                .Select(one => (one.Name, Now: kpi.Value(one.Now), Before: kpi.Value(one.Before)))
                .Where(one => Math.Abs((one.Now - one.Before) ?? 0) >= Math.Max(LeastMove, LeastShare * (one.Before ?? 0)) && one.Now > one.Before == rising)
                .OrderByDescending(one => Math.Abs(one.Now!.Value - one.Before!.Value))
                .Take(MostGroups)
                .Select(one => new DigestPart(one.Name!.In(words.Language), Exchanges(one.Now!.Value, one.Before!.Value, words), null)),
        ];
    }

    /// <summary>None, if there are not at least two that may be shown.</summary>
    internal static IReadOnlyList<DigestPart> OfSites(DigestFacts facts, DigestWords words)
    {
        var kpi = KpiBook.Find(facts.Settings, KpiBook.Active7)!;
        var sites = facts.Now.Scopes
            .Where(one => one is { Scope.Kind: ScopeKind.Site, IsHidden: false, Name: not null })
            .Select(one => (one.Name, Value: kpi.Value(one.Counts), Before: facts.Before is { } before ? kpi.Value(before.Of(one.Scope)) : null))
            .Where(one => one.Value is not null)
            .OrderByDescending(one => one.Value)
            .ToList();
        return sites.Count < LeastSites
            ? []
            :
            [
                .. sites.Take(MostSites).Select(one => new DigestPart(
                    one.Name!.In(words.Language),
                    words.Percent(one.Value!.Value) + (one.Before is { } before ? words.Say($", contre {words.Percent(before)}", $", after {words.Percent(before)}") : ""),
                    one.Value.Value / All)),
            ];
    }

    private static string Exchanges(double now, double before, DigestWords words) => words.Plural(
        now,
        new($"{words.Number(now)} échange, contre {words.Number(before)}", $"{words.Number(now)} exchange, after {words.Number(before)}"),
        new($"{words.Number(now)} échanges, contre {words.Number(before)}", $"{words.Number(now)} exchanges, after {words.Number(before)}"));
}
