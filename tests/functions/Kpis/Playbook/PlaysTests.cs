using System.Text.Json.Nodes;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Functions.Kpis.Playbook;

public sealed class PlaysTests
{
    private static readonly CurveReading Enthusiasm = Curve(CurvePhase.Enthusiasm, 500, isWithin: true);

    [Fact]
    public async Task Nothing_worries_where_all_is_well() => Assert.Empty(Plays.Of(await KpiScene.PictureAsync(KpiScene.With()), Enthusiasm));

    [Fact]
    public async Task Nothing_is_found_in_what_is_not_known() => Assert.Empty(Plays.Of(await KpiScene.PictureAsync(Counts.None), new(CurvePhase.TooEarly, [], [])));

    public static TheoryData<string, double, string, int> Findings => new()
    {
        { Count.Mood, 2.7, nameof(FindingKind.Mood), 65 },
        { Count.ByTop30, 1_300, nameof(FindingKind.Concentration), 62 },
        { Count.ActiveGroups30, 12, nameof(FindingKind.SilentGroups), 40 },
        { Count.Registered, 500, nameof(FindingKind.LowConnection), 45 },
        { Count.Contributors30, 150, nameof(FindingKind.LowParticipation), 35 },
        { Count.Reactions7, 10, nameof(FindingKind.Engagement), 38 },
        { Count.Bounced, 60, nameof(FindingKind.Bounces), 42 },
        { Count.OfBusiness("erreurs-de-planning"), 41, nameof(FindingKind.Objective), 64 },
    };

    [Theory]
    [MemberData(nameof(Findings))]
    public async Task A_figure_that_is_out_of_bounds_is_found(string count, double value, string finding, int weight)
    {
        var play = Plays.Of(await KpiScene.PictureAsync(KpiScene.With((count, value))), Enthusiasm).FirstOrDefault(one => one.Finding.ToString() == finding);

        Assert.NotNull(play);
        Assert.Equal(weight, play.Weight);
    }

    [Theory]
    [InlineData(true, 70)]
    [InlineData(false, 90)]
    public async Task A_dip_asks_for_a_contest_and_the_managers_example(bool isWithin, int weight)
    {
        var play = Plays.Of(await KpiScene.PictureAsync(KpiScene.With()), Curve(CurvePhase.Dip, 360, isWithin))[0];

        Assert.Equal((FindingKind.Dip, weight), (play.Finding, play.Weight));
        Assert.Contains("de 500 à 360 personnes", play.Worry.Fr, StringComparison.Ordinal);
        Assert.Contains("concours", play.Decision.Fr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_site_asks_for_its_ambassador()
    {
        var picture = await KpiScene.PictureAsync(KpiScene.With(), Site(KpiScene.Nantes, "Nantes", 12, 120), Site(new(ScopeKind.Site, "site-lyon"), "Lyon", 60, 120));

        var play = Assert.Single(Plays.Of(picture, Enthusiasm));

        Assert.Equal((FindingKind.SilentSite, KpiScene.Nantes), (play.Finding, play.Scope));
        Assert.Contains("le relais de Nantes", play.Decision.Fr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(120, true)]
    public async Task A_site_of_few_people_or_a_hidden_one_is_not_called_silent(int invited, bool isHidden)
    {
        var picture = await KpiScene.PictureAsync(KpiScene.With(), Site(KpiScene.Nantes, "Nantes", 1, invited) with { IsHidden = isHidden });

        Assert.Empty(Plays.Of(picture, Enthusiasm));
    }

    [Fact]
    public async Task People_who_were_invited_last_week_have_time_to_come()
    {
        var picture = await KpiScene.PictureAsync(KpiScene.With((Count.Registered, 300), (Count.Contributors30, 40)));
        var started = picture.Organisation.Days[^8] with { Events = [new(DayEventKind.WaveStarted, "tous", new("Tous", "All"))] };
        IReadOnlyList<KpiDay> days = [.. picture.Organisation.Days.Select(day => day.Day == started.Day ? started : day)];

        var plays = Plays.Of(picture with { Organisation = picture.Organisation with { Days = days } }, Enthusiasm);

        Assert.DoesNotContain(plays, play => play.Finding is FindingKind.LowConnection or FindingKind.LowParticipation);
    }

    [Fact]
    public async Task Every_draft_can_be_pasted_into_the_calendar_and_goes_out_only_when_approved()
    {
        var picture = await KpiScene.PictureAsync(
            KpiScene.With(
                (Count.Mood, 2), (Count.ByTop30, 1_700), (Count.ActiveGroups30, 5), (Count.Registered, 400), (Count.Contributors30, 50), (Count.Reactions7, 0),
                (Count.ChannelReplies7, 0), (Count.Bounced, 100), (Count.OfBusiness("erreurs-de-planning"), 60)),
            Site(KpiScene.Nantes, "Nantes", 1, 120));
        var plays = Plays.Of(picture, Curve(CurvePhase.Dip, 300, false)).Concat(Plays.Of(picture, Curve(CurvePhase.Rebound, 300, false)))
            .DistinctBy(play => play.Finding).ToList();
        Assert.Equal(Enum.GetValues<FindingKind>().Order(), plays.Select(play => play.Finding).Order());

        var folder = CampaignFolder.Sample();
        var calendar = JsonNode.Parse(folder.Text("content-calendar.json"))!;
        foreach (var play in plays)
        {
            calendar["posts"]!.AsArray().Add(JsonNode.Parse(play.Entry!));
        }

        var reading = await folder.With("content-calendar.json", calendar.ToJsonString()).ReadAsync();

        Assert.Empty(reading.Problems);
        var pasted = reading.Campaign!.Calendar.Posts.TakeLast(plays.Count);
        Assert.All(pasted, post => Assert.Equal(PostStatus.Draft, post.Status));
        Assert.All(pasted, post => Assert.True(new OpenHours(reading.Campaign.Settings).IsWorkingDay(post.At.Date)));
    }

    [Fact]
    public async Task A_campaign_of_one_language_gets_drafts_of_that_language()
    {
        var picture = await KpiScene.PictureAsync(KpiScene.With((Count.Mood, 2)));
        var english = picture with { Campaign = picture.Campaign with { Settings = picture.Campaign.Settings with { Languages = ["en"] } } };

        var entry = JsonNode.Parse(Plays.Of(english, Enthusiasm)[0].Entry!)!;

        Assert.Equal(["en"], entry["post"]!["title"]!.AsObject().Select(pair => pair.Key));
    }

    private static ScopeCounts Site(Scope scope, string name, double active, double invited) =>
        new(scope, new(name, name), new(new Dictionary<string, double> { [Count.Active7] = active, [Count.Invited] = invited }));

    private static CurveReading Curve(CurvePhase phase, double last, bool isWithin) =>
        new(phase, [new(KpiScene.Day, last)], [new(KpiScene.Day, last * 0.9, last * 1.3)]) { Peak = new(KpiScene.Day.AddDays(-60), 500), IsWithin = isWithin };
}
