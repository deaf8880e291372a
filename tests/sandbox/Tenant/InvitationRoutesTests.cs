using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class InvitationRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    internal static JsonObject Invitation(string address) => new()
    {
        ["invitedUserEmailAddress"] = address,
        ["inviteRedirectUrl"] = "https://teams.microsoft.com",
        ["sendInvitationMessage"] = false,
    };

    [Fact]
    public async Task An_invitation_makes_a_guest_who_can_be_found_and_added()
    {
        var group = await host.CreateGroupAsync("ideas");
        var made = await InviteAsync("Ana.Lopez@partner.example");
        var id = made["invitedUser"]!["id"]!.ToString();

        var found = (await host.GetAsync("users?$select=id,mail,userType,externalUserState,userPrincipalName&$filter=mail in ('ana.lopez@partner.example')"))["value"]![0]!;
        var added = await host.PostAsync($"groups/{group}/members/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{id}" });
        var owner = await host.PostAsync($"groups/{group}/owners/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/users/{id}" });

        Assert.Equal(("PendingAcceptance", id), (made["status"]!.ToString(), found["id"]!.ToString()));
        Assert.Equal("Guest PendingAcceptance Ana.Lopez_partner.example#EXT#@lumen.example", $"{found["userType"]} {found["externalUserState"]} {found["userPrincipalName"]}");
        Assert.Equal(("204", "204"), (added, owner));
        Assert.Equal("Ana.Lopez", (await host.GetAsync($"groups/{group}/members"))["value"]![0]!["displayName"]!.ToString());
        Assert.Equal(new GuestInvited(TenantHost.Start, 2, "Ana.Lopez@partner.example", Guid.Parse(id), false), Assert.Single(host.Tenant.Log.Invitations));
    }

    [Fact]
    public async Task A_guest_is_invited_again_without_becoming_two()
    {
        var drawn = host.People[host.People.Headcount];
        var (first, second) = (await InviteAsync("ana@partner.example"), await InviteAsync("ANA@partner.example"));
        var known = await InviteAsync(drawn.Mail);

        Assert.Equal(first["invitedUser"]!["id"]!.ToString(), second["invitedUser"]!["id"]!.ToString());
        Assert.NotEqual(first["inviteRedeemUrl"]!.ToString(), second["inviteRedeemUrl"]!.ToString());
        Assert.Equal((drawn.Id.ToString(), "Completed"), (known["invitedUser"]!["id"]!.ToString(), known["status"]!.ToString()));
        Assert.Equal([false, true, true], host.Tenant.Log.Invitations.Select(invitation => invitation.Reused));
        Assert.Equal(host.People.Count + 1, long.Parse((await CountAsync()), null));
    }

    [Fact]
    public async Task Who_cannot_be_invited_is_refused()
    {
        var member = host.People[5];

        Assert.StartsWith($"400 The invited user already exists in the directory as object ID: {member.Id}.", await host.PostAsync("invitations", Invitation(member.Mail)), StringComparison.Ordinal);
        Assert.StartsWith("400 The domain of the email address", await host.PostAsync("invitations", Invitation("nobody@lumen.example")), StringComparison.Ordinal);
        Assert.StartsWith("400 The invited user email address is invalid.", await host.PostAsync("invitations", Invitation("ana")), StringComparison.Ordinal);
        var mailing = Invitation("ana@partner.example");
        mailing["sendInvitationMessage"] = true;
        Assert.StartsWith("501 ", await host.PostAsync("invitations", mailing), StringComparison.Ordinal);
        Assert.Contains(RequestSubjects.Invite(member.Mail), host.Tenant.Log.Refusals[0].Subjects);
        Assert.Empty(host.Tenant.Log.Invitations);
    }

    [Fact]
    public async Task A_new_guest_is_unreadable_for_a_while()
    {
        await using var lagging = await TenantHost.StartAsync(TenantHost.Calm with { LeastReadLag = TimeSpan.FromSeconds(20), MostReadLag = TimeSpan.FromSeconds(60) });
        await lagging.PostAsync("invitations", Invitation("ana@partner.example"));
        var id = lagging.Tenant.Log.Invitations[0].User;

        Assert.StartsWith("404 ", await lagging.SendAsync(HttpMethod.Get, $"users/{id}"), StringComparison.Ordinal);
        Assert.Empty((await lagging.GetAsync("users?$filter=mail in ('ana@partner.example')"))["value"]!.AsArray());
        lagging.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("200", await lagging.SendAsync(HttpMethod.Get, $"users/{id}"));
        Assert.Single((await lagging.GetAsync("users?$filter=mail in ('ana@partner.example')"))["value"]!.AsArray());
    }

    private async Task<string> CountAsync()
    {
        using var response = await host.Graph.GetAsync(new Uri("users/$count", UriKind.Relative));
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<JsonNode> InviteAsync(string address)
    {
        using var response = await host.Graph.PostAsJsonAsync("invitations", Invitation(address));
        Assert.Equal(201, (int)response.StatusCode);
        return await TenantHost.JsonAsync(response);
    }
}
