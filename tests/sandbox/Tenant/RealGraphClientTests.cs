using AdoptionAutomation.Sandbox.Tenant;
using Azure.Identity;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Authentication.Azure;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

/// <summary>The official client and credential against the tenant, as the app uses them.</summary>
public sealed class RealGraphClientTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync()
    {
        host = await TenantHost.StartAsync();
        await IdentityEndpoint.UseAsync();
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task It_makes_a_team_with_channel_and_tab_invites_and_posts()
    {
        using var graph = Client();
        var id = (await host.CreateGroupAsync("ideas")).ToString();

        var team = await graph.Groups[id].Team.PutAsync(new());
        var channel = await graph.Teams[id].Channels.PostAsync(new() { DisplayName = "News" });
        var tab = await graph.Teams[id].Channels[channel!.Id].Tabs.PostAsync(new()
        {
            DisplayName = "Charter",
            Configuration = new() { ContentUrl = "https://lumen.example/charter", WebsiteUrl = "https://lumen.example/charter" },
            AdditionalData = new Dictionary<string, object>
            {
                ["teamsApp@odata.bind"] = "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/com.microsoft.teamspace.tab.web",
            },
        });
        var tabs = await graph.Teams[id].Channels[channel.Id].Tabs.GetAsync();
        var invited = await graph.Invitations.PostAsync(new()
        {
            InvitedUserEmailAddress = "ana@partner.example",
            InviteRedirectUrl = "https://teams.microsoft.com",
            SendInvitationMessage = false,
        });
        await graph.Users[TenantDirectory.MailboxId.ToString()].SendMail.PostAsync(new()
        {
            Message = new()
            {
                Subject = "Welcome",
                Body = new() { ContentType = BodyType.Html, Content = "<img src='cid:a'>" },
                ToRecipients = [new() { EmailAddress = new() { Address = host.Tenant.Directory.Group(Guid.Parse(id))!.Mail } }],
                Attachments = [new FileAttachment { Name = "a.png", ContentBytes = [1], ContentId = "a", IsInline = true }],
            },
        });
        await graph.Groups[id].Settings.PostAsync(new()
        {
            TemplateId = "08d542b9-071f-4e16-94b0-74abb372e3d9",
            Values = [new() { Name = "AllowToAddGuests", Value = "true" }],
        });
        await graph.Groups[id].DeleteAsync();
        var bin = await graph.Directory.DeletedItems.GraphGroup.GetAsync(request => request.QueryParameters.Select = ["id", "mailNickname"]);
        var restored = await graph.Directory.DeletedItems[id].Restore.PostAsync();

        Assert.Equal((id, tab!.Id), (team!.Id, Assert.Single(tabs!.Value!).Id));
        Assert.Equal("PendingAcceptance", invited!.Status);
        Assert.True(Assert.Single(host.Tenant.Log.Posts) is { Delivered: true, Pictures: ["a"] });
        Assert.Equal((id, id), (Assert.Single(bin!.Value!).Id, restored!.Id));
        Assert.Equal(9, host.Tenant.Log.Writes(AdoptionAutomation.Sandbox.Faults.RemoteService.Graph));
        Assert.Empty(host.Tenant.Log.NotSimulated);
    }

    [Fact]
    public async Task It_reads_people_creates_a_group_and_adds_members()
    {
        using var graph = Client();
        var people = await graph.Users.GetAsync(request =>
        {
            request.QueryParameters.Filter = "department eq 'Production' and accountEnabled eq true";
            request.QueryParameters.Select = ["id", "mail", "department", "employeeHireDate"];
            request.QueryParameters.Top = 50;
            request.QueryParameters.Count = true;
            request.Headers.Add("ConsistencyLevel", "eventual");
        });
        var next = await graph.Users.WithUrl(people!.OdataNextLink!).GetAsync();
        var group = await graph.Groups.PostAsync(new()
        {
            DisplayName = "Ideas",
            MailNickname = "ideas",
            MailEnabled = true,
            SecurityEnabled = false,
            GroupTypes = ["Unified"],
            AdditionalData = new Dictionary<string, object> { ["owners@odata.bind"] = new List<string> { Reference(host.People[0].Id.ToString()) } },
        });
        await graph.Groups[group!.Id].PatchAsync(new()
        {
            AdditionalData = new Dictionary<string, object>
            {
                ["members@odata.bind"] = people.Value!.Take(20).Select(p => Reference(p.Id!)).ToList(),
            },
        });

        var members = await graph.Groups[group.Id].Members.GraphUser.GetAsync(request =>
        {
            request.QueryParameters.Count = true;
            request.Headers.Add("ConsistencyLevel", "eventual");
        });
        Assert.Equal(people.Value!.Take(20).Select(p => p.Id), members!.Value!.Select(m => m.Id));
        Assert.Empty(next!.Value!.Select(p => p.Id).Intersect(people.Value!.Select(p => p.Id)));
        Assert.Empty(host.Tenant.Log.NotSimulated);
    }

    [Fact]
    public async Task A_refusal_arrives_as_the_clients_own_error()
    {
        using var graph = Client();
        var group = await host.CreateGroupAsync("ideas");
        await AddAsync();

        var error = await Assert.ThrowsAsync<ODataError>(AddAsync);

        Assert.Equal(400, error.ResponseStatusCode);
        Assert.Equal("Request_BadRequest", error.Error!.Code);
        Assert.Contains("already exist", error.Error.Message, StringComparison.Ordinal);

        Task AddAsync() => graph.Groups[group.ToString()].Members.Ref.PostAsync(new ReferenceCreate { OdataId = host.Reference(7) });
    }

    private GraphServiceClient Client()
    {
        var credential = new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned);
        var sign = new AzureIdentityAuthenticationProvider(credential, ["127.0.0.1"], null, false, "https://graph.microsoft.com/.default");
        return new(sign, host.Tenant.GraphUri.ToString());
    }

    private static string Reference(string id) => $"https://graph.microsoft.com/v1.0/directoryObjects/{id}";
}
