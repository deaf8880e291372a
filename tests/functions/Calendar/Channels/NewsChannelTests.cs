using System.Text.Json.Nodes;
using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels;

public sealed class NewsChannelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly PostPicture Picture = new() { Url = "https://agora.example/a.png", Alt = new() { Fr = "Une image", En = "A picture" } };

    [Fact]
    public async Task A_page_is_created_and_published_with_three_requests()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        var storage = await scene.Parts.RequestsOfAsync(async () =>
        {
            var done = Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.News, picture: Picture)));
            Assert.Contains("/SitePages/summer-post-", done.Where, StringComparison.Ordinal);
        });

        Assert.Equal((0, 3), (storage, scene.Log.Requests(RemoteService.Graph)));
        Assert.Equal([false, true], scene.Log.Pages.Select(page => page.IsPublished));
        var body = JsonNode.Parse(scene.Log.Pages[0].Json)!;
        Assert.Equal(("#microsoft.graph.sitePage", "newsPost", "L’été & nous", "article"), (
            body["@odata.type"]!.ToString(), body["promotionKind"]!.ToString(), body["title"]!.ToString(), body["pageLayout"]!.ToString()));
        var parts = body["canvasLayout"]!["horizontalSections"]![0]!["columns"]![0]!["webparts"]!.AsArray();
        Assert.Equal("d1d91016-032f-456d-98a4-721247c305e8", parts[0]!["webPartType"]!.ToString());
        Assert.Equal("Une image", parts[0]!["data"]!["properties"]!["altText"]!.ToString());
        Assert.Equal("https://agora.example/a.png", parts[0]!["data"]!["serverProcessedContent"]!["imageSources"]![0]!["value"]!.ToString());
        var english = new HtmlParser().ParseDocument(parts[2]!["innerHtml"]!.ToString());
        Assert.Equal(("Summer & us", "tous", "Read"), (english.QuerySelector("h2")!.TextContent, english.QuerySelector("strong")!.TextContent, english.QuerySelector("a")!.TextContent));
    }

    [Theory]
    [InlineData("/pages", nameof(FaultKind.AnswerLost), nameof(Published.Unknown))]
    [InlineData("/publish", nameof(FaultKind.AnswerLost), nameof(Published.Unknown))]
    [InlineData("/publish", nameof(FaultKind.ConnectionRefused), nameof(Published.NotYet))]
    [InlineData("/publish", nameof(FaultKind.Throttled), nameof(Published.NotYet))]
    [InlineData("/pages", nameof(FaultKind.Unavailable), nameof(Published.Unknown))]
    public async Task However_far_an_attempt_came_the_next_one_makes_one_page_of_it(string at, string fault, string outcome)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        var posting = scene.PostingOf(PostChannel.News);
        scene.Parts.Faults.Strike(target => target.Method == "POST" && target.Path.EndsWith(at, StringComparison.Ordinal), 1, new(Enum.Parse<FaultKind>(fault)));

        Assert.Equal(outcome, (await scene.PublishAsync(posting)).GetType().Name);
        Assert.IsType<Published.Done>(await scene.PublishAsync(posting, lookFirst: true));
        Assert.IsType<Published.Done>(await scene.PublishAsync(posting, lookFirst: true));

        Assert.Equal([false, true], scene.Log.Pages.Select(page => page.IsPublished));
    }

    [Fact]
    public async Task A_page_that_the_list_does_not_show_yet_is_waited_for_and_never_doubled()
    {
        await using var scene = await ChannelScene.StartAsync(
            azurite.NewAccount(), null, TenantHost.Calm with { LeastReadLag = TimeSpan.FromSeconds(60), MostReadLag = TimeSpan.FromSeconds(60) });
        var posting = scene.PostingOf(PostChannel.News);
        scene.Parts.Faults.Strike(target => target.Method == "POST" && target.Path.EndsWith("/pages", StringComparison.Ordinal), 1, new(FaultKind.AnswerLost));

        Assert.IsType<Published.Unknown>(await scene.PublishAsync(posting));
        Assert.IsType<Published.NotYet>(await scene.PublishAsync(posting, lookFirst: true));
        scene.Parts.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.IsType<Published.Done>(await scene.PublishAsync(posting, lookFirst: true));

        Assert.Equal([false, true], scene.Log.Pages.Select(page => page.IsPublished));
    }

    [Fact]
    public async Task Two_occurrences_of_one_title_are_two_pages()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        await scene.PublishAsync(scene.PostingOf(PostChannel.News, slot: "2026-10-05"));
        await scene.PublishAsync(scene.PostingOf(PostChannel.News, slot: "2026-10-12"));

        Assert.Equal(2, scene.Log.Pages.Select(page => page.Name).Distinct().Count());
    }

    [Fact]
    public async Task Without_the_permission_the_lane_stops_and_nothing_is_failed()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), null, TenantHost.Calm with { MissingPermissions = ["Sites.ReadWrite.All"] });

        var wait = Assert.IsType<Published.NotYet>(await scene.PublishAsync(scene.PostingOf(PostChannel.News)));

        Assert.Contains("Sites.ReadWrite.All", wait.Why, StringComparison.Ordinal);
        Assert.NotNull(await scene.Parts.Get<RateGovernor>().StoppedAsync(Lane.Sites, default));
    }

    [Fact]
    public async Task A_group_whose_site_is_not_there_is_waited_for_while_it_is_young()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        var posting = scene.PostingOf(PostChannel.News);
        scene.Parts.Tenant.Hands.DeleteGroup(scene.GraphId);

        Assert.IsType<Published.Refused>(await scene.PublishAsync(posting));
        Assert.IsType<Published.NotYet>(await scene.PublishAsync(posting with { Group = scene.Row with { MadeAt = scene.Parts.Clock.GetUtcNow() } }));
    }
}
