using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Calendar;

public sealed class TestChannelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Teams = "/api/channels/test?channel=teams&group=everybody";

    [Fact]
    public async Task Each_channel_can_be_tried_as_often_as_one_likes()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        var posts = app.Tenant.Log.Posts.Count;

        var (status, body) = await app.CallAsync(HttpMethod.Post, Teams);
        await app.PassAsync(TimeSpan.FromSeconds(2));
        await app.CallAsync(HttpMethod.Post, Teams);
        var (mailed, _) = await app.CallAsync(HttpMethod.Post, "/api/channels/test?channel=conversation&group=everybody");
        var (paged, page) = await app.CallAsync(HttpMethod.Post, "/api/channels/test?channel=news&group=everybody");

        Assert.Equal((202, 202, 202), (status, mailed, paged));
        Assert.Contains("Look into the channel", body.GetProperty("words").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, app.Tenant.Log.Cards.Count(card => card.Title.StartsWith("[Essai]", StringComparison.Ordinal)));
        Assert.Equal(posts + 1, app.Tenant.Log.Posts.Count);
        Assert.EndsWith(app.Tenant.Log.Pages[^1].Name, page.GetProperty("where").GetString(), StringComparison.Ordinal);
        Assert.True(app.Tenant.Log.Pages[^1].IsPublished);
    }

    [Fact]
    public async Task A_workflow_that_was_made_anew_works_from_its_test_on()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        app.Tenant.Hands.SetWorkflow("everybody", WorkflowFate.Deleted);
        var (gone, body) = await app.CallAsync(HttpMethod.Post, Teams);
        app.Tenant.Hands.SetWorkflow("everybody", WorkflowFate.Works);
        await app.PassAsync(TimeSpan.FromSeconds(2));

        var (status, _) = await app.CallAsync(HttpMethod.Post, Teams);

        Assert.Equal((422, 202), (gone, status));
        Assert.Contains("docs/channels.md", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(FaultKind.Throttled), 503, "Try again in 30 s")]
    [InlineData(nameof(FaultKind.AnswerLost), 504, "nobody knows whether it went out")]
    public async Task What_came_of_it_is_said(string fault, int status, string words)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        app.World.Faults.Strike(target => target.Service == RemoteService.Workflows, 1, new(Enum.Parse<FaultKind>(fault)));

        var (answered, body) = await app.CallAsync(HttpMethod.Post, Teams);

        Assert.Equal(status, answered);
        Assert.Contains(words, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?channel=teams&group=nobody", 404)]
    [InlineData("?channel=teams", 404)]
    [InlineData("?channel=teams&group=a%2Fb", 404)]
    [InlineData("?channel=mail&group=everybody", 400)]
    [InlineData("?channel=pigeon&group=everybody", 400)]
    [InlineData("", 400)]
    public async Task What_cannot_be_tried_is_said(string query, int status)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        Assert.Equal(status, (await app.CallAsync(HttpMethod.Post, $"/api/channels/test{query}")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, Teams, key: null)).Status);
    }
}
