using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Plan;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Benchmarks;

/// <summary>The app in virtual time with a company all of which is the audience of one wave into one group.</summary>
internal sealed class WaveWorld : IAsyncDisposable
{
    public const string Campaign = "small";
    public const string Wave = "first";
    public const string Group = "everybody";

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);
    private static readonly TimeSpan CallAgain = TimeSpan.FromMinutes(30);

    private readonly VirtualWorld world;

    private WaveWorld(VirtualWorld world) => this.world = world;

    public SimulatedTenant Tenant => world.Tenant;

    public DateTimeOffset Now => world.Clock.GetUtcNow();

    /// <summary>Requests of the app so far, by service.</summary>
    public Requests Requests
    {
        get
        {
            var (counts, log) = (world.App.Counts, Tenant.Log);
            return new(log.Requests(RemoteService.Graph), log.Requests(RemoteService.SendGrid), counts.Tables, counts.Queues, counts.Blobs);
        }
    }

    public IServiceProvider Services => world.Host.Services;

    /// <summary>Everybody who works there.</summary>
    public IEnumerable<Employee> People => Tenant.Directory.Employees.From(0).Take((int)Tenant.Directory.Employees.Headcount);

    /// <param name="azurite">Gives an account of its own.</param>
    /// <param name="people">Everybody: no guest matches, no account is disabled, no mailbox refuses.</param>
    /// <param name="faults">What goes wrong; null: nothing does, and events of mails, whose requests are not the wave's, do not come in.</param>
    /// <param name="seed">Of the tenant and its faults.</param>
    public static async Task<WaveWorld> StartAsync(Azurite azurite, int people, FaultScript? faults = null, int seed = 1)
    {
        var folder = new SmallCampaign().Write();
        var tenant = new TenantOptions
        {
            Seed = seed,
            Employees = people,
            Company = new CompanyShape { DisabledShare = 0 },
            LeastReadLag = TimeSpan.Zero,
            MostReadLag = TimeSpan.Zero,
            SuppressedShare = 0,
            InvalidMailboxShare = 0,
        };
        var setup = new VirtualSetup(new(2026, 9, 7, 6, 0, 0, TimeSpan.Zero), tenant, faults ?? FaultScript.None);
        var started = new WaveWorld(await VirtualWorld.StartAsync(azurite.NewAccount(), Campaign, folder, setup, CancellationToken.None));
        folder.Delete(recursive: true);
        await started.UntilAsync("The groups were not applied.", () => new GroupsDesk(started.world.Host).ApplyAsync(CancellationToken.None));
        await started.PassAsync(CallAgain);
        await started.UntilAsync("The groups were not made.", started.StandsAsync);
        if (faults is null)
        {
            started.Tenant.WebhookSender = null;
        }

        return started;
    }

    /// <summary>The app in a process of its own, which may die.</summary>
    public ServiceProvider AnotherProcess() => world.App.Build(new());

    /// <summary>Graph's id of the group.</summary>
    public async Task<string> GroupAsync() => (await Get<GroupsTable>().FindAsync(Campaign, Group, CancellationToken.None))!.GraphId!;

    public T Get<T>()
        where T : notnull => world.Host.Services.GetRequiredService<T>();

    public Task PassAsync(TimeSpan span) => world.PassAsync(span);

    /// <summary>Opens the wave over HTTP and lets time pass until nothing of it is under way.</summary>
    public async Task InviteAsync()
    {
        await UntilAsync("The wave was not opened.", IsOpenAsync);
        var end = Now + Patience;
        do
        {
            await PassAsync(Step);
        }
        while (world.Host.PendingMessages > 0 && Now < end);
    }

    /// <summary>Fails unless everybody is welcomed.</summary>
    public async Task CheckAsync(int people)
    {
        var progress = await Get<PeopleTable>().ProgressAsync(Campaign, Wave, CancellationToken.None);
        var welcomed = progress[PersonState.Welcomed];
        if (welcomed != people || world.Host.Poisoned > 0)
        {
            throw new NotMeasuredException($"Of {people} people {welcomed} were welcomed.");
        }
    }

    /// <summary>A wave's planning, alone: its row without its messages, the whole audience read, all chunks cut.</summary>
    public async Task PlanAsync()
    {
        var (waves, steps) = (Get<WavesTable>(), Get<IEnumerable<IWaveStep>>().ToDictionary(step => step.Step));
        var message = new InvitePeopleMessage(Campaign, Wave, InviteStep.Resolve);
        var row = new WaveRow(Wave) { State = WaveState.Running, StartedAt = Now, StartedBy = "key" };
        await waves.TryWriteAsync(Campaign, row, null, CancellationToken.None);
        while (await waves.FindAsync(Campaign, Wave, CancellationToken.None) is { IsResolved: false })
        {
            await steps[InviteStep.Resolve].RunAsync(message, CancellationToken.None);
        }

        // What the queue would bring back, at once: the cut from where the one before ended.
        while (await waves.FindAsync(Campaign, Wave, CancellationToken.None) is { NextCutAt: not null } wave)
        {
            await waves.TryWriteAsync(Campaign, wave with { NextCutAt = Now }, null, CancellationToken.None);
            await steps[InviteStep.Cut].RunAsync(message with { Step = InviteStep.Cut }, CancellationToken.None);
        }
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(new("http://sandbox"), path));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        return await world.Host.SendAsync(request, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// <summary>As IT does: when a call fails, it calls again.</summary>
    private async Task UntilAsync(string failure, Func<Task<bool>> call)
    {
        for (var end = Now + Patience; !await call(); await PassAsync(CallAgain))
        {
            if (Now > end)
            {
                throw new NotMeasuredException(failure);
            }
        }
    }

    private async Task<bool> StandsAsync() => await Get<GroupsTable>().ReadyAsync(Campaign, CancellationToken.None).AnyAsync(group => group.Group == Group);

    /// <summary>Asks rather than trusts an answer: one that never came may have opened the wave all the same.</summary>
    private async Task<bool> IsOpenAsync()
    {
        try
        {
            using var answer = await SendAsync(HttpMethod.Post, $"/api/waves/{Wave}/start");
            if (answer.IsSuccessStatusCode)
            {
                return true;
            }
        }
        catch (HttpRequestException)
        {
            // The app died while it answered.
        }

        return await Get<WavesTable>().FindAsync(Campaign, Wave, CancellationToken.None) is { StartedAt: not null };
    }
}

internal sealed record Requests(long Graph, long SendGrid, long Tables, long Queues, long Blobs)
{
    public long Storage => Tables + Queues + Blobs;

    public long Total => Graph + SendGrid + Storage;

    public static Requests operator -(Requests one, Requests other) => new(
        one.Graph - other.Graph,
        one.SendGrid - other.SendGrid,
        one.Tables - other.Tables,
        one.Queues - other.Queues,
        one.Blobs - other.Blobs);
}
