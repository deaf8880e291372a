using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Activation;

public sealed class ReadActivityTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly DateOnly Monday = new(2026, 9, 7);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Who_signed_in_since_the_welcome_is_active_two_days_later_by_the_report()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount());
        var staff = ActivityWorld.Staff(app).ToList();
        var before = staff.Skip(20).Select(person => (person.Id, Monday.AddDays(-1)));
        var since = staff.Take(12).Select(person => (person.Id, Monday));
        app.Tenant.Reports.Activity = _ => before.Concat(since);

        await app.PassAsync(TimeSpan.FromHours(47));
        Assert.Equal(0, (await app.ProgressAsync()).Active);
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(staff.Take(12).Select(person => $"{person.Id}").Order(), await app.MarkedAsync());
        var known = await app.KnownAsync();
        Assert.Equal(new(ActivitySource.Reports) { Report = "getTeamsUserActivityUserDetail", ReportOf = Monday, LookedAt = known.LookedAt }, known);
        Assert.Empty(app.Tenant.Log.Refusals);
    }

    [Theory]
    [InlineData("vivaEngage", "getYammerActivityUserDetail")]
    [InlineData("sharePoint", "getSharePointActivityUserDetail")]
    public async Task Another_service_has_its_own_report_which_names_people_by_address(string service, string report)
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), campaign: new() { SettingsMore = $$""", "service": "{{service}}" """ });
        app.Active(Monday, ActivityWorld.Staff(app).Skip(3).Take(4));

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        Assert.Equal(report, (await app.KnownAsync()).Report);
        Assert.Equal(4, (await app.MarkedAsync()).Count);
    }

    [Fact]
    public async Task People_of_several_waves_are_marked_in_one_reading_each_in_their_own()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), new() { Employees = 300 });
        var staff = ActivityWorld.Staff(app).ToList();
        await ActivityWorld.WelcomeAsync(app, "first", staff[..120]);
        await ActivityWorld.WelcomeAsync(app, "second", staff[120..]);
        app.Active(Monday, staff.Skip(5).Take(250));

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        Assert.Equal((115, 135), ((await app.MarkedAsync("first")).Count, (await app.MarkedAsync("second")).Count));
    }

    [Fact]
    public async Task A_report_that_was_read_is_not_read_again_and_costs_few_requests()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount());
        app.Active(Monday, ActivityWorld.Staff(app).Take(5));
        await app.PassAsync(ActivityWorld.ToTheFirstReport);
        app.Active(Monday, ActivityWorld.Staff(app).Take(9));
        var (storage, graph) = (app.Counts.Total, app.Tenant.Log.Requests(RemoteService.Graph));

        await app.Get<WorkQueue>().PutAsync(QueueNames.InvitePeople, new InvitePeopleMessage("small", "first", InviteStep.Activity), default);
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(5, (await app.ProgressAsync()).Active);
        // The settings, the report and its download. Storage: the message, the lane's turn, the campaign's files, the row.
        Assert.Equal(3, app.Tenant.Log.Requests(RemoteService.Graph) - graph);
        Assert.InRange(app.Counts.Total - storage, 1, 20);
    }

    [Fact]
    public async Task Tomorrow_brings_the_next_report_and_only_those_who_are_new_in_it_are_marked()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount());
        app.Active(Monday, ActivityWorld.Staff(app).Take(5));
        await app.PassAsync(ActivityWorld.ToTheFirstReport);
        var first = (await app.Get<PeopleTable>().RangeAsync("small", "first", PeopleTable.FirstKey, "~", default)).Where(row => row.ActiveAt is not null).ToList();

        app.Active(Monday.AddDays(1), ActivityWorld.Staff(app).Take(9));
        await app.PassAsync(Day);

        Assert.Equal(9, (await app.MarkedAsync()).Count);
        var now = await app.Get<PeopleTable>().FindAsync("small", "first", [.. first.Select(row => row.Id)], default);
        Assert.Equal(first.Select(row => row.ActiveAt), now.Select(row => row.ActiveAt));
    }

    [Fact]
    public async Task Concealed_names_match_nobody_and_are_said_so_until_they_are_shown()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount());
        app.Tenant.Reports.ConcealNames = true;
        app.Active(Monday, ActivityWorld.Staff(app).Take(5));

        await app.PassAsync(ActivityWorld.ToTheFirstReport);
        Assert.Equal(ActivitySource.Concealed, (await app.KnownAsync()).Source);
        Assert.Equal(0, (await app.ProgressAsync()).Active);

        app.Tenant.Reports.ConcealNames = false;
        await app.PassAsync(Day);
        Assert.Equal(ActivitySource.Reports, (await app.KnownAsync()).Source);
        Assert.Equal(5, (await app.MarkedAsync()).Count);
    }

    [Theory]
    [InlineData("Reports.Read.All")]
    [InlineData("ReportSettings.Read.All")]
    public async Task Without_the_permission_it_is_named_nothing_is_poisoned_and_tomorrow_asks_again(string permission)
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), missing: [permission]);

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        var known = await app.KnownAsync();
        Assert.Equal(ActivitySource.NotAllowed, known.Source);
        Assert.Contains(permission, known.Why, StringComparison.Ordinal);
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
        Assert.Equal(3, app.Tenant.Log.Refusals.Count(refusal => refusal.At.Minute == 20));
    }

    [Fact]
    public async Task A_throttled_report_comes_later_the_same_morning()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount());
        app.Active(Monday, ActivityWorld.Staff(app).Take(5));
        await app.PassAsync(TimeSpan.FromHours(48));
        app.World.Faults.Strike(target => target.Path.Contains("/reports/", StringComparison.Ordinal), 1, new(FaultKind.Throttled, 300.5));

        await app.PassAsync(TimeSpan.FromMinutes(24));
        Assert.Equal(0, (await app.ProgressAsync()).Active);
        await app.PassAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(5, (await app.MarkedAsync()).Count);
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
    }

    [Fact]
    public async Task A_report_that_breaks_off_marks_nobody_and_is_read_again()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), people: 400);
        app.Active(Monday, ActivityWorld.Staff(app).Take(5));
        await app.PassAsync(TimeSpan.FromHours(48));
        app.Tenant.Reports.BreaksOffAfter = 390;

        await app.PassAsync(TimeSpan.FromMinutes(23));
        Assert.Equal(0, (await app.ProgressAsync()).Active);
        Assert.Equal(Monday.AddDays(-1), (await app.KnownAsync()).ReportOf);
        app.Tenant.Reports.BreaksOffAfter = null;
        await app.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(5, (await app.MarkedAsync()).Count);
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task A_campaign_that_has_invited_nobody_asks_for_nothing()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        await app.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(0, app.Tenant.Log.Requests(RemoteService.Graph));
        Assert.Equal(ActivitySource.Never, (await app.KnownAsync()).Source);
    }

    /// <summary>The process dies at every request of a reading, before and after it; the message comes back, and everybody is marked once.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_everyone_is_marked_once(int part)
    {
        var deaths = await CrashMatrix.RunAsync(BeforeTheReadingAsync, _ => Task.CompletedTask, CheckAsync, TimeSpan.FromMinutes(12), (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> BeforeTheReadingAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), new() { Employees = 230 });
        await app.PassAsync(TimeSpan.FromMinutes(65));
        var staff = ActivityWorld.Staff(app).ToList();
        await ActivityWorld.WelcomeAsync(app, "first", staff);
        app.Tenant.Reports.Activity = _ => staff.Take(210).Select(person => (person.Id, Monday.AddDays(-2)));
        await app.PassAsync(TimeSpan.FromDays(2) - TimeSpan.FromHours(1));
        app.Active(Monday, staff.Take(210));
        await app.Get<WorkQueue>().PutAsync(
            QueueNames.InvitePeople, new InvitePeopleMessage("small", "first", InviteStep.Activity), TimeSpan.FromMinutes(1), default);
        return app;
    }

    private static async Task CheckAsync(AppTest app)
    {
        Assert.Equal(ActivityWorld.Staff(app).Take(210).Select(person => $"{person.Id}").Order(), await app.MarkedAsync());
        Assert.Equal((ActivitySource.Reports, Monday), ((await app.KnownAsync()).Source, (await app.KnownAsync()).ReportOf!.Value));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }
}
