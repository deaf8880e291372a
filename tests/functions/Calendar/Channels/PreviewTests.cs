using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels;

public sealed class PreviewTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[run](javascript:alert(1))",
        "[run](data:text/html;base64,PHN2Zz4=)",
        "![a cat](javascript:alert(1))",
        "<svg/onload=alert(1)>",
        "</style><script>alert(1)</script>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<javascript:alert(1)>",
        "`</p><script>alert(1)</script>`",
        "<at>Everybody</at>",
        "-firstName- -stopLink-",
    ];

    [Theory]
    [InlineData(nameof(PostChannel.Teams))]
    [InlineData(nameof(PostChannel.Conversation))]
    [InlineData(nameof(PostChannel.News))]
    [InlineData(nameof(PostChannel.Mail))]
    public async Task What_could_run_is_shown_as_text_in_every_channel(string channel)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        foreach (var text in Hostile)
        {
            var page = await PageAsync(scene, Enum.Parse<PostChannel>(channel), text);

            Assert.Empty(page.QuerySelectorAll("script, svg, iframe, object, embed, form, base, link, at, [onerror], [onload], [onclick]"));
            Assert.All(page.QuerySelectorAll("[href], [src]").Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!), url =>
                Assert.Matches("^(https:|mailto:|-stopLink-$)", url));
            Assert.DoesNotContain("url(", string.Concat(page.QuerySelectorAll("style").Select(style => style.TextContent)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(nameof(PostChannel.Teams))]
    [InlineData(nameof(PostChannel.Conversation))]
    [InlineData(nameof(PostChannel.News))]
    [InlineData(nameof(PostChannel.Mail))]
    public async Task A_preview_is_a_whole_page_with_all_that_the_post_has(string channel)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        var page = await PageAsync(scene, Enum.Parse<PostChannel>(channel), "Bonjour à **tous**.");

        Assert.Equal(("fr", "L’été & nous"), (page.DocumentElement.GetAttribute("lang"), page.Title));
        Assert.Contains("tous", page.QuerySelectorAll("strong").Select(strong => strong.TextContent));
        Assert.NotNull(page.QuerySelector("img[src='https://agora.example/a.png?b=1&c=2'][alt='\"><b>Une image']"));
        Assert.NotNull(page.QuerySelector("a[href='https://agora.example/lire']"));
        Assert.Contains("Hugo Marchand", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Inès Benali", page.Body!.TextContent, StringComparison.Ordinal);
        Keep(channel, page);
    }

    private static async Task<IHtmlDocument> PageAsync(ChannelScene scene, PostChannel channel, string text)
    {
        var picture = new PostPicture { Url = "https://agora.example/a.png?b=1&c=2", Alt = new() { Fr = "\"><b>Une image", En = "A picture" } };
        return new HtmlParser().ParseDocument(
            await scene.Channel(channel).PreviewAsync(scene.Campaign, scene.PostingOf(channel, text, picture).Post, "fr", default));
    }

    /// <summary>For people to look at: set <c>ADOPTION_PREVIEWS</c> to a folder.</summary>
    private static void Keep(string channel, IHtmlDocument page)
    {
        if (Environment.GetEnvironmentVariable("ADOPTION_PREVIEWS") is { Length: > 0 } folder)
        {
            File.WriteAllText(Path.Combine(folder, $"{channel}.html"), $"<!DOCTYPE html>{page.DocumentElement.OuterHtml}");
        }
    }
}
