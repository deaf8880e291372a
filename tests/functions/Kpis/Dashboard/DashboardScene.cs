using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Kpis.Dashboard;

/// <summary>An invented half-year: three waves, six sites of which one is tiny, groups, surveys; a dip in November, a rebound after it.</summary>
internal static class DashboardScene
{
    public const string Mischief = "<script>alert(1)</script>";
    public const string Formula = "=HYPERLINK(\"http://evil.example\";\"ici\")";

    public static readonly DateOnly Start = new(2026, 9, 7);
    public static readonly DateTimeOffset Now = new(2027, 3, 10, 9, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Last = new(2027, 3, 8);

    /// <summary>Days of which nothing was kept.</summary>
    public static readonly DateOnly[] Lost = [new(2026, 12, 28), new(2026, 12, 29)];

    public static readonly Scope Lyon = new(ScopeKind.Site, "site-lyon");
    public static readonly Scope Tiny = new(ScopeKind.Site, "site-brest");

    private static readonly (Scope Scope, string Name, int People, double Zeal)[] Parts =
    [
        (new(ScopeKind.Site, "site-paris"), "Paris", 640, 0.95), (Lyon, "Lyon", 410, 1.25), (new(ScopeKind.Site, "site-nantes"), "Nantes", 260, 0.8),
        (new(ScopeKind.Site, "site-lille"), "Lille", 190, 1.05), (new(ScopeKind.Site, "site-montreal"), "Montréal", 120, 0.6), (Tiny, "Brest", 4, 1),
        (new(ScopeKind.Wave, "first"), "Pilotes et relais", 160, 1.3), (new(ScopeKind.Wave, "second"), "Sièges", 800, 1), (new(ScopeKind.Wave, "third"), "Ateliers", 660, 0.8),
    ];

    private static readonly string[] Groups = ["Tout le monde", "Entraide bureautique", "Covoiturage", "Qualité des ateliers", Formula, Mischief, "Accueil des nouveaux"];

    private static readonly (int Day, DayEvent Event)[] Happened =
    [
        (0, Event(DayEventKind.WaveStarted, "first", "Pilotes et relais")), (28, Event(DayEventKind.WaveStarted, "second", "Sièges")), (56, Event(DayEventKind.WaveStarted, "third", "Ateliers")),
        (31, Event(DayEventKind.ContestDrawn, "photo", "Concours photo de la rentrée")), (88, Event(DayEventKind.ContestDrawn, "quiz", "Quiz de l’Avent")), (91, Event(DayEventKind.ContestDrawn, "idea", "Boîte à idées")),
        (38, Event(DayEventKind.SurveyOpened, "pulse", "Pouls d’octobre")), (69, Event(DayEventKind.SurveyOpened, "pulse", "Pouls de novembre")), (99, Event(DayEventKind.SurveyOpened, "pulse", "Pouls de décembre")),
    ];

    public static SmallCampaign Campaign { get; } = new()
    {
        SettingsMore = """
            , "objectives": [
                { "id": "mails", "title": { "fr": "Remplacer un courriel interne sur trois", "en": "Replace one internal mail in three" }, "kpi": "mails", "change": -33, "by": "2027-03-31" },
                { "id": "active", "title": { "fr": "Voir la moitié des collègues chaque semaine", "en": "See half of all colleagues every week" }, "kpi": "active7", "target": 50, "by": "2027-03-31" },
                { "id": "speak", "title": { "fr": "Faire contribuer 38 % des membres", "en": "Have 38 % of members contribute" }, "kpi": "participation", "target": 38, "by": "2027-06-30" },
                { "id": "pride", "title": { "fr": "Être fiers de nos métiers", "en": "Be proud of our crafts" } } ],
              "businessKpis": [
                { "id": "planning-errors", "name": { "fr": "Erreurs de planning", "en": "Planning errors" }, "unit": { "fr": "par semaine", "en": "a week" }, "better": "lower", "source": { "fr": "Qualité", "en": "Quality" } } ]
            """,
    };

    public static Task<AppTest> StartAsync(StorageAccount account) => AppTest.StartAsync(
        account,
        campaign: Campaign,
        start: Now,
        settings: new Dictionary<string, string?> { ["Links:BaseUrl"] = "https://adoption.example", ["Links:SigningKey"] = "0123456789abcdef0123456789abcdef", ["Access:TrustClientPrincipal"] = "true" });

    public static async Task KeepAsync(AppTest app, DateOnly? from = null)
    {
        for (var day = from ?? Start; day < Last; day = day.AddDays(1))
        {
            if (!Lost.Contains(day))
            {
                await app.Get<KpisTable>().WriteAsync("small", Of(day), default);
            }
        }

        Assert.True(await app.Get<SnapshotStore>().TryKeepAsync("small", Of(Last), null, default));
    }

    public static DaySnapshot Of(DateOnly day)
    {
        var at = day.DayNumber - Start.DayNumber;
        var scopes = new List<ScopeCounts> { new(Scope.Organisation, null, OfWhole(at)) };
        scopes.AddRange(Parts.Select(part => new ScopeCounts(part.Scope, new(part.Name, part.Name), part.Scope == Tiny ? Counts.None : new(OfPeople(part.People, part.Zeal, at)))
        {
            IsHidden = part.Scope == Tiny,
        }));
        scopes.AddRange(Groups.Select((name, i) => new ScopeCounts(new(ScopeKind.Group, $"group-{i}"), new(name, name), OfGroup(400 - (50 * i), 1.4 - (0.2 * i), at))));
        var lacks = at is >= 60 and <= 62;
        return new(day, at is 40 or 41 or 120 ? 2 : 1, new(day.AddDays(2), new(5, 0), TimeSpan.Zero))
        {
            Sources =
            [
                new(KpiSource.Own, SourceState.Read) { Refreshed = day }, new(KpiSource.Users, lacks ? SourceState.Failed : SourceState.Read) { Refreshed = day },
                new(KpiSource.Mail, SourceState.Read) { Refreshed = day }, new(KpiSource.Directory, SourceState.Read), new(KpiSource.Business, SourceState.Read) { Why = "business-kpis.csv:7:3" },
            ],
            Scopes = scopes,
            Events = [.. Happened.Where(one => one.Day == at).Select(one => one.Event)],
        };
    }

    private static Counts OfWhole(int at)
    {
        var values = OfPeople(1624, 1, at);
        values[Count.Published7] = at < 7 ? 1 : (at / 7 % 5) + (at is > 84 and < 110 ? 5 : 1);
        values[Count.Groups] = Math.Min(7, 3 + (at / 20));
        values[Count.ActiveGroups30] = Math.Min(5, 2 + (at / 30));
        values[Count.ChannelPosts7] = 60 + (at / 3);
        values[Count.ChannelReplies7] = 80 + at;
        values[Count.Reactions7] = 150 + (at * 2);
        values[Count.MailboxDays7] = 1624 * 5;
        values[Count.MailsSent7] = 1624 * 5 * (6.1 - (at / 100.0));
        values[Count.MailboxDaysBefore] = 1600 * 20;
        values[Count.MailsSentBefore] = 1600 * 20 * 6.2;
        values[Count.Accounts] = 1700;
        values[Count.Profiles] = 900 + (at * 3);
        values[Count.OfBusiness("planning-errors")] = 42 - (at / 30 * 3);
        return new(values);
    }

    private static Dictionary<string, double> OfPeople(int people, double zeal, int at)
    {
        var invited = Math.Round(people * (at < 28 ? 0.1 : at < 56 ? 0.6 : 1));
        var noise = 1 + (0.05 * Math.Sin((at * 2.1) + people)) + (0.02 * Math.Sin(at * 0.9));
        var wave = at < 30 ? at / 30.0 * 0.42 : at < 75 ? 0.42 - ((at - 30) / 45.0 * 0.18) : at < 120 ? 0.24 + ((at - 75) / 45.0 * 0.2) : 0.44 + ((at - 120) / 700.0);
        var active = Math.Min(0.95, wave * zeal * noise);
        var values = new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Count.Invited] = invited,
            [Count.Registered] = Math.Round(invited * Math.Min(0.92, (0.3 + (at / 200.0)) * Math.Sqrt(zeal))),
            [Count.Bounced] = Math.Round(people / 90.0),
        };
        if (at is < 60 or > 62)
        {
            values[Count.Active7] = Math.Round(invited * active);
            values[Count.Active30] = Math.Round(invited * Math.Min(0.97, active * 1.45));
            values[Count.Posts7] = Math.Round(invited * active * 0.25);
            values[Count.Replies7] = Math.Round(invited * active * 0.4);
            values[Count.Contributors7] = Math.Round(invited * active * 0.2);
            values[Count.Posts30] = Math.Round(invited * active * 0.8);
            values[Count.Replies30] = Math.Round(invited * active * 1.2);
            values[Count.Contributors30] = Math.Round(invited * active * 0.45);
            values[Count.ByTop30] = Math.Round(invited * active * (1.1 - (at / 500.0)));
        }

        if (at > 45)
        {
            values[Count.Mood] = 3.2 + (at / 250.0 * zeal);
        }

        return values;
    }

    private static Counts OfGroup(int members, double zeal, int at) => new(new Dictionary<string, double>(StringComparer.Ordinal)
    {
        [Count.Members] = members + at,
        [Count.ChannelPosts7] = Math.Max(0, Math.Round(zeal * (8 + (at / 20.0)))),
        [Count.ChannelReplies7] = Math.Max(0, Math.Round(zeal * (10 + (at / 10.0)))),
        [Count.Reactions7] = Math.Max(0, Math.Round(zeal * (30 + (at / 5.0)))),
        [Count.GroupMails7] = 3,
    });

    private static DayEvent Event(DayEventKind kind, string id, string name) => new(kind, id, new(name, name));
}
