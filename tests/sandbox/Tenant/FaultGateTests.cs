using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class FaultGateTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_lost_answer_has_its_effect_and_names_it()
    {
        host.Faults.Strike(t => t.Service is RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync("claire.fontaine@lumen.example"));

        Assert.Single(host.Tenant.Log.MailsTo("claire.fontaine@lumen.example"));
        Assert.Equal(FaultKind.AnswerLost, Assert.Single(host.Tenant.Log.FaultsTouching("mail:claire.fontaine@lumen.example")).Kind);
    }

    [Theory]
    [InlineData(nameof(FaultKind.Throttled), 2.128, 429, "2.128")]
    [InlineData(nameof(FaultKind.Unavailable), 7.0, 503, "7")]
    [InlineData(nameof(FaultKind.Unavailable), null, 503, null)]
    public async Task A_refused_request_has_no_effect(string kind, double? retryAfter, int status, string? header)
    {
        host.Faults.Strike(_ => true, 1, new(Enum.Parse<FaultKind>(kind), retryAfter));
        using var response = await SendAsync("claire.fontaine@lumen.example");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(header, response.Headers.TryGetValues("Retry-After", out var values) ? values.Single() : null);
        Assert.Empty(host.Tenant.Log.Mails);
        Assert.Equal(1, host.Tenant.Log.Requests(RemoteService.SendGrid));
    }

    [Fact]
    public async Task A_slow_answer_takes_thirty_seconds_of_the_clock()
    {
        host.Faults.Strike(_ => true, 1, new(FaultKind.Slow));
        using var response = await SendAsync("claire.fontaine@lumen.example");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(TenantHost.Start.AddSeconds(30), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_fault_on_a_bulk_addition_names_every_member()
    {
        var group = await host.CreateGroupAsync("ideas");
        host.Faults.Strike(t => t.Method is "PATCH", 1, new(FaultKind.AnswerLost));
        var body = new JsonObject { ["members@odata.bind"] = host.References(1, 20) };

        await Assert.ThrowsAsync<HttpRequestException>(() => host.Graph.PatchAsJsonAsync($"groups/{group}", body));

        Assert.All(Enumerable.Range(1, 20), i =>
            Assert.Single(host.Tenant.Log.FaultsTouching(RequestSubjects.Member(group, host.People[i].Id))));
    }

    [Fact]
    public async Task The_same_seed_and_requests_give_the_same_answers()
    {
        Assert.Equal(await RunAsync(), await RunAsync());

        static async Task<string> RunAsync()
        {
            await using var fresh = await TenantHost.StartAsync(new(), FaultScript.Harsh with { AnswerLost = 0 });
            var statuses = new List<string>();
            for (var i = 0; i < 60; i++)
            {
                using var response = await fresh.Graph.PostAsJsonAsync("groups", fresh.GroupBody($"group-{i}"));
                var id = (await TenantHost.JsonAsync(response))["id"];
                statuses.Add($"{response.StatusCode} {id} {(await fresh.GetAsync($"groups/{id}"))["mail"]}");
                fresh.Clock.Advance(TimeSpan.FromSeconds(7));
            }

            return string.Join('\n', statuses);
        }
    }

    private Task<HttpResponseMessage> SendAsync(string address) => host.SendGrid.PostAsJsonAsync("v3/mail/send", MailRoutesTests.Mail(address));
}
