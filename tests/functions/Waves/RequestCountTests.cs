using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>What a wave costs in requests, to the request. The benchmarks measure the same with more people.</summary>
public sealed class RequestCountTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    /// <summary>The quota's share of five seconds, which any three may hold: messages come up to a second early or late.</summary>
    private const int MostWrites = 5 * 20;

    [Fact]
    public async Task A_wave_of_five_hundred_costs_half_a_request_a_person_at_most()
    {
        const int People = 500;
        await using var app = await StartAsync(People);
        var before = Counts.Of(app);

        await InviteAsync(app);

        var spent = Counts.Of(app) - before;
        Assert.Equal(People, (await ProgressAsync(app))[PersonState.Welcomed]);

        // Six chunks. Graph: a page, 26 requests of 20 people, and two $batches for those whom groups.json names already.
        // SendGrid: a mail a chunk and language; nobody of the last chunk reads English.
        Assert.Equal(new Counts(Graph: 29, SendGrid: 11, Tables: 171, Queues: 17, Blobs: 0), spent);
        Assert.InRange(spent.Total, 1, People / 2);
    }

    [Fact]
    public async Task A_wave_of_three_thousand_keeps_the_pace_of_the_write_quota()
    {
        const int People = 3_000;
        await using var app = await StartAsync(People);
        var earlier = app.Tenant.Log.Links.Count;

        await InviteAsync(app);

        Assert.Equal(People, (await ProgressAsync(app))[PersonState.Welcomed]);
        Assert.Empty(app.Tenant.Log.QuotaExceeded);
        var writes = app.Tenant.Log.Links.Skip(earlier).DistinctBy(link => link.Request).Select(link => link.At).ToList();
        var most = writes.Max(at => writes.Count(other => other >= at && other < at + TimeSpan.FromSeconds(3)));
        Assert.InRange(most, 1, MostWrites);
    }

    [Fact]
    public async Task Progress_is_one_query_of_64_rows_at_most()
    {
        await using var app = await StartAsync(1_200);
        await InviteAsync(app);
        var before = app.Requests;

        var progress = await ProgressAsync(app);

        Assert.Equal(1, app.Requests - before);
        Assert.Equal(1_200, progress.People);
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

    private static Task<WaveProgress> ProgressAsync(AppTest app) =>
        app.Get<PeopleTable>().ProgressAsync(app.Campaign.Id, "first", CancellationToken.None);

    private sealed record Counts(long Graph, long SendGrid, long Tables, long Queues, long Blobs)
    {
        public long Total => Graph + SendGrid + Tables + Queues + Blobs;

        public static Counts operator -(Counts now, Counts then) => new(
            now.Graph - then.Graph,
            now.SendGrid - then.SendGrid,
            now.Tables - then.Tables,
            now.Queues - then.Queues,
            now.Blobs - then.Blobs);

        public static Counts Of(AppTest app) => new(
            app.Tenant.Log.Requests(RemoteService.Graph),
            app.Tenant.Log.Requests(RemoteService.SendGrid),
            app.Counts.Tables,
            app.Counts.Queues,
            app.Counts.Blobs);
    }
}
