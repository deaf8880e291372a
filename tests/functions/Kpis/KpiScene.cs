using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Functions.Kpis;

/// <summary>A campaign that does well, in which a test changes what it is about.</summary>
internal static class KpiScene
{
    public static readonly DateOnly Day = new(2027, 1, 20);

    public static readonly Scope Nantes = new(ScopeKind.Site, "site-nantes");

    private static readonly Dictionary<string, double> Well = new(StringComparer.Ordinal)
    {
        [Count.Invited] = 900,
        [Count.Registered] = 800,
        [Count.Bounced] = 5,
        [Count.Active7] = 500,
        [Count.Active30] = 640,
        [Count.Contributors7] = 180,
        [Count.Contributors30] = 320,
        [Count.Posts7] = 150,
        [Count.Replies7] = 310,
        [Count.Posts30] = 600,
        [Count.Replies30] = 1200,
        [Count.ByTop30] = 860,
        [Count.ChannelPosts7] = 60,
        [Count.ChannelReplies7] = 120,
        [Count.Reactions7] = 240,
        [Count.GroupMails7] = 40,
        [Count.Groups] = 20,
        [Count.ActiveGroups30] = 18,
        [Count.Published7] = 12,
        [Count.MailsSent7] = 90_000,
        [Count.MailboxDays7] = 5_500,
        [Count.MailsSentBefore] = 500_000,
        [Count.MailboxDaysBefore] = 20_000,
        [Count.Accounts] = 1000,
        [Count.Profiles] = 930,
        [Count.Mood] = 3.8,
        [Count.Nps] = 22,
        [Count.OfBusiness("erreurs-de-planning")] = 24,
    };

    public static Counts With(params ReadOnlySpan<(string Name, double? Value)> changes)
    {
        var values = new Dictionary<string, double>(Well, StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            values.Remove(name);
            if (value is { } known)
            {
                values[name] = known;
            }
        }

        return new(values);
    }

    public static async Task<KpiPicture> PictureAsync(Counts now, params ScopeCounts[] scopes) => Picture((await CampaignFolder.Sample().ReadAsync()).Campaign!, now, scopes);

    public static KpiPicture Picture(Campaign campaign, Counts now, params ScopeCounts[] scopes) => new(
        campaign,
        Snapshot(Day, now, scopes),
        new(Scope.Organisation, [.. Enumerable.Range(0, 120).Reverse().Select(back => new KpiDay(Day.AddDays(-back), 1, back == 0 ? now : With((Count.OfBusiness("erreurs-de-planning"), 42))))]))
    {
        WeekBefore = Snapshot(Day.AddDays(-7), With()),
        MonthBefore = Snapshot(Day.AddDays(-28), With()),
    };

    private static DaySnapshot Snapshot(DateOnly day, Counts whole, params ScopeCounts[] scopes) => new(day, 1, default)
    {
        Sources = [],
        Scopes = [new(Scope.Organisation, null, whole), .. scopes],
    };
}
