using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class WorkloadQuotasTests
{
    [Theory]
    [InlineData("PUT", "groups/#/team", 6, "PutTeam")]
    [InlineData("POST", "teams/#/channels", 10, "PostChannel")]
    [InlineData("POST", "teams/t/channels", 4, "PostChannelOfTeam")]
    [InlineData("POST", "teams/#/channels/c/tabs", 30, "TeamsWrite")]
    [InlineData("POST", "teams/#/archive", 30, "TeamsWrite")]
    [InlineData("DELETE", "teams/#/channels/c", 15, "TeamsDelete")]
    [InlineData("GET", "teams/#/channels", 60, "GetChannels")]
    [InlineData("GET", "teams/#/channels/c/tabs", 30, "TeamsRead")]
    [InlineData("POST", "invitations", 150, "Invitations")]
    [InlineData("POST", "users/u/sendMail", 30, "MessagesOfMailbox")]
    public void A_workload_takes_so_many_requests_and_no_more(string method, string path, int most, string quota)
    {
        var quotas = new WorkloadQuotas(1);

        Assert.All(Enumerable.Range(0, most), i => Assert.Null(quotas.Take(Request(method, path, i))));

        var refused = quotas.Take(Request(method, path, most))!;
        Assert.Equal((429, quota), (refused.Status, refused.Reason));
        Assert.True(int.Parse(refused.Headers["Retry-After"], null) >= 1);
        Assert.True(WorkloadQuotas.Rule(Request(method, path, 0)));
    }

    [Fact]
    public void A_mailbox_writes_to_ten_thousand_people_a_day()
    {
        var quotas = new WorkloadQuotas(1);
        var people = new JsonArray([.. Enumerable.Range(0, 500).Select(i => new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = $"{i}@b.example" } })]);
        var body = new JsonObject { ["message"] = new JsonObject { ["toRecipients"] = people } };

        Assert.All(Enumerable.Range(0, 20), i => Assert.Null(quotas.Take(Request("POST", "users/u/sendMail", i) with { Body = body })));

        Assert.Equal("RecipientsOfMailbox", quotas.Take(Request("POST", "users/u/sendMail", 20) with { Body = body })!.Reason);
    }

    [Fact]
    public void The_directory_s_own_requests_are_not_ruled()
    {
        Assert.All(["groups", "groups/1", "groups/1/members/$ref", "users", "directory/deletedItems/1/restore"], path => Assert.False(WorkloadQuotas.Rule(Request("POST", path, 1))));
        Assert.Null(new WorkloadQuotas(0).Take(Request("PUT", "groups/1/team", 1)));
    }

    [Fact]
    public async Task A_channel_costs_the_directory_nothing()
    {
        // Thirty writes in 150 seconds.
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { QuotaScale = 0.01 });
        var id = await host.CreateTeamAsync("ideas");
        for (var i = 0; i < 30; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal("201", await host.PostAsync($"teams/{id}/channels", new { displayName = $"Channel {i}" }));
        }

        Assert.Equal("204", await host.SendAsync(HttpMethod.Patch, $"groups/{id}", new { description = "x" }));
        Assert.Empty(host.Tenant.Log.QuotaExceeded);
    }

    private static GraphRequest Request(string method, string path, int number) => new(
        number, method, path.Replace("#", $"{number}", StringComparison.Ordinal).Split('/'), GraphQuery.Parse(""), null, TenantHost.Start, new("http://127.0.0.1"));
}
