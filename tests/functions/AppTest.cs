using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions;

/// <summary>
/// The whole app with its real registrations in virtual time; only the far side is the sandbox's. A small campaign of its own: see
/// <see cref="SmallCampaign"/>.
/// </summary>
internal sealed class AppTest : IAsyncDisposable
{
    /// <summary>Real time that a wait may take: many times what the longest of them does, beside other tests, too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private AppTest(VirtualWorld world, Campaign campaign) => (World, Campaign) = (world, campaign);

    public VirtualWorld World { get; }

    public Campaign Campaign { get; }

    public SimulatedTenant Tenant => World.Tenant;

    public RequestCounts Counts => World.App.Counts;

    /// <summary>Requests of the app to Graph, SendGrid and storage so far.</summary>
    public long Requests => Counts.Total + Tenant.Log.Requests(RemoteService.Graph) + Tenant.Log.Requests(RemoteService.SendGrid);

    public static async Task<AppTest> StartAsync(
        StorageAccount account,
        TenantOptions? tenant = null,
        FaultScript? faults = null,
        SmallCampaign? campaign = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        DateTimeOffset? start = null)
    {
        var folder = (campaign ?? new()).Write();
        var read = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        var options = tenant ?? new TenantOptions { Employees = 120, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero };
        var setup = new VirtualSetup(start ?? new(2026, 9, 7, 6, 0, 0, TimeSpan.Zero), options, faults ?? FaultScript.None)
        {
            Settings = settings ?? new Dictionary<string, string?>(),
        };
        var world = await VirtualWorld.StartAsync(account, read.Id, folder, setup, default);
        folder.Delete(recursive: true);
        return new(world, read);
    }

    /// <summary>A service of the instance that lives now.</summary>
    public T Get<T>()
        where T : notnull => World.Host.Services.GetRequiredService<T>();

    /// <summary>Lets time pass, with all that falls due in it. Work that never comes to its end fails the test instead of holding it up.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await World.PassAsync(span, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            var waiting = string.Join(", ", World.Host.PendingByQueue.Where(queue => queue.Value > 0).Select(queue => $"{queue.Value} on {queue.Key}"));
            Assert.Fail($"After {Patience} it is only {World.Clock.GetUtcNow():O}, {span} were to pass. Waiting: {waiting}.");
        }
    }

    /// <summary>Puts other files in the place of the campaign's, and waits until the app has looked at them.</summary>
    public async Task EditAsync(SmallCampaign campaign)
    {
        var folder = campaign.Write();
        await World.App.UploadAsync(Campaign.Id, folder, default);
        folder.Delete(recursive: true);
        await PassAsync(TimeSpan.FromMinutes(11));
    }

    /// <summary>Calls the app over HTTP with the function key (null: without).</summary>
    public async Task<(int Status, JsonElement Body)> CallAsync(HttpMethod method, string path, string? key = SandboxApp.FunctionKey)
    {
        using var request = new HttpRequestMessage(method, new Uri(new("http://sandbox"), path));
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var answer = await World.Host.SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length > 0 ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>Sends the app a form, a document or nothing over HTTP.</summary>
    public async Task<(int Status, string Text)> PostAsync(string path, HttpContent? content, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new("http://sandbox"), path)) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        using var answer = await World.Host.SendAsync(request, default);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>As IT does: looks at the plan and applies it; looks again if the app died or the plan moved.</summary>
    /// <returns>The answer to the apply.</returns>
    public async Task<JsonElement> ApplyAsync()
    {
        for (var look = 0; look < 8; look++)
        {
            try
            {
                var (found, plan) = await CallAsync(HttpMethod.Get, "/api/groups/plan");
                if (found == 503)
                {
                    await PassAsync(TimeSpan.FromMinutes(1));
                    continue;
                }

                Assert.Equal(200, found);
                var (status, body) = await CallAsync(HttpMethod.Post, $"/api/groups/apply?plan={plan.GetProperty("hash").GetString()}");
                if (status == 202)
                {
                    return body;
                }

                Assert.True(status is 409 or 503, $"apply answered {status}");
            }
            catch (HttpRequestException)
            {
                // The app died while it answered.
            }
        }

        throw new Xunit.Sdk.XunitException("The plan could not be applied.");
    }

    /// <summary>Groups applied, and all of them standing.</summary>
    public async Task ProvisionAsync()
    {
        await ApplyAsync();
        await PassAsync(TimeSpan.FromMinutes(30));
        var (_, body) = await CallAsync(HttpMethod.Get, "/api/groups");
        Assert.All(body.GetProperty("groups").EnumerateArray(), group => Assert.Equal("ready", group.GetProperty("state").GetString()));
    }

    /// <summary>
    /// Nothing is under way, and nothing was given up. Of a wave that goes on, for some of its mails are uncertain, the next looks may wait:
    /// each is brought by its due row, twice at most, for the planner's hours overlap.
    /// </summary>
    public async Task AssertAtRestAsync(bool goesOn = false)
    {
        var looks = goesOn ? await Get<DueTable>().ReadAsync(World.Clock.GetUtcNow() + TimeSpan.FromHours(2), default).CountAsync() : 0;
        Assert.Equal(0, World.Host.Poisoned);
        Assert.InRange(World.Host.PendingMessages, 0, 2 * looks);
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
