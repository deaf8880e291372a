using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail.Posts;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Mail.Posts;

public sealed class PostWriterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Markup = "<b>Tous</b> & toutes";

    private static readonly WelcomePost Post = new()
    {
        Title = new() { Fr = Markup, En = "Everybody" },
        Text = new() { Fr = "Bonjour à **tous**.", En = "Hello to **all**." },
        Picture = new() { Url = "https://agora.example/a.png?b=1&c=2", Alt = new() { Fr = "\"><script>", En = "A picture" } },
        By = PostAuthor.Sponsor,
    };

    [Fact]
    public async Task A_post_has_a_part_for_each_language_with_one_picture_and_a_signature()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());

        var post = await parts.Get<PostWriter>().WriteAsync(await CampaignAsync(), Post, default);

        var page = new HtmlParser().ParseDocument(post.Html);
        Assert.Equal((Markup, Markup, "fr"), (post.Subject, page.Title, page.DocumentElement.GetAttribute("lang")));
        Assert.Equal(["fr", "en"], page.QuerySelectorAll("body > div").Select(part => part.GetAttribute("lang")));
        Assert.Equal([Markup, "Everybody"], page.QuerySelectorAll("h2").Select(title => title.TextContent));
        Assert.Equal(["tous", "Claire Fontaine", "all", "Claire Fontaine"], page.QuerySelectorAll("strong").Select(strong => strong.TextContent));
        var picture = Assert.Single(page.QuerySelectorAll("img"));
        Assert.Equal(("https://agora.example/a.png?b=1&c=2", "\"><script>"), (picture.GetAttribute("src"), picture.GetAttribute("alt")));
        Assert.Empty(page.QuerySelectorAll("script, b, link, iframe"));
        Assert.Null(post.Picture);
    }

    [Theory]
    [InlineData("missing.png", "picture missing.png is not among the campaign's files")]
    [InlineData("big.png", "picture big.png is larger than 2 MB")]
    [InlineData("drawing.svg", "picture drawing.svg is not a .png, .jpg or .gif")]
    public async Task A_picture_that_cannot_go_along_is_named(string file, string message)
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), campaign: new() { Files = new Dictionary<string, byte[]> { ["big.png"] = new byte[(2 * 1024 * 1024) + 1] } });
        var post = Post with { Picture = new() { File = file, Alt = new() { Fr = "Image" } } };

        var campaign = await app.Get<CampaignStore>().GetAsync("small", default);
        var unfit = await Assert.ThrowsAsync<UnfitPictureException>(() => app.Get<PostWriter>().WriteAsync(campaign, post, default));

        Assert.Equal(message, unfit.Message);
    }

    private static async Task<Campaign> CampaignAsync()
    {
        var folder = new SmallCampaign().Write();
        var read = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        return read;
    }
}
