using AdoptionAutomation.Kpis;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions.Waves.Activation;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Kpis;

public sealed class TakeSnapshotTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int People = 40;
    private const string Campaign = "small";
    private const string It = "paul.lefevre@lumen.example";

    private static readonly DateOnly Monday = new(2026, 9, 7);
    private static readonly Scope First = new(ScopeKind.Wave, "first");

    /// <summary>The morning of Wednesday, before anything is read.</summary>
    private static readonly TimeSpan ToWednesday = TimeSpan.FromHours(48);

    [Fact]
    public async Task Every_morning_the_day_that_the_reports_know_is_counted_by_scope()
    {
        await using var app = await StartAsync();
        app.Active(Monday, ActivityWorld.Staff(app).Take(12));

        await app.PassAsync(TimeSpan.FromHours(1));

        var snapshot = await KeptAsync(app);
        Assert.Equal((1, People), (snapshot.Version, (int)snapshot.Organisation[Count.Invited]!));
        Assert.Equal((12, 12, 12), (snapshot.Organisation[Count.Registered], snapshot.Organisation[Count.Active7], snapshot.Of(First)[Count.Active30]));
        Assert.Equal((0, 0), (snapshot.Organisation[Count.Posts7], snapshot.Organisation[Count.MailsSent7]));
        Assert.Equal(People, snapshot.Organisation[Count.Accounts]);
        Assert.Equal([new DayEvent(DayEventKind.WaveStarted, "first", new("Première", "First"))], snapshot.Events);
        Assert.Equal(
            [
                (KpiSource.Own, SourceState.Read), (KpiSource.Users, SourceState.Read), (KpiSource.Teams, SourceState.Read), (KpiSource.Groups, SourceState.Read),
                (KpiSource.Mail, SourceState.Read), (KpiSource.Directory, SourceState.Read), (KpiSource.Surveys, SourceState.Unused), (KpiSource.Business, SourceState.Unused),
            ],
            snapshot.Sources.Select(source => (source.Source, source.State)));
        Assert.Equal((Monday, 12.0), ((await app.Get<SnapshotStore>().LatestAsync(Campaign, default))!.Day, (await DaysAsync(app, First))[^1].Counts[Count.Registered]));
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
        Assert.Empty(app.Tenant.Log.NotSimulated);
    }

    [Fact]
    public async Task A_campaign_that_has_not_begun_costs_no_request_to_graph_and_has_no_snapshot()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        await app.PassAsync(TimeSpan.FromDays(2));

        Assert.Equal(0, app.Tenant.Log.Requests(RemoteService.Graph));
        Assert.Null(await app.Get<SnapshotStore>().LatestAsync(Campaign, default));
    }

    [Fact]
    public async Task Late_data_restates_the_day_and_the_former_version_stays()
    {
        await using var app = await StartAsync();
        app.Active(Monday, ActivityWorld.Staff(app).Take(12));
        await app.PassAsync(TimeSpan.FromHours(1));
        app.Active(Monday, ActivityWorld.Staff(app).Take(15));

        await AskAsync(app);
        await AskAsync(app);

        var snapshot = await KeptAsync(app);
        Assert.Equal((2, 15), (snapshot.Version, (int)snapshot.Organisation[Count.Active7]!));
        Assert.Equal(2, (await DaysAsync(app, Scope.Organisation))[^1].Version);
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_a_gap_of_which_it_hears_once()
    {
        await using var app = await StartAsync("Reports.Read.All");

        await app.PassAsync(TimeSpan.FromHours(25));

        var snapshot = await KeptAsync(app);
        Assert.Equal([KpiSource.Users, KpiSource.Teams, KpiSource.Groups, KpiSource.Mail], Failed(snapshot).Select(source => source.Source));
        Assert.All(Failed(snapshot), source => Assert.Contains("Reports.Read.All", source.Why, StringComparison.Ordinal));
        Assert.Equal((People, null, null), (snapshot.Organisation[Count.Invited], snapshot.Organisation[Count.Active7], snapshot.Organisation[Count.MailsSent7]));
        Assert.Single(app.Tenant.Log.MailsTo(It), mail => mail.Subject.StartsWith("Indicateurs", StringComparison.Ordinal));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task A_throttled_report_is_waited_for_and_the_others_are_not_read_again()
    {
        await using var app = await StartAsync();
        var ofUsers = 0;
        app.World.Faults.Strike(request => request.Path.Contains("getTeamsUserActivityUserDetail", StringComparison.Ordinal) && ofUsers++ < 0, 1, new(FaultKind.Throttled, 1));
        app.World.Faults.Strike(IsOfTeams, 1, new(FaultKind.Throttled, 600));

        await app.PassAsync(TimeSpan.FromMinutes(45));
        Assert.Null(await app.Get<SnapshotStore>().FindAsync(Campaign, Monday, default));
        await app.PassAsync(TimeSpan.FromMinutes(15));

        Assert.Empty(Failed(await KeptAsync(app)));

        // The look for who has become active, and two periods.
        Assert.Equal(3, ofUsers);
    }

    /// <summary>Peer bug 8: a read that failed was shown as nobody doing anything.</summary>
    [Fact]
    public async Task What_stays_away_for_six_hours_is_a_gap_and_never_a_zero()
    {
        await using var app = await StartAsync();
        app.Active(Monday, ActivityWorld.Staff(app).Take(12));
        for (var nth = 1; nth <= 20; nth++)
        {
            app.World.Faults.Strike(IsOfTeams, nth, new(FaultKind.Unavailable, 1800));
        }

        await app.PassAsync(TimeSpan.FromHours(8));

        var snapshot = await KeptAsync(app);
        Assert.Equal(KpiSource.Teams, Assert.Single(Failed(snapshot)).Source);
        Assert.Equal((12, null), (snapshot.Organisation[Count.Active7], snapshot.Organisation[Count.ChannelPosts7]));
        Assert.Equal([KpiSource.Teams], (await DaysAsync(app, Scope.Organisation))[^1].Gaps);
    }

    [Fact]
    public async Task A_page_instead_of_a_report_is_a_gap_and_the_rest_is_kept()
    {
        await using var app = await StartAsync();
        app.Tenant.Reports.Trouble = new() { IsHtml = true, Of = "getTeamsUserActivityUserDetail" };

        await app.PassAsync(TimeSpan.FromHours(1));

        var snapshot = await KeptAsync(app);
        Assert.Contains("cannot be used", Assert.Single(Failed(snapshot)).Why, StringComparison.Ordinal);
        Assert.Equal((People, 0), (snapshot.Organisation[Count.Invited], snapshot.Organisation[Count.MailsSent7]));
    }

    [Fact]
    public async Task Concealed_names_leave_the_figures_of_the_whole()
    {
        await using var app = await StartAsync();
        app.Tenant.Reports.ConcealNames = true;
        app.Active(Monday, ActivityWorld.Staff(app).Take(12));

        await app.PassAsync(TimeSpan.FromHours(1));

        var snapshot = await KeptAsync(app);
        Assert.Equal(SourceState.Concealed, snapshot.Sources.Single(source => source.Source == KpiSource.Users).State);
        Assert.Equal((People, 0, null), (snapshot.Organisation[Count.Invited], snapshot.Organisation[Count.Registered], snapshot.Organisation[Count.Active7]));
    }

    [Fact]
    public async Task Two_copies_of_the_message_at_once_keep_one_version()
    {
        await using var app = await StartAsync();
        app.Active(Monday, ActivityWorld.Staff(app).Take(12));

        await app.Get<WorkQueue>().PutAsync(QueueNames.TakeSnapshot, MessageOf(app), default);
        await AskAsync(app);

        Assert.Equal(1, (await KeptAsync(app)).Version);
        Assert.Equal(1, (await DaysAsync(app, Scope.Organisation))[^1].Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_the_day_has_one_version_with_all_its_rows(int part)
    {
        var deaths = await CrashMatrix.RunAsync(
            async () =>
            {
                var app = await StartAsync();
                app.Active(Monday, ActivityWorld.Staff(app).Take(12));
                await app.Get<WorkQueue>().PutAsync(QueueNames.TakeSnapshot, MessageOf(app), default);
                return app;
            },
            _ => Task.CompletedTask,
            CheckAsync,
            TimeSpan.FromMinutes(15),
            (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static async Task CheckAsync(AppTest app)
    {
        var snapshot = await KeptAsync(app);
        Assert.Equal((1, 12), (snapshot.Version, (int)snapshot.Organisation[Count.Registered]!));
        Assert.Equal(Monday, (await app.Get<SnapshotStore>().LatestAsync(Campaign, default))!.Day);
        foreach (var scope in snapshot.Scopes)
        {
            var day = (await DaysAsync(app, scope.Scope))[^1];
            Assert.Equal((Monday, 1, scope.Counts), (day.Day, day.Version, day.Counts));
        }

        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    private async Task<AppTest> StartAsync(params string[] missing)
    {
        var app = await ActivityWorld.StartAsync(azurite.NewAccount(), People, missing: missing);
        await app.PassAsync(ToWednesday);
        return app;
    }

    private static async Task AskAsync(AppTest app)
    {
        await app.Get<WorkQueue>().PutAsync(QueueNames.TakeSnapshot, MessageOf(app), default);
        await app.PassAsync(TimeSpan.FromMinutes(20));
    }

    private static TakeSnapshotMessage MessageOf(AppTest app) => new(Campaign, app.World.Clock.GetUtcNow() + TimeSpan.FromHours(6));

    private static bool IsOfTeams(FaultTarget target) => target.Path.Contains("getTeamsTeamActivityDetail", StringComparison.Ordinal);

    private static IEnumerable<SourceReading> Failed(DaySnapshot snapshot) => snapshot.Sources.Where(source => source.State == SourceState.Failed);

    private static async Task<DaySnapshot> KeptAsync(AppTest app) => (await app.Get<SnapshotStore>().FindAsync(Campaign, Monday, default))!.Snapshot;

    private static async Task<IReadOnlyList<KpiDay>> DaysAsync(AppTest app, Scope scope) =>
        (await app.Get<KpisTable>().SeriesAsync(Campaign, scope, Monday.AddDays(-30), Monday, default)).Days;
}
