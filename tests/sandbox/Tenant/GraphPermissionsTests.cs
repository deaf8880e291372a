using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class GraphPermissionsTests
{
    [Theory]
    [InlineData("GET", "users", "User.Read.All")]
    [InlineData("POST", "users/1/sendMail", "Mail.Send")]
    [InlineData("POST", "users/1/checkMemberGroups", "GroupMember.ReadWrite.All, Group.ReadWrite.All")]
    [InlineData("GET", "reports/getTeamsUserActivityUserDetail(period='D7')", "Reports.Read.All")]
    [InlineData("GET", "admin/reportSettings", "ReportSettings.Read.All")]
    [InlineData("POST", "invitations", "User.Invite.All")]
    [InlineData("POST", "groups", "Group.ReadWrite.All")]
    [InlineData("PATCH", "groups/1", "Group.ReadWrite.All")]
    [InlineData("PUT", "groups/1/team", "Group.ReadWrite.All")]
    [InlineData("POST", "groups/1/owners/$ref", "Group.ReadWrite.All")]
    [InlineData("POST", "groups/1/members/$ref", "GroupMember.ReadWrite.All")]
    [InlineData("GET", "groups", "GroupMember.ReadWrite.All, Group.ReadWrite.All")]
    [InlineData("POST", "groups/1/settings", "GroupSettings.ReadWrite.All")]
    [InlineData("POST", "directory/deletedItems/1/restore", "Group.ReadWrite.All")]
    [InlineData("GET", "teams/1/channels", "Channel.ReadBasic.All")]
    [InlineData("POST", "teams/1/channels", "Channel.Create")]
    [InlineData("POST", "teams/1/channels/2/tabs", "TeamsTab.ReadWrite.All")]
    [InlineData("POST", "teams/1/archive", "TeamSettings.ReadWrite.All")]
    public void A_route_asks_for_the_least_permission(string method, string path, string permissions)
    {
        var request = new GraphRequest(1, method, path.Split('/'), GraphQuery.Parse(""), null, TenantHost.Start, new("http://127.0.0.1"));
        var needed = permissions.Split(", ");

        Assert.Equal(needed, GraphPermissions.Needed(request));
        Assert.Equal(403, GraphPermissions.Check(request, needed)!.Status);
        Assert.Null(GraphPermissions.Check(request, ["Something.Else", .. needed.Skip(1)]));
    }

    [Fact]
    public async Task What_the_app_may_not_do_is_refused_and_logged()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { MissingPermissions = ["Channel.Create", "GroupMember.ReadWrite.All"] });
        var id = await host.CreateTeamAsync("ideas");

        var answers = new[]
        {
            await host.PostAsync($"teams/{id}/channels", new { displayName = "News" }),
            await host.SendAsync(HttpMethod.Patch, $"groups/{id}", new Dictionary<string, object> { ["members@odata.bind"] = host.References(1, 2) }),
        };

        Assert.All(answers, answer => Assert.Equal("403 Insufficient privileges to complete the operation.", answer));
        Assert.All(host.Tenant.Log.Refusals, refusal => Assert.StartsWith("Authorization_RequestDenied", refusal.Reason, StringComparison.Ordinal));
    }
}
