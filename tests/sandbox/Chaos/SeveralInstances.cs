using System.Net;
using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Runtime.Http;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Functions;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

/// <summary>
/// Processes of the app on one storage, a tenant in this process, and one clock for all. Time runs, and can be moved; whoever calls the
/// app reaches whichever instance lives, as behind a load balancer.
/// </summary>
internal sealed class SeveralInstances : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    /// <summary>Of the clock in one <see cref="Glance"/>: time runs faster than it does, so that pauses of seconds are not waited for.</summary>
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(3);

    private const int MostAttempts = 50;

    private readonly DirectoryInfo files;
    private readonly HttpClient http = new();
    private int turn;

    private SeveralInstances(SharedClock clock, RealAgenda agenda, SimulatedTenant tenant, Campaign campaign, DirectoryInfo files, Instance[] all) =>
        (Clock, Agenda, Tenant, Campaign, this.files, All) = (clock, agenda, tenant, campaign, files, all);

    public SharedClock Clock { get; }

    public SimulatedTenant Tenant { get; }

    public Campaign Campaign { get; }

    public IReadOnlyList<Instance> All { get; }

    /// <summary>Mail events find nobody for now; SendGrid will repeat them.</summary>
    public bool EventsAreLate { get; set; }

    private RealAgenda Agenda { get; }

    public static async Task<SeveralInstances> StartAsync(StorageAccount account, SmallCampaign small, int instances = 2, int employees = 420)
    {
        var folder = small.Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        var clockFile = Path.Combine(folder.FullName, "clock");
        var clock = new SharedClock(clockFile);
        var agenda = new RealAgenda(clock);
        var options = new TenantOptions
        {
            Employees = employees,
            LeastReadLag = TimeSpan.Zero,
            MostReadLag = TimeSpan.Zero,
            SuppressedShare = 0,
            InvalidMailboxShare = 0,
        };
        var noFaults = new FaultPlan(FaultScript.None, 1, clock);
        var tenant = await SimulatedTenant.StartAsync(options, clock, agenda, noFaults, default);
        var farEnds = FarEnds.Of(tenant);
        await new SandboxApp(clock, account, farEnds, noFaults, new(), new()).UploadAsync(campaign.Id, folder, default);

        var doors = await Task.WhenAll(Enumerable.Range(0, instances).Select(_ => Door.OpenAsync(tenant.SendGridUri)));
        var all = doors.Select(door => new Instance(new(campaign.Id, account, farEnds.Behind(door.Address), clockFile), door)).ToArray();
        var world = new SeveralInstances(clock, agenda, tenant, campaign, folder, all);
        (tenant.WebhookAddress, tenant.WebhookSender) = (new("http://sandbox/api/mail/events"), world.SendEventsAsync);
        await Task.WhenAll(all.Select(instance => instance.StartAsync()));
        return world;
    }

    /// <summary>Calls the app; an instance that does not answer is passed over for the next one, again and again while all are dead.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendAsync(All[Interlocked.Increment(ref turn) % All.Count]);
            }
            catch (HttpRequestException) when (attempt < MostAttempts)
            {
                await Task.Delay(attempt < All.Count ? TimeSpan.Zero : Glance, cancellationToken);
            }
        }

        async Task<HttpResponseMessage> SendAsync(Instance instance)
        {
            using var copy = new HttpRequestMessage(request.Method, new Uri(instance.Address, request.RequestUri!.PathAndQuery));
            copy.Content = body is null ? null : new ByteArrayContent(body);
            foreach (var (name, values) in request.Headers)
            {
                copy.Headers.Add(name, values);
            }

            return await http.SendAsync(copy, cancellationToken);
        }
    }

    private Task<HttpResponseMessage> SendEventsAsync(HttpRequestMessage request, CancellationToken cancellationToken) => EventsAreLate
        ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable))
        : SendAsync(request, cancellationToken);

    public async Task<(int Status, JsonElement Body)> CallAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(new("http://sandbox"), path)) { Headers = { { HostKeys.Header, SandboxApp.FunctionKey } } };
        using var answer = await SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Runs the planner by hand on one instance, whatever the other does.</summary>
    public async Task PlanHourAsync(Instance instance)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(instance.Address, "/admin/functions/PlanHour"))
        {
            Headers = { { HostKeys.Header, SandboxApp.FunctionKey } },
            Content = new StringContent("{}"),
        };
        using var answer = await http.SendAsync(request);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    public async Task ProvisionAsync()
    {
        var (_, plan) = await CallAsync(HttpMethod.Get, "/api/groups/plan");
        Assert.Equal(202, (await CallAsync(HttpMethod.Post, $"/api/groups/apply?plan={plan.GetProperty("hash").GetString()}")).Status);
        await UntilAsync("all groups stand", async () => (await CallAsync(HttpMethod.Get, "/api/groups")).Body
            .GetProperty("groups").EnumerateArray().All(group => group.GetProperty("state").GetString() == "ready"));
    }

    public async Task OpenAsync(string wave) => Assert.Equal(202, (await CallAsync(HttpMethod.Post, $"/api/waves/{wave}/start?override=No%20welcome%20posts%20here")).Status);

    public async Task<string?> StateAsync(string wave) => (await CallAsync(HttpMethod.Get, $"/api/waves/{wave}")).Body.GetProperty("state").GetString();

    /// <summary>How many people of a wave are in one of these states, by the app's own account.</summary>
    public async Task<int> CountAsync(string wave, params string[] states)
    {
        var progress = (await CallAsync(HttpMethod.Get, $"/api/waves/{wave}")).Body.GetProperty("progress");
        return states.Sum(state => progress.GetProperty(state).GetInt32());
    }

    /// <summary>Lets time run, in haste, until something is so.</summary>
    public Task UntilAsync(string what, Func<Task<bool>> isSo) => UntilAsync(what, Patience, Haste, isSo);

    /// <param name="what">For the message, should it not become so.</param>
    /// <param name="longest">How long to wait, in real time.</param>
    /// <param name="haste">How far the clock is moved at each look.</param>
    /// <param name="isSo">Whether it is so.</param>
    public async Task UntilAsync(string what, TimeSpan longest, TimeSpan haste, Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(longest);
        while (!await isSo())
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain until {what}.\n{string.Join("\n---\n", All.Select(instance => instance.Log))}");
            Clock.Advance(haste);
            await Task.Delay(Glance);
        }
    }

    /// <summary>Time enough for every lease and claim of a dead instance to run out. Nothing may be under way.</summary>
    public async Task PassLeasesAsync()
    {
        await UntilAsync("nobody asks the tenant", () => Task.FromResult(All.All(instance => instance.Door.Quiet > TimeSpan.FromSeconds(1))));
        Clock.Advance(AdoptionAutomation.Effects.Ledger.ClaimLength);
    }

    /// <summary>Everybody asked for is in every group and welcomed once, by the tenant's log alone.</summary>
    public async Task ProveAsync(params string[] opened)
    {
        var now = Clock.GetUtcNow();
        var order = opened.Select((wave, i) => (wave, At: now.AddTicks(i))).ToDictionary(pair => pair.wave, pair => pair.At, StringComparer.Ordinal);
        var groups = await ExpectedGroups.OfAsync(Campaign, new FolderFiles(files), Tenant.Directory.Employees, default);
        var (employees, course) = (Tenant.Directory.Employees, new Course(order, now.AddDays(7), Tenant.Log.Mails.Select(mail => mail.To).ToHashSet()));
        var expectation = await Expectation.OfAsync(Campaign, groups, new FolderFiles(files), employees, course, default);
        var people = new PeopleBehaviour(employees, 1, Clock, Agenda);
        var proof = new Proof(new(Tenant, Campaign, people, Uncertain.Nothing, course.End), expectation);

        Assert.Empty(proof.Findings);
        var everybody = expectation.Targets.Count;
        Assert.Equal(new(everybody, Invited: everybody, Refused: 0, Uncertain: 0, Lost: 0, Doubled: 0, Activated: 0), proof.People);
        Assert.Equal(new(Campaign.Groups.Count, Provisioned: Campaign.Groups.Count, Doubled: 0), proof.Groups);
        Assert.Equal(everybody, Tenant.Log.Mails.Count);
        Assert.Equal(everybody, Tenant.Log.Mails.DistinctBy(mail => mail.To, StringComparer.OrdinalIgnoreCase).Count());
        var links = Tenant.Log.Links.Select(link => (link.Group, link.User, link.Kind)).ToList();
        Assert.Equal(links.Distinct().Count(), links.Count);
        Assert.All(All, instance => Assert.DoesNotContain("poison", instance.Log, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(All.Select(instance => instance.DisposeAsync().AsTask()));
        Tenant.WebhookSender = null;
        await Agenda.DisposeAsync();
        await Tenant.DisposeAsync();
        Clock.Dispose();
        http.Dispose();
        files.Delete(recursive: true);
    }
}
