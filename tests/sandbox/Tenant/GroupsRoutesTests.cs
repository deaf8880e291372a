using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class GroupsRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync(TenantHost.Calm with { AppMayChangeExchangeSettings = true });

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("displayName", null, "A value is required for property 'displayName' of resource 'Group'.")]
    [InlineData("mailNickname", null, "A value is required for property 'mailNickname' of resource 'Group'.")]
    [InlineData("mailEnabled", null, "A value is required for property 'mailEnabled' of resource 'Group'.")]
    [InlineData("securityEnabled", null, "A value is required for property 'securityEnabled' of resource 'Group'.")]
    [InlineData("displayName", "257", "Invalid value specified for property 'displayName' of resource 'Group'.")]
    [InlineData("mailNickname", "65", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    [InlineData("mailNickname", "\"a b\"", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    [InlineData("mailNickname", "\"é\"", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    [InlineData("mailNickname", "\"a.b\"", "Invalid value specified for property 'mailNickname' of resource 'Group'.")]
    [InlineData("visibility", "\"Secret\"", "Invalid value specified for property 'visibility' of resource 'Group'.")]
    [InlineData("resourceBehaviorOptions", "[\"SkipExchangeInstantOn\"]", "Invalid value specified for property 'resourceBehaviorOptions' of resource 'Group'.")]
    [InlineData("mailEnabled", "false", "Invalid value specified for property 'mailEnabled' of resource 'Group'.")]
    [InlineData("groupTypes", "[]", "The service does not currently support writes of mail-enabled groups.")]
    [InlineData("autoSubscribeNewMembers", "true", "Property 'autoSubscribeNewMembers' cannot be set when a group is created.")]
    [InlineData("allowExternalSenders", "true", "Property 'allowExternalSenders' cannot be set when a group is created.")]
    [InlineData("colour", "1", "Invalid property 'colour'.")]
    [InlineData("members@odata.bind", "20 people", "A maximum of 20 relationships")]
    [InlineData("members@odata.bind", "[\"https://graph.microsoft.com/v1.0/users/00000000-0000-0000-0000-000000000001\"]", "Resource '00000000-0000-0000-0000-000000000001' does not exist")]
    [InlineData("members@odata.bind", "[\"somebody\"]", "Invalid reference 'somebody'.")]
    [InlineData("mailNickname", "\"taken\"", "Another object with the same value for property mailNickname already exists.")]
    [InlineData("mailNickname", "\"TAKEN\"", "Another object with the same value for property mailNickname already exists.")]
    public async Task A_group_against_the_rules_is_refused_and_logged(string property, string? value, string error)
    {
        await host.CreateGroupAsync("taken");
        var body = host.GroupBody("fresh");
        body.Remove(property);
        if (value is not null)
        {
            body[property] = int.TryParse(value, out var length) && length > 1 ? new string('x', length)
                : value is "20 people" ? host.References(1, 20)
                : JsonNode.Parse(value);
        }

        using var response = await host.Graph.PostAsJsonAsync("groups", body);

        Assert.False(response.IsSuccessStatusCode);
        Assert.Contains(error, await TenantHost.ErrorAsync(response), StringComparison.Ordinal);
        Assert.Contains(error, Assert.Single(host.Tenant.Log.Refusals).Reason, StringComparison.Ordinal);
        Assert.Single(host.Tenant.Log.Groups);
    }

    [Fact]
    public async Task A_new_group_has_its_owners_and_members_and_is_found_by_nickname()
    {
        var body = host.GroupBody("ideas");
        body["members@odata.bind"] = host.References(1, 19);
        using var created = await host.Graph.PostAsJsonAsync("groups", body);
        var id = (await TenantHost.JsonAsync(created))["id"]!.ToString();

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(id, (await host.GetAsync("groups?$filter=mailNickname eq 'IDEAS'"))["value"]![0]!["id"]!.ToString());
        Assert.Equal(id, (await host.GetAsync("groups?$filter=startsWith(displayName,'group i')"))["value"]![0]!["id"]!.ToString());
        Assert.Equal(id, (await host.GetAsync("groups?$filter=mailNickname in ('x','ideas')"))["value"]![0]!["id"]!.ToString());
        Assert.Equal(host.People[0].Id.ToString(), (await host.GetAsync($"groups/{id}/owners"))["value"]![0]!["id"]!.ToString());
        Assert.Equal(19, (await host.GetAsync($"groups/{id}/members"))["value"]!.AsArray().Count);
        Assert.Equal(20, host.Tenant.Log.Links.Count);
    }

    [Theory]
    [InlineData("""{"autoSubscribeNewMembers":true}""", 204)]
    [InlineData("""{"displayName":"New","description":"Why"}""", 204)]
    [InlineData("""{"autoSubscribeNewMembers":true,"displayName":"New"}""", 400)]
    [InlineData("""{"resourceBehaviorOptions":["WelcomeEmailDisabled"]}""", 400)]
    [InlineData("""{"mailNickname":"taken"}""", 400)]
    [InlineData("""{}""", 400)]
    public async Task An_update_follows_the_rules(string body, int status)
    {
        await host.CreateGroupAsync("taken");
        var id = await host.CreateGroupAsync("mine");

        using var response = await host.Graph.PatchAsJsonAsync($"groups/{id}", JsonNode.Parse(body));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task An_updated_group_reads_back_changed()
    {
        var id = await host.CreateGroupAsync("mine");
        using var response = await host.Graph.PatchAsJsonAsync($"groups/{id}", new { autoSubscribeNewMembers = true });

        Assert.True((await host.GetAsync($"groups/{id}?$select=autoSubscribeNewMembers"))["autoSubscribeNewMembers"]!.GetValue<bool>());
        Assert.Null((await host.GetAsync($"groups/{id}"))["autoSubscribeNewMembers"]);
    }

    [Theory]
    [InlineData("""{"allowExternalSenders":true}""")]
    [InlineData("""{"hideFromAddressLists":true,"hideFromOutlookClients":true}""")]
    public async Task An_app_may_not_change_what_Exchange_keeps(string body)
    {
        await using var usual = await TenantHost.StartAsync();
        var id = await usual.CreateGroupAsync("mine");

        var answer = await usual.SendAsync(HttpMethod.Patch, $"groups/{id}", JsonNode.Parse(body));

        Assert.Equal("403 User does not have permissions to execute this action.", answer);
        Assert.StartsWith("ErrorGroupsAccessDenied", Assert.Single(usual.Tenant.Log.Refusals).Reason, StringComparison.Ordinal);
        Assert.Equal(1, usual.Tenant.Log.Writes(RemoteService.Graph));
    }

    [Theory]
    [InlineData("groupTypes/any(c:c eq 'Unified')", "mine")]
    [InlineData("groupTypes/any(c: c eq 'unified') and mailNickname ne 'x'", "mine")]
    [InlineData("not(groupTypes/any(c:c eq 'Unified'))", "ambassadors")]
    [InlineData("resourceProvisioningOptions/Any(x:x eq 'Team')", "")]
    public async Task A_collection_is_filtered_by_any(string filter, string found)
    {
        await host.CreateGroupAsync("mine");

        var page = await host.GetAsync($"groups?$count=true&$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(found, string.Join(",", page["value"]!.AsArray().Select(g => g!["mailNickname"]!.ToString())));
    }

    [Theory]
    [InlineData("groupTypes/any(c:d eq 'Unified')")]
    [InlineData("groupTypes eq 'Unified'")]
    [InlineData("displayName/any(c:c eq 'x')")]
    public async Task A_collection_is_not_filtered_otherwise(string filter)
    {
        Assert.StartsWith("400 ", await host.SendAsync(HttpMethod.Get, $"groups?$filter={Uri.EscapeDataString(filter)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_found_by_their_ids()
    {
        var (one, other) = (await host.CreateGroupAsync("one"), await host.CreateGroupAsync("other"));
        await host.CreateGroupAsync("third");

        var page = await host.GetAsync($"groups?$select=id,mailNickname&$filter=id in ('{one}','{other}')");

        Assert.Equal(["one", "other"], page["value"]!.AsArray().Select(g => g!["mailNickname"]!.ToString()));
    }

    [Fact]
    public async Task A_full_directory_takes_neither_groups_nor_guests_whatever_is_deleted()
    {
        await using var full = await TenantHost.StartAsync(TenantHost.Calm with { ObjectsLeft = 2 });
        var first = await full.CreateGroupAsync("one");
        Assert.Equal("201", await full.PostAsync("invitations", InvitationRoutesTests.Invitation("a@partner.example")));
        Assert.Equal("204", await full.SendAsync(HttpMethod.Delete, $"groups/{first}"));

        var answers = new[] { await full.PostAsync("groups", full.GroupBody("two")), await full.PostAsync("invitations", InvitationRoutesTests.Invitation("b@partner.example")) };

        Assert.All(answers, answer => Assert.StartsWith("403 The directory object quota limit for the Tenant has been exceeded.", answer, StringComparison.Ordinal));
        Assert.All(full.Tenant.Log.Refusals, refusal => Assert.StartsWith("Directory_QuotaExceeded", refusal.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_group_is_unreadable_for_a_while_but_its_nickname_is_taken_at_once()
    {
        await using var lagging = await TenantHost.StartAsync(TenantHost.Calm with
        {
            LeastReadLag = TimeSpan.FromSeconds(20),
            MostReadLag = TimeSpan.FromSeconds(60),
        });
        var id = await lagging.CreateGroupAsync("young");

        using var again = await lagging.Graph.PostAsJsonAsync("groups", lagging.GroupBody("young"));
        var read = await lagging.GetAsync($"groups/{id}");
        var found = await lagging.GetAsync("groups?$filter=mailNickname eq 'young'");
        lagging.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal("400 Another object with the same value for property mailNickname already exists.", await TenantHost.ErrorAsync(again));
        Assert.Equal("Request_ResourceNotFound", read["error"]!["code"]!.ToString());
        Assert.Empty(found["value"]!.AsArray());
        Assert.Equal("young", (await lagging.GetAsync($"groups/{id}"))["mailNickname"]!.ToString());
        Assert.Single((await lagging.GetAsync("groups?$filter=mailNickname eq 'young'"))["value"]!.AsArray());
    }

    [Fact]
    public async Task A_write_to_a_young_group_is_missed_now_and_then_and_never_later()
    {
        await using var lagging = await TenantHost.StartAsync(new TenantOptions { LeastReadLag = TimeSpan.FromSeconds(30) });
        var id = await lagging.CreateGroupAsync("young");

        var young = await AddEachAsync(lagging, id, 1, 100);
        lagging.Clock.Advance(TimeSpan.FromSeconds(91));
        var grown = await AddEachAsync(lagging, id, 101, 100);

        Assert.InRange(young.Count(s => s is HttpStatusCode.NotFound), 10, 40);
        Assert.All(grown, status => Assert.Equal(HttpStatusCode.NoContent, status));
    }

    private static async Task<List<HttpStatusCode>> AddEachAsync(TenantHost host, Guid group, int from, int count)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = from; i < from + count; i++)
        {
            using var response = await host.Graph.PostAsJsonAsync(
                $"groups/{group}/members/$ref", new JsonObject { ["@odata.id"] = host.Reference(i) });
            statuses.Add(response.StatusCode);
        }

        return statuses;
    }
}
