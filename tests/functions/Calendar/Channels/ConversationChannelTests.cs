using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels;

public sealed class ConversationChannelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Closed = new() { Groups = SmallCampaign.GroupsWith(""", "posting": "members" """) };

    [Fact]
    public async Task A_post_is_a_mail_to_the_groups_address_which_is_asked_for_once()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        var storage = await scene.Parts.RequestsOfAsync(async () => Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation))));
        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation, slot: "2026-10-05")));

        Assert.Equal((0, 3), (storage, scene.Log.Requests(RemoteService.Graph)));
        Assert.All(scene.Log.Posts, post => Assert.Equal((scene.GraphId, true, "L’été & nous"), (post.Group!.Value, post.Delivered, post.Subject)));
        var page = new HtmlParser().ParseDocument(scene.Log.Posts[0].Html);
        Assert.Equal(["fr", "en"], page.QuerySelectorAll("body > div").Select(part => part.GetAttribute("lang")));
        Assert.Equal(["Lire", "Read"], page.QuerySelectorAll("a[href='https://agora.example/lire']").Select(link => link.TextContent));
        Assert.Contains("Avec Inès Benali", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hugo Marchand, animation de la communauté", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_only_members_post_the_mailbox_joins_first_and_once()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), Closed);

        var joined = Assert.IsType<Published.NotYet>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation)));
        await scene.ReadRowAsync();

        Assert.Equal((GroupWork.Lag, true), (joined.Wait, scene.Row.MailboxJoined));
        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation)));
        Assert.Single(scene.Log.Links, link => link.User == TenantDirectory.MailboxId);
        Assert.True(scene.Log.Posts[0].Delivered);
    }

    [Theory]
    [InlineData(nameof(FaultKind.Throttled), 9.5, nameof(Published.NotYet))]
    [InlineData(nameof(FaultKind.Unavailable), 9.5, nameof(Published.NotYet))]
    [InlineData(nameof(FaultKind.Unavailable), null, nameof(Published.Unknown))]
    [InlineData(nameof(FaultKind.AnswerLost), null, nameof(Published.Unknown))]
    [InlineData(nameof(FaultKind.ConnectionRefused), null, nameof(Published.NotYet))]
    public async Task What_Exchange_does_has_its_outcome_and_rests_its_lane(string fault, double? after, string outcome)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        scene.Parts.Faults.Strike(target => target.Path.EndsWith("sendMail", StringComparison.Ordinal), 1, new(Enum.Parse<FaultKind>(fault), after));

        var published = await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation));

        Assert.Equal(outcome, published.GetType().Name);
        Assert.NotNull(await scene.Parts.Get<RateGovernor>().TakeAsync(Lane.Mailbox, 1, null, default));
    }

    [Fact]
    public async Task Without_the_permission_the_lane_stops_and_nothing_is_failed()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), null, TenantHost.Calm with { MissingPermissions = ["Mail.Send"] });

        var denied = Assert.IsType<Published.NotAllowed>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation)));

        Assert.Contains("Mail.Send", denied.Why, StringComparison.Ordinal);
        Assert.NotNull(await scene.Parts.Get<RateGovernor>().StoppedAsync(Lane.Mailbox, default));
    }

    [Fact]
    public async Task Without_addresses_of_ours_a_picture_goes_along()
    {
        var small = new SmallCampaign { Files = new Dictionary<string, byte[]> { ["a.png"] = [0x89, (byte)'P', (byte)'N', (byte)'G'] } };
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), small, null, ("Links:BaseUrl", ""), ("Links:SigningKey", ""));
        var picture = new PostPicture { File = "a.png", Alt = new() { Fr = "Une image", En = "A picture" } };

        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation, picture: picture)));

        Assert.Equal(["picture"], scene.Log.Posts[0].Pictures);
        Assert.Contains("src=\"cid:picture\"", scene.Log.Posts[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_megabyte_goes_out_and_one_that_Graph_does_not_take_is_refused()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation, new string('a', 1_000_000))));
        var refused = Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Conversation, new string('a', 3_000_000))));

        Assert.StartsWith("413", refused.Why, StringComparison.Ordinal);
    }
}
