using System.Text.Json;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

/// <summary>The process dies at every request of a pause, a resume, a cancel, a retry: nobody is lost, nobody is welcomed twice.</summary>
public sealed class WaveLifeCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Few = """{ "attributes": [ { "attribute": "department", "in": ["Communication"] } ] }""";
    private const string Hugo = "hugo.marchand@lumen.example";

    [Fact]
    public async Task Wherever_the_process_dies_a_paused_wave_comes_to_rest_and_can_be_resumed()
    {
        await RunAsync(FlyingAsync, app => CallAsync(app, "waves/first/pause"), TimeSpan.FromHours(2), (0, 1), async app =>
        {
            Assert.Equal("paused", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
            Assert.Empty(app.Tenant.Log.Mails);
            await CallAsync(app, "waves/first/resume");

            // The wave's watch comes once more after its end.
            await app.PassAsync(TimeSpan.FromHours(3));
            WaveTests.AssertInvited(app, IsAsked);
        });
    }

    [Fact]
    public async Task Wherever_the_process_dies_a_cancelled_wave_ends_and_does_nothing_more()
    {
        await RunAsync(FlyingAsync, app => CallAsync(app, "waves/first/cancel"), TimeSpan.FromHours(2), (0, 1), async app =>
        {
            Assert.Equal("cancelled", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
            Assert.Empty(app.Tenant.Log.Mails);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_a_resumed_wave_invites_everybody_once(int part)
    {
        await RunAsync(
            async () =>
            {
                var app = await FlyingAsync();
                await CallAsync(app, "waves/first/pause");
                await app.PassAsync(TimeSpan.FromMinutes(20));
                return app;
            },
            app => CallAsync(app, "waves/first/resume"),
            TimeSpan.FromHours(9),
            (part, 2),
            async app =>
            {
                var wave = await PauseWaveTests.ShowAsync(app);
                var uncertain = Count(wave, "uncertain");
                WaveTests.AssertInvited(app, IsAsked, uncertain);
                Assert.Equal(uncertain == 0 ? "completed" : "running", PauseWaveTests.StateOf(wave));
            });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_those_who_failed_are_tried_again_once(int part)
    {
        await RunAsync(
            async () =>
            {
                var app = await StartAsync();
                await CallAsync(app, "waves/first/start");
                await app.PassAsync(TimeSpan.FromHours(1));
                Assert.Equal(1, Count(await PauseWaveTests.ShowAsync(app), "failed"));
                app.Tenant.Mailroom.Mend(Hugo);
                return app;
            },
            app => CallAsync(app, "waves/first/retry-failed"),
            TimeSpan.FromHours(9),
            (part, 2),
            async app =>
            {
                var wave = await PauseWaveTests.ShowAsync(app);
                var uncertain = Count(wave, "uncertain");
                Assert.Equal(uncertain == 0 ? "completed" : "running", PauseWaveTests.StateOf(wave));
                Assert.Equal(0, Count(wave, "failed"));
                Assert.Equal(2 - uncertain, app.Tenant.Log.MailsTo(Hugo).Count);
                Assert.All(app.Tenant.Log.Mails.Where(mail => mail.To != Hugo).CountBy(mail => mail.To), sent => Assert.Equal(1, sent.Value));
            });
    }

    [Fact]
    public async Task Wherever_the_process_dies_a_campaign_is_paused_and_resumed_as_a_whole()
    {
        await RunAsync(
            FlyingAsync,
            async app =>
            {
                await CallAsync(app, "pause");
                await app.PassAsync(TimeSpan.FromHours(2));
                Assert.Empty(app.Tenant.Log.Mails);
                await CallAsync(app, "resume");
            },
            TimeSpan.FromHours(9),
            (0, 4),
            async app =>
            {
                var uncertain = Count(await PauseWaveTests.ShowAsync(app), "uncertain");
                WaveTests.AssertInvited(app, IsAsked, uncertain);
            });
    }

    private static async Task RunAsync(
        Func<Task<AppTest>> start, Func<AppTest, Task> begin, TimeSpan settle, (int Index, int Of) part, Func<AppTest, Task> check)
    {
        var deaths = await CrashMatrix.RunAsync(
            start,
            begin,
            async app =>
            {
                await check(app);
                await app.AssertAtRestAsync(goesOn: Count(await PauseWaveTests.ShowAsync(app), "uncertain") > 0);
            },
            settle,
            part);
        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(
            azurite.NewAccount(), TenantHost.Calm with { Employees = 40, Suppressed = [Hugo] }, campaign: new SmallCampaign { FirstAudience = Few });
        await app.ProvisionAsync();
        return app;
    }

    /// <summary>A wave that was just started, with a chunk whose process died.</summary>
    private async Task<AppTest> FlyingAsync()
    {
        var app = await StartAsync();
        await CallAsync(app, "waves/first/start");
        await app.Get<WaveFlights>().TakeOffAsync("small", "first", null, default);
        return app;
    }

    /// <summary>IT calls until it is answered.</summary>
    private static async Task CallAsync(AppTest app, string path)
    {
        for (var call = 0; call < 3; call++)
        {
            try
            {
                if ((await app.CallAsync(HttpMethod.Post, $"/api/{path}")).Status is 200 or 202 or 409)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The app died while it answered: IT calls again.
            }
        }

        Assert.Fail($"{path} was not answered in three calls.");
    }

    private static int Count(JsonElement wave, string state) => wave.GetProperty("progress").GetProperty(state).GetInt32();

    private static bool IsAsked(Employee person) => person is { AccountEnabled: true, IsGuest: false, Department: "Communication" };
}
