using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Mail;

/// <summary>What peers' mailings got wrong when SendGrid or their own process failed in the middle.</summary>
public sealed class WelcomeUnderFaultsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TenantOptions Tenant = TenantHost.Calm with { Employees = 150 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_throttled_request_is_sent_later_and_those_before_it_are_not_repeated(int nth)
    {
        await using var app = await StartAsync(new(FaultKind.Throttled, 2.5), nth);

        await AssertEveryoneWelcomedOnceAsync(app);
    }

    [Theory]
    [InlineData(DeathPoint.Before)]
    [InlineData(DeathPoint.After)]
    [InlineData(DeathPoint.BeforeRecord)]
    [InlineData(DeathPoint.AfterRecord)]
    public async Task A_death_around_a_mail_neither_doubles_nor_loses_it(object point)
    {
        await using var app = await StartAsync(new(FaultKind.ProcessDeath, Point: (DeathPoint)point), nth: 1);

        await AssertEveryoneWelcomedOnceAsync(app);
        Assert.Equal(1, app.World.Host.Deaths);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mail_of_unknown_outcome_is_settled_by_events_or_by_their_absence(bool taken)
    {
        await using var app = await StartAsync(new(taken ? FaultKind.AnswerLost : FaultKind.Unavailable), nth: 1);

        await AssertEveryoneWelcomedOnceAsync(app);
    }

    [Fact]
    public async Task A_wrong_key_shows_within_minutes_and_fails_nobody()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant with { SendGridApiKey = "SG.another" });
        await StartWaveAsync(app);
        await app.PassAsync(TimeSpan.FromMinutes(5));
        var stopped = await app.Get<RateGovernor>().StoppedAsync(Lane.Mail, default);
        var progress = await ProgressAsync(app);

        Assert.Contains("Mail:SendGridApiKey", stopped, StringComparison.Ordinal);
        Assert.Equal((0, 0), (progress[PersonState.Failed], progress[PersonState.Welcomed]));
        Assert.True(progress[PersonState.Joined] > 99);
    }

    private async Task<AppTest> StartAsync(Fault fault, int nth)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), Tenant);
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, nth, fault);
        await StartWaveAsync(app);
        return app;
    }

    private static async Task StartWaveAsync(AppTest app)
    {
        await app.ProvisionAsync();
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
    }

    private static async Task AssertEveryoneWelcomedOnceAsync(AppTest app)
    {
        // Later events of another mailing: they show that the webhook is alive, so that silence about the rest is an answer.
        await app.PassAsync(TimeSpan.FromHours(1));
        await app.Get<MailEventsTable>().SetLastAsync(app.World.Clock.GetUtcNow(), default);
        await app.PassAsync(TimeSpan.FromHours(13));
        var progress = await ProgressAsync(app);
        var mails = app.Tenant.Log.Mails.GroupBy(mail => mail.To).Select(mails => mails.Count()).ToList();

        Assert.All(mails, count => Assert.Equal(1, count));
        Assert.True(mails.Count > 99);
        Assert.Equal(mails.Count, progress[PersonState.Welcomed]);
        Assert.Equal(progress.People, progress[PersonState.Welcomed]);
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    private static Task<WaveProgress> ProgressAsync(AppTest app) =>
        app.Get<PeopleTable>().ProgressAsync(app.Campaign.Id, "first", default);
}
