using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>What a view shows at one moment: counters, so that to look costs nothing.</summary>
internal sealed record Figures(int Groups, int Waves, int Invited, int Active, int Mails, int Posts, int Asked, int Answers, int Snapshots, int Digests, int Faults)
{
    public static Figures Of(RehearsalState state)
    {
        var log = state.Tenant.Log;
        return new(
            log.GroupCount,
            state.Desk.Opened.Count,
            log.MailsOf("welcome"),
            state.People.Activated,
            log.MailCount,
            log.PublishedCount,
            log.MailsOf("survey"),
            state.People.Surveys?.Count ?? 0,
            state.Snapshots(),
            log.MailsOf("digest"),
            log.FaultCount);
    }
}

/// <summary>How much there will be, as far as it can be told before: null where only the run itself knows.</summary>
/// <param name="Groups">Groups of the files.</param>
/// <param name="Waves">Waves of the files.</param>
/// <param name="People">Whom the waves mean.</param>
/// <param name="Posts">Posts of the calendar and of the groups, at most: feeds may have no news.</param>
/// <param name="Snapshots">Days with figures.</param>
/// <param name="Digests">Digests, if the first wave opens when it is to.</param>
internal sealed record Totals(int Groups, int Waves, int People, int Posts, int Snapshots, int Digests)
{
    /// <summary>How much there will be if all goes as the files say: for the bars of who watches.</summary>
    public static async Task<Totals> OfAsync(
        Campaign campaign,
        IReadOnlyList<ExpectedGroup> groups,
        FolderFiles files,
        Employees employees,
        (DateTimeOffset Start, DateTimeOffset End) span,
        CancellationToken cancellationToken)
    {
        var (start, end) = span;
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var launch = campaign.Waves.Select(wave => wave.Opens).Min() is { } opens ? opens.InZoneLeniently(zone).ToDateTimeOffset() : start.AddDays(7);
        var nothing = new Course(new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal), end, new HashSet<string>(StringComparer.Ordinal));
        var meant = (await Expectation.OfAsync(campaign, groups, files, employees, nothing, cancellationToken)).Meant;
        var posts = new ExpectedPosts(campaign, groups).Between(start, end).Count(post => post.Group is not null);
        return new(
            groups.Count,
            campaign.Waves.Count,
            meant.Count,
            posts + groups.Sum(group => group.Posts),
            Math.Max(0, (int)(end - launch).TotalDays),
            new ExpectedDigests(campaign.Settings).Between(launch, end).Count);
    }
}
