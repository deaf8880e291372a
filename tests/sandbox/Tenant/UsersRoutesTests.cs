using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class UsersRoutesTests : IAsyncLifetime
{
    private TenantHost host = null!;

    public async Task InitializeAsync() => host = await TenantHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Pages_of_people_follow_one_another_until_everybody_was_seen_once()
    {
        var seen = new List<string>();
        var next = (string?)"users?$top=300&$select=id,mail&$count=true";
        JsonNode? first = null;
        while (next is not null)
        {
            var page = await host.GetAsync(next);
            first ??= page;
            seen.AddRange(page["value"]!.AsArray().Select(u => u!["id"]!.ToString()));
            next = page["@odata.nextLink"]?.ToString();
        }

        Assert.Equal(host.People.Count, first!["@odata.count"]!.GetValue<long>());
        Assert.Equal(host.People.From(0).Select(e => e.Id.ToString()), seen);
    }

    [Fact]
    public async Task Without_top_a_page_holds_100() =>
        Assert.Equal(100, (await host.GetAsync("users"))["value"]!.AsArray().Count);

    public static TheoryData<string, object> Filters => new()
    {
        { "department eq 'Qualité'", Means(e => e.Department is "Qualité") },
        { "department eq 'qualité' and usageLocation eq 'FR'", Means(e => e is { Department: "Qualité", Site.UsageLocation: "FR" }) },
        { "department ne 'Production'", Means(e => e.Department is not "Production") },
        { "usageLocation in ('CA','IE')", Means(e => !e.IsGuest && e.Site.UsageLocation is "CA" or "IE") },
        { "startsWith(city,'L')", Means(e => e.Site.City.StartsWith('L')) },
        { "not startswith(city,'L')", Means(e => !e.Site.City.StartsWith('L')) },
        { "userType eq 'Guest' or (accountEnabled eq false and not(city eq 'Paris'))", Means(e => e.IsGuest || (!e.AccountEnabled && e.Site.City is not "Paris")) },
        { "employeeHireDate ge 2026-01-05T00:00:00Z", Means(e => e.EmployeeHireDate >= TenantHost.Start.AddHours(-8)) },
        { "employeeType eq null", Means(e => e.EmployeeType is null) },
        { "endsWith(mail,'@lumen.example') and surname eq 'O''Brien'", Means(e => e.Surname is "O'Brien" && !e.IsGuest) },
    };

    private static Func<Employee, bool> Means(Func<Employee, bool> meant) => meant;

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_answers_exactly_the_people_it_means(string filter, object meant)
    {
        var page = await host.GetAsync($"users?$count=true&$top=999&$select=id&$filter={Uri.EscapeDataString(filter)}");

        var expected = host.People.From(0).Where((Func<Employee, bool>)meant).Select(e => e.Id.ToString()).Take(999).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, page["value"]!.AsArray().Select(u => u!["id"]!.ToString()));
    }

    [Theory]
    [InlineData("users?$filter=department ne 'X'", "400 Unsupported or invalid query filter clause specified for property 'department' of resource 'User'.")]
    [InlineData("users?$filter=not(city eq 'X')", "400 Unsupported or invalid query filter clause specified for property 'not' of resource 'User'.")]
    [InlineData("users?$filter=endsWith(mail,'x')", "400 Unsupported or invalid query filter clause specified for property 'mail' of resource 'User'.")]
    [InlineData("users/$count", "400 $count is not currently supported.")]
    public async Task Advanced_operators_without_the_header_are_refused(string path, string error)
    {
        host.Graph.DefaultRequestHeaders.Remove("ConsistencyLevel");

        using var response = await host.Graph.GetAsync(new Uri(path.Contains('?') ? path + "&$count=true" : path, UriKind.Relative));

        Assert.Equal(error, await TenantHost.ErrorAsync(response));
    }

    [Fact]
    public async Task Complete_profiles_are_counted_and_only_as_an_advanced_query()
    {
        const string Complete = "userType eq 'Member' and accountEnabled eq true and jobTitle ne null and department ne null and officeLocation ne null";
        var path = new Uri($"users/$count?$filter={Uri.EscapeDataString(Complete)}", UriKind.Relative);
        var accounts = host.People.From(0).Where(person => person is { IsGuest: false, AccountEnabled: true }).ToList();
        var complete = accounts.Count(person => person.OfficeLocation is not null);
        Assert.InRange((double)complete / accounts.Count, 0.84, 0.92);

        Assert.Equal($"{complete}", await host.Graph.GetStringAsync(path));
        var lacking = accounts.First(person => person.OfficeLocation is null);
        host.Tenant.Hands.Change(lacking.Id, person => person with { OfficeLocation = host.People.OfficeOf(person) });
        Assert.Equal($"{complete + 1}", await host.Graph.GetStringAsync(path));

        host.Graph.DefaultRequestHeaders.Remove("ConsistencyLevel");
        using var refused = await host.Graph.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Theory]
    [InlineData("users?$top=1000", "Invalid page size")]
    [InlineData("users?$top=0", "Invalid page size")]
    [InlineData("users?$select=shoeSize", "Could not find a property named 'shoeSize'")]
    [InlineData("users?$filter=shoeSize eq 'x'", "property 'shoeSize' of resource 'User'")]
    [InlineData("users?$filter=startsWith(department,'x')", "property 'department' of resource 'User'")]
    [InlineData("users?$filter=officeLocation eq 'x'", "property 'officeLocation' of resource 'User'")]
    [InlineData("users?$filter=city eq 'x", "syntax error")]
    [InlineData("users?$filter=city eq", "ends too early")]
    [InlineData("users?$filter=id in ('1','2','3','4','5','6','7','8','9','10','11','12','13','14','15','16')", "Max allowed: 15")]
    public async Task A_query_that_Graph_refuses_is_refused_and_logged(string path, string error)
    {
        using var response = await host.Graph.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(error, await TenantHost.ErrorAsync(response), StringComparison.Ordinal);
        Assert.Contains(error, Assert.Single(host.Tenant.Log.Refusals).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_found_by_id_by_address_and_a_guest_by_encoded_name()
    {
        var (person, guest) = (host.People[42], host.People[host.People.Headcount]);

        Assert.Equal(person.DisplayName, (await host.GetAsync($"users/{person.Id}"))["displayName"]!.ToString());
        Assert.Equal(person.Id.ToString(), (await host.GetAsync($"users/{person.Mail.ToUpperInvariant()}"))["id"]!.ToString());
        Assert.Equal(guest.Id.ToString(), (await host.GetAsync($"users/{Uri.EscapeDataString(guest.UserPrincipalName)}"))["id"]!.ToString());
        Assert.Equal("Request_ResourceNotFound", (await host.GetAsync("users/nobody.1@lumen.example"))["error"]!["code"]!.ToString());
        Assert.Empty(host.Tenant.Log.Refusals);
    }

    [Fact]
    public async Task An_error_body_has_the_documented_shape()
    {
        var error = (await host.GetAsync("users/nobody.1@lumen.example"))["error"]!;

        Assert.Equal(
            "Resource 'nobody.1@lumen.example' does not exist or one of its queried reference-property objects are not present.",
            error["message"]!.ToString());
        Assert.Equal("2026-01-05T08:00:00", error["innerError"]!["date"]!.ToString());
        Assert.NotNull(error["innerError"]!["request-id"]);
        Assert.NotNull(error["innerError"]!["client-request-id"]);
    }

    [Theory]
    [InlineData(null, "Access token is empty.")]
    [InlineData("eyJ0eXAiOi", "CompactToken parsing failed with error code: 80049217")]
    public async Task A_missing_or_foreign_token_is_refused(string? token, string error)
    {
        host.Graph.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

        using var response = await host.Graph.GetAsync(new Uri("users", UriKind.Relative));

        Assert.Equal($"401 {error}", await TenantHost.ErrorAsync(response));
        Assert.Equal(401, Assert.Single(host.Tenant.Log.Refusals).Status);
        Assert.Equal("InvalidAuthenticationToken", (await TenantHost.JsonAsync(response))["error"]!["code"]!.ToString());
    }

    [Theory]
    [InlineData("me")]
    [InlineData("users?$orderby=displayName")]
    [InlineData("users/1/manager")]
    public async Task What_is_not_simulated_says_so_and_is_logged(string path)
    {
        using var response = await host.Graph.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal($"/{path.Split('?')[0]}", Assert.Single(host.Tenant.Log.NotSimulated).Path);
    }

    [Fact]
    public async Task A_few_people_have_no_licence_and_some_a_plan_that_has_ended()
    {
        var page = await host.GetAsync("users?$top=999&$select=id,assignedPlans");

        var people = page["value"]!.AsArray().Select(user => (Id: user!["id"]!.ToString(), Plans: user["assignedPlans"]!.AsArray())).ToList();
        var without = people.Where(person => person.Plans.Count == 0).ToList();
        Assert.InRange(without.Count, 1, 60);
        var ended = people.Where(person => person.Plans.Any(plan => Is(plan!, "TeamspaceAPI", "Deleted"))).ToList();
        Assert.InRange(ended.Count, 1, 80);
        Assert.All(ended, person => Assert.Contains(person.Plans, plan => Is(plan!, "SharePoint", "Enabled")));

        static bool Is(JsonNode plan, string service, string status) =>
            (plan["service"]!.ToString(), plan["capabilityStatus"]!.ToString()) == (service, status);
    }

    [Fact]
    public async Task Plans_are_sent_only_to_whoever_selects_them() =>
        Assert.Null((await host.GetAsync($"users/{host.People[3].Id}"))["assignedPlans"]);

    [Fact]
    public async Task A_person_is_told_the_groups_they_are_in_nested_ones_too()
    {
        var (mine, other) = (await host.CreateGroupAsync("mine"), await host.CreateGroupAsync("other"));
        var person = host.People[20];
        Assert.Equal("204", await host.PostAsync($"groups/{mine}/members/$ref", new Dictionary<string, string> { ["@odata.id"] = host.Reference(20) }));
        var before = host.Tenant.Log.Writes(RemoteService.Graph);

        var answer = await host.Graph.PostAsJsonAsync(
            $"users/{person.Id}/checkMemberGroups", new { groupIds = new[] { mine, other, Guid.NewGuid(), CompanyShape.AmbassadorsGroupId } });

        var groups = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["value"]!.AsArray().Select(id => Guid.Parse(id!.ToString())).ToList();
        var ambassador = host.People.IsIn(host.People.Shape.AudienceGroups[0], 20);
        Assert.Equal(ambassador ? [mine, CompanyShape.AmbassadorsGroupId] : [mine], groups);
        Assert.Equal(before, host.Tenant.Log.Writes(RemoteService.Graph));
    }

    [Theory]
    [InlineData(21, "400")]
    [InlineData(0, "400")]
    public async Task The_question_about_groups_takes_one_to_twenty(int groups, string status)
    {
        using var answer = await host.Graph.PostAsJsonAsync(
            $"users/{host.People[3].Id}/checkMemberGroups", new { groupIds = Enumerable.Range(0, groups).Select(_ => Guid.NewGuid()) });

        Assert.Equal(status, $"{(int)answer.StatusCode}");
    }

    [Fact]
    public async Task Nobody_knows_the_groups_of_a_stranger()
    {
        using var answer = await host.Graph.PostAsJsonAsync($"users/{Guid.NewGuid()}/checkMemberGroups", new { groupIds = new[] { Guid.NewGuid() } });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
