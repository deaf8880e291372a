using System.Net.Http.Headers;
using System.Text;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class WorkflowRoutesTests : IAsyncLifetime
{
    private const string Card = """
        { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": null,
          "content": { "type": "AdaptiveCard", "version": "1.4", "fallbackText": "Hello", "body": [ { "type": "TextBlock", "text": "Hello" } ] } } ] }
        """;

    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_card_is_accepted_and_in_the_log_of_its_group()
    {
        Assert.Equal(202, await PostAsync("ideas", Card));

        var card = Assert.Single(host.Tenant.Log.Cards);
        Assert.Equal(("ideas", "Hello", true, null), (card.Group, card.Title, card.Delivered, card.Why));
        Assert.Equal((1, 1), (host.Tenant.Log.Requests(RemoteService.Workflows), host.Tenant.Log.Writes(RemoteService.Workflows)));
    }

    [Fact]
    public async Task A_broken_workflow_accepts_and_the_card_never_appears()
    {
        host.Tenant.Hands.SetWorkflow("ideas", WorkflowFate.Broken);

        Assert.Equal((202, 202), (await PostAsync("ideas", Card), await PostAsync("other", Card)));

        Assert.Equal([false, true], host.Tenant.Log.Cards.Select(card => card.Delivered));
    }

    [Theory]
    [InlineData(nameof(WorkflowFate.Deleted), 404)]
    [InlineData(nameof(WorkflowFate.Expired), 410)]
    [InlineData(nameof(WorkflowFate.SwitchedOff), 400)]
    public async Task A_workflow_that_is_gone_says_so(string fate, int status)
    {
        host.Tenant.Hands.SetWorkflow("ideas", Enum.Parse<WorkflowFate>(fate));

        Assert.Equal(status, await PostAsync("ideas", Card));

        Assert.Empty(host.Tenant.Log.Cards);
        Assert.Equal("card:ideas/Hello", Assert.Single(host.Tenant.Log.Refusals).Subjects[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{ "type": "message", "attachments": [] }""")]
    [InlineData("""{ "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.hero", "content": {} } ] }""")]
    [InlineData("""{ "text": "the connectors of old" }""")]
    public async Task What_is_no_card_is_refused(string body) => Assert.Equal(400, await PostAsync("ideas", body));

    [Fact]
    public async Task A_card_of_more_than_28_kilobytes_is_too_large_and_a_wrong_signature_opens_nothing()
    {
        Assert.Equal(413, await PostAsync("ideas", Card.Replace("Hello", new string('é', 15_000), StringComparison.Ordinal)));
        Assert.Equal(401, await PostAsync("ideas", Card, "/workflows/ideas/triggers/manual/paths/invoke?sig=guess"));
        Assert.Equal(404, await PostAsync("ideas", Card, "/workflows/ideas/runs?sig=sandbox-ideas"));
        Assert.Empty(host.Tenant.Log.Cards);
    }

    [Theory]
    [InlineData(12.5, "12.5")]
    [InlineData(null, null)]
    public async Task Faults_strike_it_as_any_service(double? seconds, string? after)
    {
        host.Faults.Strike(target => target.Service == RemoteService.Workflows, 1, new(FaultKind.Throttled, seconds));

        using var answer = await SendAsync("ideas", Card, null);

        Assert.Equal((429, after), ((int)answer.StatusCode, answer.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null));
        Assert.Equal("card:ideas/Hello", Assert.Single(host.Tenant.Log.Faults).Subjects[0]);
    }

    private async Task<int> PostAsync(string group, string body, string? path = null)
    {
        using var answer = await SendAsync(group, body, path);
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string group, string body, string? path)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var server = host.Tenant.SendGridUri;
        return await client.PostAsync(path is null ? WorkflowRoutes.AddressOf(server, group) : new Uri(server, path), content);
    }
}
