using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

public sealed class RetryFailedTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Paul = "paul.lefevre@lumen.example";

    [Fact]
    public async Task A_suppressed_address_that_was_taken_off_the_list_is_welcomed_and_nobody_else_again()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 60, Suppressed = [Paul] });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));
        var wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal(("completed", 1, 1), (PauseWaveTests.StateOf(wave), Count(wave, "failed"), wave.GetProperty("bounced").GetInt32()));
        var (links, mails) = (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count);

        app.Tenant.Mailroom.Mend(Paul);
        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/retry-failed?why=Off%20the%20list");
        Assert.Equal((202, "running", 1), (status, PauseWaveTests.StateOf(body), body.GetProperty("failed").GetInt32()));
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal([MailOutcome.Dropped, MailOutcome.Delivered], app.Tenant.Log.MailsTo(Paul).Select(mail => mail.Outcome));
        Assert.Equal((links, mails + 1), (app.Tenant.Log.Links.Count, app.Tenant.Log.Mails.Count));
        wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal(("completed", 0, 0), (PauseWaveTests.StateOf(wave), Count(wave, "failed"), wave.GetProperty("bounced").GetInt32()));

        (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/retry-failed");
        Assert.Equal((200, "completed", 0), (status, PauseWaveTests.StateOf(body), body.GetProperty("failed").GetInt32()));
    }

    [Fact]
    public async Task People_whom_a_deleted_group_refused_are_invited_once_it_is_restored()
    {
        var campaign = new SmallCampaign { FirstGroups = """["everybody", "few"]""" };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 150 }, campaign: campaign);
        await app.ProvisionAsync();
        await app.PassAsync(TimeSpan.FromDays(1));
        Delete(app, "few");
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));
        var wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal(("completed", 0), (PauseWaveTests.StateOf(wave), Count(wave, "welcomed")));
        Assert.Empty(app.Tenant.Log.Mails);
        var links = app.Tenant.Log.Links.Count;

        Restore(app, "few");
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/retry-failed")).Status);
        await app.PassAsync(TimeSpan.FromHours(1));

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        var few = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!;
        Assert.All(app.Tenant.Log.Links.Skip(links), link => Assert.Equal(few.Id, link.Group));
        Assert.Equal("completed", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
    }

    [Fact]
    public async Task A_retry_that_is_paused_goes_on_with_the_retry_when_it_is_resumed()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 60, Suppressed = [Paul] });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));
        app.Tenant.Mailroom.Mend(Paul);

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/retry-failed");
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/pause")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(1, Count(await PauseWaveTests.ShowAsync(app), "failed"));
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume")).Status);
        await app.PassAsync(TimeSpan.FromHours(1));

        var wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal(("completed", 0), (PauseWaveTests.StateOf(wave), Count(wave, "failed")));
        Assert.Equal(2, app.Tenant.Log.MailsTo(Paul).Count);
    }

    internal static void Delete(AppTest app, string group = "everybody") =>
        app.Tenant.Hands.DeleteGroup(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", group))!.Id);

    internal static void Restore(AppTest app, string group = "everybody") =>
        app.Tenant.Hands.Restore(app.Tenant.Log.Groups.Last(made => made.MailNickname == Nickname.Of("small", group)).Id);

    private static int Count(System.Text.Json.JsonElement wave, string state) => wave.GetProperty("progress").GetProperty(state).GetInt32();
}
