using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels;

public sealed class TeamsChannelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Setting = "Posts:Workflows:everybody";

    [Fact]
    public async Task A_card_is_posted_with_one_request_and_one_look_at_storage()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        var storage = await scene.Parts.RequestsOfAsync(async () => Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams))));

        var card = Assert.Single(scene.Log.Cards);
        Assert.Equal(("everybody", "L’été & nous", true), (card.Group, card.Title, card.Delivered));
        Assert.Equal((1, 1), (storage, scene.Log.Requests(RemoteService.Workflows)));
    }

    [Theory]
    [InlineData(429, "", "2.5", nameof(Published.NotYet), "2.5")]
    [InlineData(429, "", null, nameof(Published.NotYet), "30")]
    [InlineData(503, "", "7", nameof(Published.NotYet), "7")]
    [InlineData(503, "", null, nameof(Published.Unknown), "30")]
    [InlineData(500, "", null, nameof(Published.Unknown), "30")]
    [InlineData(0, "", null, nameof(Published.Unknown), "30")]
    [InlineData(413, "", null, nameof(Published.Refused), "413: too large")]
    [InlineData(400, "{}", null, nameof(Published.Refused), "400: the workflow does not take the card")]
    [InlineData(200, "Microsoft Teams endpoint returned HTTP error 429 with ContextId", null, nameof(Published.NotYet), "30")]
    public async Task Each_answer_has_its_outcome(int status, string body, string? after, string outcome, string detail)
    {
        await using var far = await FarSide.StartAsync(status, body, after is null ? [] : [("Retry-After", after)]);
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), null, null, (Setting, $"{far.Address}/invoke?sig=secret-of-it"));

        var published = await scene.PublishAsync(scene.PostingOf(PostChannel.Teams));

        Assert.Equal((outcome, detail), Describe(published));
        Assert.Single(far.Bodies);
        Assert.DoesNotContain("secret-of-it", string.Join('\n', scene.Parts.Log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-it", published.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_rests_the_lane_and_nothing_was_done()
    {
        var nowhere = FarSide.ClosedPort();
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), null, null, (Setting, $"{nowhere}?sig=secret-of-it"));

        var published = Assert.IsType<Published.NotYet>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));

        Assert.Equal("127.0.0.1 cannot be reached (ConnectionError)", published.Why);
        Assert.NotNull(await scene.Parts.Get<RateGovernor>().TakeAsync(Lane.Workflows, 1, null, default));
        Assert.DoesNotContain("secret-of-it", string.Join('\n', scene.Parts.Log.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(WorkflowFate.Deleted))]
    [InlineData(nameof(WorkflowFate.Expired))]
    [InlineData(nameof(WorkflowFate.SwitchedOff))]
    public async Task A_workflow_that_is_gone_is_called_once_a_day_and_works_again_once_it_was_tested(string fate)
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        scene.Parts.Tenant.Hands.SetWorkflow("everybody", Enum.Parse<WorkflowFate>(fate));

        var first = Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
        for (var post = 0; post < 5; post++)
        {
            Assert.Equal(first.Why, Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams))).Why);
        }

        Assert.Contains("docs/channels.md", first.Why, StringComparison.Ordinal);
        Assert.Equal(1, scene.Log.Requests(RemoteService.Workflows));
        Assert.Null(await scene.Parts.Get<RateGovernor>().TakeAsync(Lane.Workflows, 1, null, default));

        scene.Parts.Clock.Advance(TimeSpan.FromHours(25));
        Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
        Assert.Equal(2, scene.Log.Requests(RemoteService.Workflows));

        scene.Parts.Tenant.Hands.SetWorkflow("everybody", WorkflowFate.Works);
        Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
        await scene.Channel(PostChannel.Teams).ReadyAgainAsync(scene.PostingOf(PostChannel.Teams), default);
        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
    }

    [Fact]
    public async Task A_throttled_workflow_rests_and_the_others_do_not()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());
        scene.Parts.Faults.Strike(target => target.Service == RemoteService.Workflows, 1, new(FaultKind.Throttled, 40));

        Assert.IsType<Published.NotYet>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
        var waiting = Assert.IsType<Published.NotYet>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));

        Assert.InRange(waiting.Wait, TimeSpan.FromSeconds(39), TimeSpan.FromSeconds(40));
        Assert.Equal(1, scene.Log.Requests(RemoteService.Workflows));
        var other = scene.PostingOf(PostChannel.Teams);
        Assert.IsType<Published.Done>(await scene.PublishAsync(other with { Delivery = other.Delivery with { Group = "few" } }));
        scene.Parts.Clock.Advance(TimeSpan.FromSeconds(41));
        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));
    }

    [Fact]
    public async Task A_group_without_a_workflow_is_told_how_to_get_one()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount(), null, null, (Setting, ""));

        var refused = Assert.IsType<Published.Refused>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams)));

        Assert.Contains("set Posts:Workflows:everybody", refused.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_of_a_megabyte_is_shortened_and_posted()
    {
        await using var scene = await ChannelScene.StartAsync(azurite.NewAccount());

        Assert.IsType<Published.Done>(await scene.PublishAsync(scene.PostingOf(PostChannel.Teams, string.Concat(Enumerable.Repeat("Été ", 250_000)))));

        Assert.Empty(scene.Log.Refusals);
    }

    private static (string, string) Describe(Published published) => published switch
    {
        Published.NotYet later => (nameof(Published.NotYet), $"{later.Wait.TotalSeconds}"),
        Published.Unknown unknown => (nameof(Published.Unknown), $"{unknown.Wait.TotalSeconds}"),
        Published.Refused refused => (nameof(Published.Refused), refused.Why),
        _ => (published.GetType().Name, ""),
    };
}
