using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>
/// The process dies at every request of a wave into two groups and in two languages, before it and after it: nobody is lost, nobody is welcomed
/// twice.
/// </summary>
public sealed class WaveCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Few = """{ "attributes": [ { "attribute": "department", "in": ["Communication", "Informatique"] } ] }""";
    private const int Parts = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Wherever_the_process_dies_everyone_is_invited_once(int part)
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, BeginAsync, CheckAsync, TimeSpan.FromHours(9), (part, Parts));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    [Fact]
    public async Task A_welcome_that_died_unsent_is_sent_once_the_events_of_others_show_that_it_was_not_taken()
    {
        await using var app = await StartAsync();
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.ProcessDeath));
        await BeginAsync(app);
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(app.Tenant.Log.Mails);

        await app.CallAsync(HttpMethod.Post, "/api/waves/second/start");
        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal("claire.fontaine@lumen.example", Assert.Single(app.Tenant.Log.Mails).To);
        await app.PassAsync(TimeSpan.FromHours(12));

        WaveTests.AssertInvited(app, person => IsAsked(person) || person.Mail == "claire.fontaine@lumen.example");
    }

    /// <summary>The process lives, but never hears what came of a request that changed something: once for each such request.</summary>
    [Fact]
    public async Task Whichever_answer_is_lost_everyone_is_invited_once()
    {
        var requests = 0;
        await using (var calm = await StartAsync())
        {
            calm.World.Faults.Strike(target => IsCall(target) && ++requests < 0, 1, new(FaultKind.AnswerLost));
            await BeginAsync(calm);
            await calm.PassAsync(TimeSpan.FromHours(1));
            Assert.Equal(2, calm.Tenant.Log.Mails.Select(mail => mail.Subject).Distinct().Count());
        }

        Assert.InRange(requests, 4, 30);
        for (var request = 1; request <= requests; request++)
        {
            await using var app = await StartAsync();
            app.World.Faults.Strike(IsCall, request, new(FaultKind.AnswerLost));
            await BeginAsync(app);
            await app.PassAsync(TimeSpan.FromHours(9));
            Assert.Equal(FaultKind.AnswerLost, Assert.Single(app.Tenant.Log.Faults).Kind);
            await CheckAsync(app);
        }

        // People who are added one by one are the steps of one call.
        static bool IsCall(FaultTarget target) => target.Service == RemoteService.SendGrid
            || (target.Service == RemoteService.Graph && (target.Method == "PATCH" || target.Path.EndsWith("/$batch", StringComparison.Ordinal)));
    }

    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(
            azurite.NewAccount(),
            new TenantOptions { Employees = 40, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero },
            campaign: new SmallCampaign { FirstAudience = Few, FirstGroups = """["everybody", "few"]""" });
        await app.ProvisionAsync();
        return app;
    }

    /// <summary>IT calls until the wave is known to be open, as it would after a call without an answer.</summary>
    private static async Task BeginAsync(AppTest app)
    {
        for (var call = 0; call < 3; call++)
        {
            try
            {
                if ((await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status is 202 or 409)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // The app died while it answered: IT calls again.
            }
        }

        Assert.Fail("The wave did not open in three calls.");
    }

    /// <summary>A welcome that nobody can vouch for may be missing, if the wave says so; it is never missing silently.</summary>
    private static async Task CheckAsync(AppTest app)
    {
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        var uncertain = wave.GetProperty("progress").GetProperty("uncertain").GetInt32();
        WaveTests.AssertInvited(app, IsAsked, uncertain);
        Assert.Equal(uncertain == 0 ? "completed" : "running", wave.GetProperty("state").GetString());
        await app.AssertAtRestAsync(goesOn: uncertain > 0);
    }

    private static bool IsAsked(Employee person) =>
        person is { AccountEnabled: true, IsGuest: false, Department: "Communication" or "Informatique" };
}
