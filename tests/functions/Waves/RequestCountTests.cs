using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>What a wave costs in requests, to the request. The benchmarks measure the same with more people.</summary>
public sealed class RequestCountTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_wave_of_five_hundred_costs_half_a_request_a_person_at_most()
    {
        const int People = 500;
        await using var app = await StartAsync(People);
        var (graph, mail, tables, queues, blobs, all) = CountsOf(app);

        await InviteAsync(app);

        var now = CountsOf(app);
        Assert.Equal(People, (await ProgressAsync(app))[PersonState.Welcomed]);
        Assert.Equal((0, 0, 0, 0, 0), (now.Graph - graph, now.Mail - mail, now.Tables - tables, now.Queues - queues, now.Blobs - blobs));
        Assert.InRange(now.All - all, 1, People / 2);
    }

    [Fact]
    public async Task A_wave_of_three_thousand_provokes_no_throttling()
    {
        const int People = 3_000;
        await using var app = await StartAsync(People);

        await InviteAsync(app);

        Assert.Empty(app.Tenant.Log.QuotaExceeded);
        Assert.Equal(People, (await ProgressAsync(app))[PersonState.Welcomed]);
    }

    [Fact]
    public async Task Progress_is_one_query_of_64_rows_at_most()
    {
        await using var app = await StartAsync(1_200);
        await InviteAsync(app);
        var before = app.Requests;

        var progress = await ProgressAsync(app);

        Assert.Equal(1, app.Requests - before);
        Assert.Equal(1_200, progress.Values.Sum());
    }

    private async Task<AppTest> StartAsync(int people)
    {
        var app = await AppTest.StartAsync(fixture.NewAccount(), new TenantOptions
        {
            Employees = people,
            Company = new CompanyShape { DisabledShare = 0 },
            LeastReadLag = TimeSpan.Zero,
            MostReadLag = TimeSpan.Zero,
            SuppressedShare = 0,
            InvalidMailboxShare = 0,
        });
        await app.ProvisionAsync();

        // Incoming events cost requests of their own, which are not the wave's.
        app.Tenant.WebhookSender = null;
        return app;
    }

    private static async Task InviteAsync(AppTest app)
    {
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, app.World.Host.PendingMessages);
    }

    private static Task<IReadOnlyDictionary<PersonState, int>> ProgressAsync(AppTest app) =>
        app.Get<PeopleTable>().ProgressAsync(app.Campaign.Id, "first", CancellationToken.None);

    private static (long Graph, long Mail, long Tables, long Queues, long Blobs, long All) CountsOf(AppTest app) => (
        app.Tenant.Log.Requests(RemoteService.Graph),
        app.Tenant.Log.Requests(RemoteService.SendGrid),
        app.Counts.Tables,
        app.Counts.Queues,
        app.Counts.Blobs,
        app.Requests);
}
