using System.Net;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Serve;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Time;
using AdoptionAutomation.Tests.Functions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Sandbox.Serve;

/// <summary>A small campaign that is served over a socket, while time stands still but for moves; with a browser that speaks English.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly ServeServer server;

    private Served(ServeServer server, ServedWorld world)
    {
        (this.server, World) = (server, world);
        Client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        Client.DefaultRequestHeaders.Add("Accept", "text/html");
        Client.DefaultRequestHeaders.Add("Accept-Language", "en");
    }

    public ServedWorld World { get; }

    public HttpClient Client { get; }

    public Uri Address => server.Address;

    public static async Task<Served> StartAsync(StorageAccount account)
    {
        var folder = new SmallCampaign().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        var web = await ServeServer.StartAsync(0, default);
        var world = await ServedWorld.StartAsync(
            account, new(folder, 60, 1, FaultScript.None, 0, FromNow: false), campaign, web.Address, new VirtualClock(DateTimeOffset.UnixEpoch), default);
        web.Open(world);
        folder.Delete(recursive: true);
        return new(web, world);
    }

    public async Task<IHtmlDocument> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode}");
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    public async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        return answer.StatusCode;
    }

    public async Task<HttpStatusCode> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Client.PostAsync(path, form);
        return answer.StatusCode;
    }

    /// <summary>Presses a button of the time, and sees the move to its end.</summary>
    public async Task MoveAsync(string by)
    {
        var pressed = PostAsync("/time", ("by", by));
        await ArriveAsync(() => World.Metronome.Moving is not null || pressed.IsCompleted);
        Assert.Equal(HttpStatusCode.SeeOther, await pressed);
    }

    /// <summary>Sees a move to its end, once it has begun.</summary>
    public async Task ArriveAsync(Func<bool> hasBegun)
    {
        while (!hasBegun())
        {
            await Task.Yield();
        }

        await World.Metronome.CatchUpAsync(default);
        Assert.Null(World.Metronome.Moving);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
        await World.DisposeAsync();
    }
}
