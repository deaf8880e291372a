using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Check;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Digests;

/// <summary>
/// An invented half-year: 120 people invited on Monday 2026-09-14, 770 more four weeks later; the share that comes grows to its peak near week 12, dips
/// and comes back.
/// </summary>
internal static class DigestScene
{
    public static readonly DateOnly Launch = new(2026, 9, 14);

    private const int Week = 7;
    private const int SecondWave = 28;

    private static readonly (double Week, double Share)[] Shape =
        [(0, 0.12), (2, 0.34), (4, 0.45), (4.6, 0.3), (8, 0.5), (12, 0.62), (14, 0.55), (18, 0.41), (20, 0.4), (26, 0.52), (40, 0.55)];

    private static readonly (string Id, string Name, double Part, double Zeal)[] Sites =
        [("site-lyon", "Lyon", 0.4, 1.1), ("site-nantes", "Nantes", 0.3, 1), ("site-lille", "Lille", 0.2, 0.8), ("site-montreal", "Montréal", 0.1, 0.9)];

    private static readonly (string Id, string Name, double Size, double Growth)[] Groups =
        [("entraide", "Entraide bureautique", 60, 1.6), ("projets", "Projets en cours", 40, 1.35), ("ateliers", "Ateliers", 35, 0.6), ("lecture", "Club de lecture", 12, 0.4), ("velo", "À vélo", 3, 3), ("nouveautes", "Nouveautés", 25, 1)];

    public static async Task<Campaign> CampaignAsync()
    {
        var folder = new SmallCampaign { HasDigests = true }.Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        return campaign with
        {
            Settings = campaign.Settings with
            {
                Start = new(2026, 9, 7),
                PublicHolidays = [HolidayCountry.France],
                DigestRecipients = [new() { Name = "Thomas Petit", Mail = "thomas.petit@lumen.example" }],
                Objectives =
                [
                    new() { Id = "mails", Title = Both("Remplacer un courriel interne sur trois", "Replace one internal mail in three"), Kpi = KpiBook.Mails, Change = -33, By = new LocalDate(2027, 3, 5) },
                    new() { Id = "half", Title = Both("Voir la moitié des collègues chaque semaine", "See half of all colleagues every week"), Kpi = KpiBook.Active7, Target = 50, By = new LocalDate(2027, 3, 5) },
                    new() { Id = "write", Title = Both("Faire contribuer 38 % des membres", "Have 38 % of members contribute"), Kpi = KpiBook.Participation, Target = 38, By = new LocalDate(2027, 3, 5) },
                    new() { Id = "spirit", Title = Both("Mieux se connaître d’un site à l’autre", "Know each other better across sites") },
                ],
                BusinessKpis =
                [
                    new() { Id = "erreurs", Name = Both("Erreurs de planning", "Planning errors"), Unit = Both("par semaine", "a week"), Better = BetterWhen.Lower, Source = Both("Relevé des ateliers, chaque mois", "The workshops' log, every month") },
                ],
            },
        };
    }

    /// <summary>How things stand at the end of a week after the launch, from 1 on.</summary>
    public static async Task<DigestFacts> FactsAsync(int week, Func<DaySnapshot, DaySnapshot>? change = null)
    {
        var campaign = await CampaignAsync();
        var sunday = Launch.AddDays((Week * week) - 1);
        var noon = new DateTimeOffset(sunday, new(12, 0), TimeSpan.Zero);
        var edition = DigestEdition.Around(campaign.Settings, noon.AddDays(Week)).Single(one => one.Last == sunday);
        var series = new KpiSeries(Scope.Organisation, [.. Enumerable.Range(0, sunday.DayNumber - Launch.DayNumber + 1).Select(day => DayOf(Launch.AddDays(day)))]);
        var now = (change ?? (one => one))(SnapshotOf(sunday));
        var picture = new KpiPicture(campaign, now, series)
        {
            WeekBefore = Launch <= sunday.AddDays(-Week) ? SnapshotOf(sunday.AddDays(-Week)) : null,
            MonthBefore = Launch <= sunday.AddDays(-28) ? SnapshotOf(sunday.AddDays(-28)) : null,
        };
        return new(edition, picture, CurveOf(series, week), PlaysOf(week));
    }

    public static DaySnapshot SnapshotOf(DateOnly day) => new(day, 1, At(day.AddDays(2)))
    {
        Sources = [new(KpiSource.Own, SourceState.Read), new(KpiSource.Users, SourceState.Read) { Refreshed = day }],
        Scopes =
        [
            new(Scope.Organisation, null, WholeOf(day)),
            .. Sites.Select(site => new ScopeCounts(new(ScopeKind.Site, site.Id), new(site.Name, site.Name), SiteOf(day, site.Part, site.Zeal))),
            .. Groups.Select(group => new ScopeCounts(new(ScopeKind.Group, group.Id), new(group.Name, group.Name), GroupOf(day, group.Size, group.Growth))),
        ],
        Events = EventsOf(day),
    };

    /// <summary>The same snapshot with counts of the organisation taken out or put otherwise; null takes out.</summary>
    public static DaySnapshot With(this DaySnapshot snapshot, params (string Name, double? Value)[] counts) => snapshot with
    {
        Scopes = [.. snapshot.Scopes.Select(one => one.Scope == Scope.Organisation ? one with { Counts = one.Counts.With(counts) } : one)],
    };

    public static Counts With(this Counts counts, params (string Name, double? Value)[] others)
    {
        var values = new Dictionary<string, double>(counts.Values, StringComparer.Ordinal);
        foreach (var (name, value) in others)
        {
            values.Remove(name);
            if (value is { } number)
            {
                values[name] = number;
            }
        }

        return new(values);
    }

    public static Play Dip { get; } = new(
        FindingKind.Dip,
        Scope.Organisation,
        new("Moins de collègues viennent depuis trois semaines : la curiosité est passée, l’habitude n’est pas prise.", "Fewer colleagues have come for three weeks: the curiosity is over, and the habit is not there yet."),
        new("Annoncer un concours sur deux semaines, et demander à chaque manager un message par semaine.", "Announce a contest over two weeks, and ask every manager for one post a week."),
        new("Le creux après l’enthousiasme est connu ; jeux et exemple des managers font le rebond.", "The dip after the enthusiasm is known; play and the managers' example make the rebound."))
    {
        Weight = 80,
        Entry = """
            { "id": "concours-du-creux", "status": "draft", "to": { "groups": ["everybody"] }, "channels": ["teams"], "at": "2027-01-11T09:00",
              "post": { "title": { "fr": "Et si on jouait ?", "en": "Shall we play?" }, "text": { "fr": "Chaque semaine une question.", "en": "A question every week." } } }
            """,
    };

    private static IReadOnlyList<Play> PlaysOf(int week) => week is >= 13 and < 22 ? [Dip] : [];

    private static CurveReading CurveOf(KpiSeries series, int week)
    {
        var points = series.Days.Select(day => new CurvePoint(day.Day, day.Counts.Percent(Count.Active7, Count.Invited)!.Value)).ToList();
        var phase = week switch { < 4 => CurvePhase.TooEarly, <= 13 => CurvePhase.Enthusiasm, < 20 => CurvePhase.Dip, < 30 => CurvePhase.Rebound, _ => CurvePhase.Steady };
        return phase == CurvePhase.TooEarly
            ? new(phase, points, [])
            : new(phase, points, [.. points.Where(point => point.Day >= Launch.AddDays(SecondWave + 14)).Select(point => new CurveBand(point.Day, (ShareAt(point.Day) * 100) - 7, (ShareAt(point.Day) * 100) + 5))])
            {
                IsWithin = true,
            };
    }

    private static KpiDay DayOf(DateOnly day) => new(day, 1, WholeOf(day)) { Events = EventsOf(day), TakenAt = At(day.AddDays(2)) };

    private static IReadOnlyList<DayEvent> EventsOf(DateOnly day) => (day.DayNumber - Launch.DayNumber) switch
    {
        0 => [new(DayEventKind.WaveStarted, "first", new("Pilotes", "Pilots"))],
        SecondWave => [new(DayEventKind.WaveStarted, "second", new("Tous les sites", "All sites"))],
        _ => [],
    };

    private static Counts WholeOf(DateOnly day)
    {
        var week = (day.DayNumber - Launch.DayNumber) / (double)Week;
        var (invited, share) = (InvitedOn(day), ShareAt(day) + Noise(day));
        var registered = Math.Round(invited * Math.Min(0.88, 0.3 + (0.6 * (1 - Math.Exp(-week / 6)))));
        var contributors = Math.Round(registered * (0.12 + (0.28 * share)));
        var counts = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Count.Invited] = invited,
            [Count.Registered] = registered,
            [Count.Bounced] = Math.Round(invited * 0.01),
            [Count.Active7] = Math.Round(invited * share),
            [Count.Active30] = Math.Round(invited * Math.Min(0.9, share * 1.35)),
            [Count.Contributors7] = Math.Round(contributors * 0.5),
            [Count.Contributors30] = contributors,
            [Count.Posts7] = Math.Round(contributors * 0.8),
            [Count.Replies7] = Math.Round(contributors * 1.4),
            [Count.Posts30] = Math.Round(contributors * 3.2),
            [Count.Replies30] = Math.Round(contributors * 5.5),
            [Count.ByTop30] = Math.Round(contributors * 4.6),
            [Count.ChannelPosts7] = Math.Round(contributors * 0.8),
            [Count.ChannelReplies7] = Math.Round(contributors * 1.4),
            [Count.Reactions7] = Math.Round(contributors * 3 * (1 + share)),
            [Count.Groups] = 24,
            [Count.ActiveGroups30] = Math.Round(24 * Math.Min(0.95, 0.4 + share)),
            [Count.Published7] = 9,
            [Count.MailsSent7] = Math.Round(42000 * (1 - (0.012 * week))),
            [Count.MailboxDays7] = 4300,
            [Count.MailsSentBefore] = 42500,
            [Count.MailboxDaysBefore] = 4300,
            [Count.OfBusiness("erreurs")] = week < 6 ? 42 : week < 16 ? 37 : 31,
        };
        if (week >= 6)
        {
            (counts[Count.Mood], counts[Count.Nps]) = (Math.Round(3.2 + share, 1), Math.Round(-5 + (60 * share)));
        }

        return new(counts);
    }

    private static Counts SiteOf(DateOnly day, double part, double zeal)
    {
        var invited = Math.Round(InvitedOn(day) * part);
        return new(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Count.Invited] = invited,
            [Count.Active7] = Math.Round(invited * Math.Min(0.95, (ShareAt(day) + Noise(day)) * zeal)),
        });
    }

    private static Counts GroupOf(DateOnly day, double size, double growth)
    {
        var swing = 1 + ((growth - 1) * (day.DayNumber / Week % 2));
        return new(new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Count.Members] = size,
            [Count.ChannelPosts7] = Math.Round(size * 0.3 * ShareAt(day) * swing),
            [Count.ChannelReplies7] = Math.Round(size * 0.5 * ShareAt(day) * swing),
            [Count.GroupMails7] = 1,
        });
    }

    private static double InvitedOn(DateOnly day) => day.DayNumber - Launch.DayNumber < SecondWave ? 120 : 890;

    private static double ShareAt(DateOnly day)
    {
        var week = (day.DayNumber - Launch.DayNumber + 1) / (double)Week;
        var after = Array.FindIndex(Shape, one => one.Week > week);
        var (from, to) = (Shape[after - 1], Shape[after]);
        return from.Share + ((to.Share - from.Share) * (week - from.Week) / (to.Week - from.Week));
    }

    private static double Noise(DateOnly day) => 0.008 * Math.Sin(day.DayNumber * 1.7);

    private static DateTimeOffset At(DateOnly day) => new(day, new(11, 0), TimeSpan.Zero);

    private static LocalText Both(string fr, string en) => new() { Fr = fr, En = en };
}
