using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Graph;
using Group = Microsoft.Graph.Models.Group;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class GroupMembersTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppParts parts = null!;
    private string group = "";

    public async Task InitializeAsync()
    {
        parts = await AppParts.StartAsync(azurite.NewAccount());
        group = (await CreateGroupAsync("everybody")).Id!;
    }

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Fact]
    public async Task Forty_five_people_are_three_requests()
    {
        var (added, requests) = await AddAsync(People(45));

        Assert.Null(added.Stop);
        Assert.All(added.Outcomes.Values, outcome => Assert.Equal(OutcomeKind.Done, outcome.Kind));
        Assert.Equal((3L, 45), (requests, Added().Count()));
    }

    [Fact]
    public async Task Someone_who_is_a_member_already_sends_only_his_twenty_one_by_one()
    {
        await AddAsync(People(45).Take(1));
        var (added, requests) = await AddAsync(People(45));

        Assert.Null(added.Stop);
        Assert.All(added.Outcomes.Values, outcome => Assert.Equal(OutcomeKind.Done, outcome.Kind));
        Assert.Equal((4L, 45), (requests, Added().Distinct().Count()));
    }

    [Fact]
    public async Task An_unknown_person_fails_alone()
    {
        var ghost = Guid.NewGuid().ToString();
        var (added, _) = await AddAsync(People(24).Append(ghost));

        Assert.Null(added.Stop);
        Assert.Equal([ghost], added.Outcomes.Where(pair => pair.Value.Kind != OutcomeKind.Done).Select(pair => pair.Key));
        Assert.Equal(OutcomeKind.Refused, added.Outcomes[ghost].Kind);
        Assert.Equal(24, Added().Count());
    }

    [Fact]
    public async Task A_throttle_in_the_middle_stops_and_leaves_the_rest_not_done()
    {
        parts.Faults.Strike(target => target.Method == "PATCH", 2, new(FaultKind.Throttled, RetryAfter: 2.128));
        var (added, requests) = await AddAsync(People(60));

        Assert.Equal((2L, 20), (requests, Added().Count()));
        Assert.Equal((OutcomeKind.NotDone, 2.128), (added.Stop!.Outcome, added.Stop.RetryAfter!.Value.TotalSeconds));
        Assert.Equal(40, added.Outcomes.Values.Count(outcome => outcome.Kind == OutcomeKind.NotDone));
    }

    [Fact]
    public async Task A_step_throttled_in_a_batch_is_not_done_and_its_neighbours_are()
    {
        await AddAsync(People(20).Take(1));
        parts.Faults.Strike(target => target.Path.EndsWith("$ref", StringComparison.Ordinal), 5, new(FaultKind.Throttled, RetryAfter: 3.5));
        var (added, _) = await AddAsync(People(20));

        Assert.Equal(3.5, added.Stop!.RetryAfter!.Value.TotalSeconds);
        Assert.Equal((19, 1), (Count(added, OutcomeKind.Done), Count(added, OutcomeKind.NotDone)));
    }

    [Fact]
    public async Task A_throttled_batch_is_done_for_nobody()
    {
        await AddAsync(People(20).Take(1));
        parts.Faults.Strike(target => target.Path.EndsWith("$batch", StringComparison.Ordinal), 1, new(FaultKind.Throttled, RetryAfter: 7.5));
        var (added, _) = await AddAsync(People(20));

        Assert.Equal((OutcomeKind.NotDone, 429), (added.Stop!.Outcome, added.Stop.Status));
        Assert.Equal(20, Count(added, OutcomeKind.NotDone));
    }

    [Fact]
    public async Task An_answer_lost_after_the_effect_is_unknown_and_doing_it_again_is_done()
    {
        parts.Faults.Strike(target => target.Method == "PATCH", 1, new(FaultKind.AnswerLost));
        var (first, _) = await AddAsync(People(20));
        var (second, _) = await AddAsync(People(20));

        Assert.Equal(OutcomeKind.Unknown, first.Stop!.Outcome);
        Assert.Equal((20, 20), (Count(second, OutcomeKind.Done), Added().Count()));
    }

    [Fact]
    public async Task What_is_not_allowed_fails_nobody_and_names_the_permission()
    {
        await using var far = await FarSide.StartAsync(403, """{ "error": { "code": "Authorization_RequestDenied", "message": "Insufficient privileges to complete the operation." } }""");
        await using var denied = await AppParts.StartAsync(azurite.NewAccount(), null, ("Graph:BaseUrl", $"{far.Address}/v1.0"));
        var added = await denied.Get<GroupMembers>().AddAsync(group, People(45), default);

        Assert.Equal((45, 1), (Count(added, OutcomeKind.NotAllowed) + Count(added, OutcomeKind.NotDone), far.Bodies.Count));
        Assert.Contains(Permissions.WriteMembers, added.Stop!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_rule_keeps_out_is_refused_alone_and_the_lane_goes_on()
    {
        const string Policy = """{ "code": "Authorization_RequestDenied", "message": "Guests users are not allowed to join this Unified Group due to policy setting" }""";
        await using var far = await FarSide.StartAsync(body => body.Contains("requests", StringComparison.Ordinal)
            ? new(200, $$"""{ "responses": [ { "id": "{{IdIn(body, 0)}}", "status": 204 }, { "id": "{{IdIn(body, 1)}}", "status": 403, "body": { "error": {{Policy}} } } ] }""")
            : new(403, $$"""{ "error": {{Policy}} }"""));
        await using var strict = await AppParts.StartAsync(azurite.NewAccount(), null, ("Graph:BaseUrl", $"{far.Address}/v1.0"));
        var added = await strict.Get<GroupMembers>().AddAsync(group, People(2), default);

        Assert.Null(added.Stop);
        Assert.Equal((1, 1), (Count(added, OutcomeKind.Done), Count(added, OutcomeKind.Refused)));

        static string IdIn(string body, int number)
        {
            using var json = System.Text.Json.JsonDocument.Parse(body);
            return json.RootElement.GetProperty("requests")[number].GetProperty("id").GetString()!;
        }
    }

    [Fact]
    public async Task A_post_that_answers_503_is_sent_once()
    {
        parts.Faults.Strike(target => target is { Method: "POST" } && target.Path.EndsWith("/groups", StringComparison.Ordinal), 1, new(FaultKind.Unavailable, 1));
        var before = parts.Tenant.Log.Requests(RemoteService.Graph);
        var failure = await Assert.ThrowsAsync<GraphFailure>(() => CreateGroupAsync("few"));

        Assert.Equal((OutcomeKind.NotDone, 1L), (failure.Outcome, parts.Tenant.Log.Requests(RemoteService.Graph) - before));
    }

    private static int Count(MembersAdded added, OutcomeKind kind) => added.Outcomes.Values.Count(outcome => outcome.Kind == kind);

    private List<string> People(int count) => [.. Enumerable.Range(1, count).Select(i => parts.Tenant.Directory.Employees[i].Id.ToString())];

    private IEnumerable<Guid> Added() => parts.Tenant.Log.Links.Where(link => link.Kind == LinkKind.MemberAdded).Select(link => link.User);

    private async Task<(MembersAdded Added, long Requests)> AddAsync(IEnumerable<string> people)
    {
        var before = parts.Tenant.Log.Requests(RemoteService.Graph);
        var added = await parts.Get<GroupMembers>().AddAsync(group, [.. people], default);
        return (added, parts.Tenant.Log.Requests(RemoteService.Graph) - before);
    }

    private Task<Group> CreateGroupAsync(string nickname) => parts.Get<GraphConnection>().SendAsync(
        "create a group",
        Permissions.WriteGroups,
        async (client, token) => (await client.Groups.PostAsync(NewGroup(client, nickname), cancellationToken: token))!,
        default);

    private Group NewGroup(GraphServiceClient client, string nickname) => new()
    {
        DisplayName = nickname,
        MailNickname = nickname,
        MailEnabled = true,
        SecurityEnabled = false,
        GroupTypes = ["Unified"],
        AdditionalData = new Dictionary<string, object>
        {
            ["owners@odata.bind"] = new List<string> { $"{client.RequestAdapter.BaseUrl}/users/{parts.Tenant.Directory.Employees[0].Id}" },
        },
    };
}
