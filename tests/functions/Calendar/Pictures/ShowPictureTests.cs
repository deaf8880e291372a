using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Pictures;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions.Calendar.Channels;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Blobs;

namespace AdoptionAutomation.Tests.Functions.Calendar.Pictures;

public sealed class ShowPictureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Name = "l'été à la mer.png";
    private static readonly byte[] Bytes = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
    private static readonly PostPicture Picture = new() { File = Name, Alt = new() { Fr = "La mer" } };

    [Fact]
    public async Task A_signed_picture_is_shown_and_kept_by_whoever_has_it()
    {
        await using var app = await StartAsync();
        var url = await UrlAsync(app);

        using var answer = await GetAsync(app, url);

        Assert.Equal((200, "image/png"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal(Bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal("public, max-age=86400", answer.Headers.CacheControl!.ToString());
        using var again = await GetAsync(app, url, answer.Headers.ETag!.ToString());
        Assert.Equal((304, 0), ((int)again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        using var other = await GetAsync(app, url, "\"other\"");
        Assert.Equal(200, (int)other.StatusCode);
    }

    [Fact]
    public async Task A_picture_that_was_taken_out_of_the_folder_is_still_shown()
    {
        await using var app = await StartAsync();
        var url = await UrlAsync(app);
        await app.Get<BlobServiceClient>().GetBlobContainerClient(ContainerNames.Campaign).GetBlobClient($"small/{Name}").DeleteAsync();

        using var answer = await GetAsync(app, url);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("?s=", "")]
    [InlineData("?s=", "?t=")]
    [InlineData("/small/", "/other/")]
    [InlineData("/small/", "/small~dress/")]
    [InlineData(".png", ".jpg")]
    [InlineData("%C3%A0", "%C3%A1")]
    [InlineData("l%27", "../l%27")]
    public async Task An_altered_address_leads_nowhere(string part, string altered)
    {
        await using var app = await StartAsync();
        var url = await UrlAsync(app);
        Assert.Contains(part, url, StringComparison.Ordinal);

        using var answer = await GetAsync(app, url.Replace(part, altered, StringComparison.Ordinal));

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Every_letter_of_the_signature_counts()
    {
        await using var app = await StartAsync();
        var url = await UrlAsync(app);
        for (var i = url.IndexOf("s=", StringComparison.Ordinal) + 2; i < url.Length - 1; i += 7)
        {
            using var answer = await GetAsync(app, $"{url[..i]}{(url[i] == 'A' ? 'B' : 'A')}{url[(i + 1)..]}");

            Assert.Equal(404, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("campaign.json")]
    [InlineData("second.csv")]
    [InlineData("big.png")]
    [InlineData("missing.png")]
    public async Task Nothing_but_a_picture_of_a_fitting_size_is_ever_shown(string name)
    {
        await using var app = await StartAsync();
        var campaign = await app.Get<CampaignStore>().GetAsync("small", default);
        var url = app.Get<PictureLinks>().To(campaign, Picture with { File = name })!;

        using var answer = await GetAsync(app, new Uri(url).PathAndQuery);

        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task An_old_key_is_believed_beside_the_new_one()
    {
        var keys = string.Join(';', new string('n', 40), AdoptionAutomation.Sandbox.App.SandboxApp.SigningKey);
        string old;
        var account = azurite.NewAccount();
        await using (var before = await StartAsync(account))
        {
            old = await UrlAsync(before);
        }

        await using var app = await StartAsync(azurite.NewAccount(), new Dictionary<string, string?> { ["Links:SigningKey"] = keys });

        var now = await UrlAsync(app);

        using var answer = await GetAsync(app, old);
        using var fresh = await GetAsync(app, now);
        Assert.Equal((200, 200), ((int)answer.StatusCode, (int)fresh.StatusCode));
        Assert.NotEqual(old, now);
    }

    [Theory]
    [InlineData("missing.png", "picture missing.png is not among the campaign's files")]
    [InlineData("big.png", "picture big.png is larger than 2 MB")]
    [InlineData("drawing.svg", "picture drawing.svg is not a .png, .jpg or .gif")]
    public async Task A_post_whose_picture_cannot_be_shown_does_not_go_out(string file, string why)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), Small);

        foreach (var channel in Enum.GetValues<PostChannel>())
        {
            var published = await scene.Channel(channel).PrepareAsync(scene.PostingOf(channel, picture: Picture with { File = file }), default);
            Assert.Equal(why, Assert.IsType<Published.Refused>(published).Why);
        }
    }

    private static SmallCampaign Small => new()
    {
        Files = new Dictionary<string, byte[]> { [Name] = Bytes, ["big.png"] = new byte[(2 * 1024 * 1024) + 1] },
    };

    private Task<AppTest> StartAsync(StorageAccount? account = null, IReadOnlyDictionary<string, string?>? settings = null) =>
        AppTest.StartAsync(account ?? azurite.NewAccount(), campaign: Small, settings: settings);

    /// <summary>Path and query; reading the campaign is what keeps its files.</summary>
    private static async Task<string> UrlAsync(AppTest app)
    {
        var campaign = await app.Get<CampaignStore>().GetAsync("small", default);
        return new Uri(app.Get<PictureLinks>().To(campaign, Picture)!).PathAndQuery;
    }

    private static async Task<HttpResponseMessage> GetAsync(AppTest app, string path, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new("http://sandbox"), path));
        if (known is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
        }

        return await app.World.Host.SendAsync(request, default);
    }
}
