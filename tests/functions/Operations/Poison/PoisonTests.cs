using System.Text;
using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using Azure.Storage.Queues;

namespace AdoptionAutomation.Tests.Functions.Operations.Poison;

public sealed class PoisonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Show = "/api/poison";

    private static readonly InvitePeopleMessage Lost = new("small", "first", InviteStep.Watch);

    [Fact]
    public async Task Without_poison_queues_there_is_no_poison()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Get, Show);

        Assert.Equal((200, 0, 0), (status, body.GetProperty("count").GetInt32(), body.GetProperty("causes").GetArrayLength()));
        var redriven = (await app.CallAsync(HttpMethod.Post, "/api/poison/redrive")).Body;
        Assert.Equal((0, 0), (redriven.GetProperty("moved").GetInt32(), redriven.GetProperty("left").GetInt32()));
    }

    [Fact]
    public async Task Poison_is_for_IT_alone()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, Show, key: null)).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, "/api/poison/redrive", key: null)).Status);
    }

    [Fact]
    public async Task What_fails_five_times_is_shown_with_its_cause_and_goes_through_once_that_is_mended()
    {
        const string group = "0b5e1f5e-0000-4000-8000-000000000001";
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), campaign: new() { FirstAudience = $$"""{ "entraGroup": "{{group}}" }""" });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromMinutes(20));

        var (_, body) = await app.CallAsync(HttpMethod.Get, Show);

        var cause = Assert.Single(body.GetProperty("causes").EnumerateArray());
        Assert.Equal(("invite-people", "GraphFailure.404.Request_ResourceNotFound"), (cause.GetProperty("queue").GetString(), cause.GetProperty("cause").GetString()));
        Assert.Equal(("first", "Resolve"), (cause.GetProperty("examples")[0].GetProperty("about").GetString(), cause.GetProperty("examples")[0].GetProperty("step").GetString()));
        Assert.Contains("Graph", cause.GetProperty("mend").GetString(), StringComparison.Ordinal);

        await app.EditAsync(new());
        var (status, redriven) = await app.CallAsync(HttpMethod.Post, cause.GetProperty("call").GetString()!.Split(' ')[1]);
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal((200, 1, 0), (status, redriven.GetProperty("moved").GetInt32(), redriven.GetProperty("left").GetInt32()));
        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
    }

    [Fact]
    public async Task Each_cause_is_told_apart_and_says_what_mends_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var failed = Lost with { Wave = "second" };
        await Record.ExceptionAsync(() => app.Get<Deliveries>().RunAsync(failed, () => throw new ContentionException("the lane"), default));
        await PoisonAsync(app, QueueNames.InvitePeople, "not base64 {", Encoded("not json"), Encoded(Lost), Encoded(Lost with { V = 7 }), Encoded(Lost with { Campaign = "gone" }), Encoded(failed));
        await PoisonAsync(app, QueueNames.ProvisionGroup, Encoded(new ProvisionGroupMessage("small", "few")), Encoded(new ProvisionGroupMessage("small", "everybody")));

        var (_, body) = await app.CallAsync(HttpMethod.Get, Show);

        var told = body.GetProperty("causes").EnumerateArray()
            .Select(cause => $"{cause.GetProperty("queue").GetString()} {cause.GetProperty("cause").GetString()} {cause.GetProperty("count").GetInt32()}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "invite-people ContentionException 1", "invite-people unknown 1", "invite-people unknownCampaign 1", "invite-people unknownVersion 1",
                "invite-people unreadable 2", "provision-group unknown 2",
            ],
            told);
        Assert.All(body.GetProperty("causes").EnumerateArray(), cause => Assert.NotEqual("", cause.GetProperty("mend").GetString()));
    }

    [Fact]
    public async Task Only_what_is_asked_for_moves_and_what_cannot_be_read_stays()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await PoisonAsync(app, QueueNames.InvitePeople, "not base64 {", Encoded(Lost), Encoded(Lost with { Campaign = "gone" }));

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/poison/redrive?queue=invite-people&cause=unknown");
        Assert.Equal((200, 1, 2), (status, body.GetProperty("moved").GetInt32(), body.GetProperty("left").GetInt32()));
        await app.PassAsync(TimeSpan.FromMinutes(1));
        var (_, shown) = await app.CallAsync(HttpMethod.Get, Show);
        Assert.Equal(["unknownCampaign", "unreadable"], shown.GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("cause").GetString()).Order());

        (_, body) = await app.CallAsync(HttpMethod.Post, "/api/poison/redrive");
        Assert.Equal((1, 1), (body.GetProperty("moved").GetInt32(), body.GetProperty("queues")[1].GetProperty("unreadable").GetInt32()));
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, "/api/poison/redrive?queue=mails")).Status);
    }

    [Fact]
    public async Task A_call_looks_at_so_many_and_says_how_many_are_left()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await PoisonAsync(app, QueueNames.InvitePeople, [.. Enumerable.Range(0, 40).Select(i => Encoded(Lost with { Wave = $"w{i}" }))]);
        var (_, body) = await app.CallAsync(HttpMethod.Get, Show);
        Assert.Equal((40, 32), (body.GetProperty("count").GetInt32(), body.GetProperty("causes")[0].GetProperty("count").GetInt32()));
        Assert.Contains("about 40", body.GetProperty("notLookedAt")[0].GetString(), StringComparison.Ordinal);

        var redriven = await app.Get<Redrive>().RunAsync(QueueNames.InvitePeople, null, 35, default);

        Assert.Equal((35, 5, 35), (redriven.Moved, redriven.Left, redriven.Looked));
    }

    /// <summary>All chunks of a wave are poisoned; the process dies at each request of the call that puts them back.</summary>
    [Fact]
    public async Task Wherever_a_redrive_dies_nothing_is_lost_and_nothing_doubled()
    {
        var requests = await RedriveAsync(death: null);
        Assert.InRange(requests, 8, 40);
        foreach (var death in CrashMatrix.Deaths(requests, (0, 1)))
        {
            await RedriveAsync(death);
        }
    }

    /// <returns>How many requests the first call made.</returns>
    private async Task<int> RedriveAsync((int Request, DeathPoint Point)? death)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), new() { Employees = 130, LeastReadLag = default, MostReadLag = default });
        await app.ProvisionAsync();
        await StartedButPoisonedAsync(app);
        int Requests() => app.Get<InstanceFaults>().Requests;
        var before = Requests();
        if (death is { } at)
        {
            app.World.Faults.DieAt(before + at.Request, at.Point);
        }

        var left = await TryRedriveAsync(app);
        var requests = Requests() - before;
        for (var call = 0; call < 3 && left > 0; call++)
        {
            await app.PassAsync(TimeSpan.FromMinutes(6));
            left = await TryRedriveAsync(app);
        }

        await app.PassAsync(TimeSpan.FromHours(9));
        Assert.Equal(death is null ? 0 : 1, app.World.Host.Deaths);
        Assert.Equal(0, (await app.CallAsync(HttpMethod.Get, Show)).Body.GetProperty("count").GetInt32());
        Waves.WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        return requests;
    }

    private static async Task<int> TryRedriveAsync(AppTest app)
    {
        try
        {
            return (await app.CallAsync(HttpMethod.Post, "/api/poison/redrive")).Body.GetProperty("left").GetInt32();
        }
        catch (HttpRequestException)
        {
            return int.MaxValue;
        }
    }

    /// <summary>The wave is cut, and each of its chunks is on the poison queue as if it had failed five times.</summary>
    private static async Task StartedButPoisonedAsync(AppTest app)
    {
        var waves = app.Get<WavesTable>();
        var steps = app.Get<IEnumerable<IWaveStep>>().ToDictionary(step => step.Step);
        await waves.TryWriteAsync("small", new("first") { State = WaveState.Running }, null, default);
        var message = new InvitePeopleMessage("small", "first", InviteStep.Resolve);
        await steps[InviteStep.Resolve].RunAsync(message, default);
        await steps[InviteStep.Cut].RunAsync(message with { Step = InviteStep.Cut }, default);
        var queue = app.Get<QueueServiceClient>().GetQueueClient(QueueNames.InvitePeople);
        var chunks = (await queue.PeekMessagesAsync(32)).Value.Select(peeked => peeked.Body.ToString()).Where(body => body.Contains("Invite", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(chunks);
        await queue.ClearMessagesAsync();
        await PoisonAsync(app, QueueNames.InvitePeople, [.. chunks.Select(Encoded)]);
    }

    private static async Task PoisonAsync(AppTest app, string queue, params string[] bodies)
    {
        var raw = app.World.App.Account.ConnectionString;
        var poison = new QueueClient(raw, QueueNames.PoisonOf(queue), new() { MessageEncoding = QueueMessageEncoding.None });
        await poison.CreateIfNotExistsAsync();
        foreach (var body in bodies)
        {
            await poison.SendMessageAsync(body);
        }
    }

    private static string Encoded(object message) => Encoded(JsonSerializer.Serialize(message, JsonSerializerOptions.Web));

    private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
