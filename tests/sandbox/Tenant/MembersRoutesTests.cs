using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class MembersRoutesTests : IAsyncLifetime
{
    private const string AlreadyMember = "400 One or more added object references already exist for the following modified properties: 'members'.";

    private TenantHost host = null!;
    private Guid group;

    public async Task InitializeAsync()
    {
        host = await TenantHost.StartAsync();
        group = await host.CreateGroupAsync("ideas");
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Twenty_people_are_added_at_once_and_listed_with_a_cast()
    {
        using var response = await PatchAsync(host.References(1, 20));
        var page = await host.GetAsync($"groups/{group}/members/microsoft.graph.user?$count=true&$top=15&$select=id");
        var rest = await host.GetAsync(page["@odata.nextLink"]!.ToString());

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(20, page["@odata.count"]!.GetValue<int>());
        Assert.Equal(15, page["value"]!.AsArray().Count);
        Assert.Equal(5, rest["value"]!.AsArray().Count);
        Assert.Null(rest["@odata.nextLink"]);
    }

    [Fact]
    public async Task One_member_already_present_fails_all_twenty()
    {
        using var first = await PatchAsync(host.References(1, 1));
        using var second = await PatchAsync(host.References(1, 20));

        Assert.Equal(AlreadyMember, await TenantHost.ErrorAsync(second));
        Assert.Single((await host.GetAsync($"groups/{group}/members"))["value"]!.AsArray());
        Assert.Equal(20, Assert.Single(host.Tenant.Log.Refusals).Subjects.Count);
    }

    [Fact]
    public async Task Twenty_one_people_are_too_many()
    {
        using var response = await PatchAsync(host.References(1, 21));

        Assert.StartsWith("400 The number of references exceeds the maximum of 20", await TenantHost.ErrorAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", nameof(LinkKind.MemberAdded))]
    [InlineData("owners", nameof(LinkKind.OwnerAdded))]
    public async Task A_single_addition_is_made_once(string relationship, string kind)
    {
        using var first = await AddAsync(relationship, host.Reference(5));
        using var second = await AddAsync(relationship, host.Reference(5));

        Assert.Equal(HttpStatusCode.NoContent, first.StatusCode);
        Assert.Equal(AlreadyMember.Replace("members", relationship, StringComparison.Ordinal), await TenantHost.ErrorAsync(second));
        Assert.Equal(new Linked(TenantHost.Start, 2, group, host.People[5].Id, Enum.Parse<LinkKind>(kind)), host.Tenant.Log.Links[^1]);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users/00000000-0000-0000-0000-000000000001", 404)]
    [InlineData("https://graph.microsoft.com/v1.0/groups/a3bad0e5-0000-4000-8000-00000000a3ba", 400)]
    [InlineData("https://graph.microsoft.com/v1.0/devices/00000000-0000-0000-0000-000000000001", 400)]
    [InlineData(null, 400)]
    public async Task A_reference_that_cannot_be_a_member_is_refused(string? reference, int status)
    {
        using var response = await AddAsync("members", reference);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_removed_member_can_be_added_again_and_cannot_be_removed_twice()
    {
        using var added = await AddAsync("members", host.Reference(5));
        using var removed = await host.Graph.DeleteAsync($"groups/{group}/members/{host.People[5].Id}/$ref");
        using var twice = await host.Graph.DeleteAsync($"groups/{group}/members/{host.People[5].Id}/$ref");
        using var again = await AddAsync("members", host.Reference(5));

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, twice.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Single((await host.GetAsync($"groups/{group}/members"))["value"]!.AsArray());
    }

    [Fact]
    public async Task The_last_owner_stays()
    {
        using var response = await host.Graph.DeleteAsync($"groups/{group}/owners/{host.People[0].Id}/$ref");

        Assert.Equal("400 The group must have at least one owner, hence this owner cannot be removed.", await TenantHost.ErrorAsync(response));
    }

    [Fact]
    public async Task The_listing_of_members_lags_while_a_second_addition_is_refused_at_once()
    {
        await using var lagging = await TenantHost.StartAsync(TenantHost.Calm with
        {
            LeastReadLag = TimeSpan.FromSeconds(10),
            MostReadLag = TimeSpan.FromSeconds(10),
            YoungWriteMisses = 0,
        });
        var young = await lagging.CreateGroupAsync("young");
        lagging.Clock.Advance(TimeSpan.FromSeconds(10));
        var body = new JsonObject { ["@odata.id"] = lagging.Reference(3) };
        using var added = await lagging.Graph.PostAsJsonAsync($"groups/{young}/members/$ref", body);
        using var again = await lagging.Graph.PostAsJsonAsync($"groups/{young}/members/$ref", body);
        var early = await lagging.GetAsync($"groups/{young}/members");
        lagging.Clock.Advance(TimeSpan.FromSeconds(10));
        var late = await lagging.GetAsync($"groups/{young}/members");

        Assert.Equal(AlreadyMember, await TenantHost.ErrorAsync(again));
        Assert.Empty(early["value"]!.AsArray());
        Assert.Single(late["value"]!.AsArray());
    }

    [Fact]
    public async Task The_ambassadors_are_a_known_group_of_about_two_percent()
    {
        var page = await host.GetAsync(
            $"groups/{CompanyShape.AmbassadorsGroupId}/transitiveMembers/microsoft.graph.user?$count=true&$top=999&$select=id,department");

        Assert.InRange(page["value"]!.AsArray().Count, 10, 35);
        Assert.Equal(page["value"]!.AsArray().Count, page["@odata.count"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_cast_needs_an_advanced_query()
    {
        using var response = await host.Graph.GetAsync($"groups/{group}/members/microsoft.graph.user");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private Task<HttpResponseMessage> PatchAsync(JsonArray members) =>
        host.Graph.PatchAsJsonAsync($"groups/{group}", new JsonObject { ["members@odata.bind"] = members });

    private Task<HttpResponseMessage> AddAsync(string relationship, string? reference) =>
        host.Graph.PostAsJsonAsync($"groups/{group}/{relationship}/$ref", new JsonObject { ["@odata.id"] = reference });
}
