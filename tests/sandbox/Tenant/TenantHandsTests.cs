using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class TenantHandsTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_is_changed_by_hand_reads_back_at_once_and_is_no_request()
    {
        var (id, hands) = (await host.CreateTeamAsync("ideas"), host.Tenant.Hands);
        var writes = host.Tenant.Log.Writes(RemoteService.Graph);

        hands.Rename(id, "Other");
        hands.Redescribe(id, "Because");
        hands.SetVisibility(id, "Private");
        hands.AddOwner(id, host.People[3].Id);
        hands.RemoveOwner(id, host.People[0].Id);
        hands.DeleteTeam(id);

        var group = await host.GetAsync($"groups/{id}");
        Assert.Equal("Other Because Private", $"{group["displayName"]} {group["description"]} {group["visibility"]}");
        Assert.Equal(host.People[3].Id.ToString(), Assert.Single((await host.GetAsync($"groups/{id}/owners"))["value"]!.AsArray())!["id"]!.ToString());
        Assert.Empty(group["resourceProvisioningOptions"]!.AsArray());
        Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Get, $"teams/{id}"), StringComparison.Ordinal);
        Assert.Equal((2, 2), (writes, host.Tenant.Log.Writes(RemoteService.Graph)));
    }

    [Fact]
    public async Task Who_leaves_everything_is_disabled_and_in_no_group_any_more_and_the_log_tells()
    {
        var (id, person) = (await host.CreateGroupAsync("ideas"), host.People[3].Id);
        host.Tenant.Hands.AddMember(id, person);
        host.Tenant.Hands.AddOwner(id, person);

        host.Tenant.Hands.LeaveEverything(person);

        var group = host.Tenant.Directory.Group(id)!;
        Assert.Equal((false, false, false), (host.Tenant.Directory.People.Find(person)!.AccountEnabled, group.Members.Contains(person), group.Owners.Contains(person)));
        Assert.Equal([LinkKind.MemberRemoved, LinkKind.OwnerRemoved], host.Tenant.Log.Links.Where(link => link.User == person).Select(link => link.Kind));
    }

    [Fact]
    public async Task A_channel_is_deleted_by_its_name()
    {
        var id = await host.CreateTeamAsync("ideas");
        await host.PostAsync($"teams/{id}/channels", new { displayName = "News" });

        host.Tenant.Hands.DeleteChannel(id, "news");

        Assert.Single((await host.GetAsync($"teams/{id}/channels"))["value"]!.AsArray());
        Assert.Throws<InvalidOperationException>(() => host.Tenant.Hands.DeleteChannel(id, "news"));
    }

    [Fact]
    public async Task Who_leaves_stays_listed_as_disabled()
    {
        var person = host.People[7];
        var before = await CountAsync();

        host.Tenant.Hands.Leave(person.Id);

        Assert.True(person.AccountEnabled);
        Assert.False((await host.GetAsync($"users/{person.Mail}?$select=accountEnabled"))["accountEnabled"]!.GetValue<bool>());
        Assert.Equal(before - 1, await CountAsync());

        async Task<long> CountAsync() =>
            (await host.GetAsync("users?$top=1&$select=id&$count=true&$filter=accountEnabled eq true"))["@odata.count"]!.GetValue<long>();
    }

    [Fact]
    public async Task Who_is_hired_is_listed_found_and_filtered_like_anybody_and_who_is_deleted_is_not()
    {
        var known = host.People[3];
        var hired = host.Tenant.Hands.Hire(known.Mail, "new.one@lumen.example", person => person with { EmployeeHireDate = TenantHost.Start.AddDays(3) });
        host.Tenant.Hands.Change(hired.Id, person => person with { Department = "Moved" });

        Assert.Equal("Moved", (await host.GetAsync($"users/{hired.Id}?$select=department"))["department"]!.ToString());
        const string Soon = "userType eq 'Member' and employeeHireDate ge 2026-01-08T00:00:00Z and employeeHireDate le 2026-01-08T23:59:59Z";
        Assert.Contains($"{hired.Id}", await IdsAsync($"users?$count=true&$select=id&$filter={Soon}"));
        Assert.Equal([$"{hired.Id}"], await IdsAsync($"users?$count=true&$select=id&$filter=createdDateTime ge {TenantHost.Start:yyyy-MM-dd}T00:00:00Z"));
        Assert.Equal([$"{known.Id}", $"{hired.Id}"], await IdsAsync($"users?$select=id&$filter=id in ('{known.Id}','{hired.Id}')"));

        host.Tenant.Hands.DeleteUser(hired.Id);
        host.Tenant.Hands.DeleteUser(known.Id);

        Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Get, $"users/{hired.Id}"), StringComparison.Ordinal);
        Assert.Empty(await IdsAsync($"users?$select=id&$filter=id in ('{known.Id}','{hired.Id}')"));

        async Task<string[]> IdsAsync(string path) =>
            [.. (await host.GetAsync(path))["value"]!.AsArray().Select(user => user!["id"]!.ToString())];
    }

    [Fact]
    public async Task A_foreign_group_takes_a_nickname_and_a_deleted_one_comes_back()
    {
        var foreign = host.Tenant.Hands.AddForeignGroup("Ideas", "ideas");
        Assert.StartsWith("400 Another object", await host.PostAsync("groups", host.GroupBody("ideas")), StringComparison.Ordinal);

        host.Tenant.Hands.DeleteGroup(foreign);
        Assert.StartsWith("404 ", await host.SendAsync(HttpMethod.Get, $"groups/{foreign}"), StringComparison.Ordinal);
        host.Tenant.Hands.Restore(foreign);

        Assert.Equal("200", await host.SendAsync(HttpMethod.Get, $"groups/{foreign}"));
        Assert.Empty(host.Tenant.Log.Groups);
        Assert.Throws<InvalidOperationException>(() => host.Tenant.Hands.Restore(foreign));
    }
}
