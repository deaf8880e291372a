using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class GraphFailureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Error = """{ "error": { "code": "SomeCode", "message": "someone@lumen.example did it" } }""";

    [Theory]
    [InlineData(429, "2.128", "NotDone", 2.128)]
    [InlineData(429, "17", "NotDone", 17.0)]
    [InlineData(429, null, "NotDone", null)]
    [InlineData(429, "soon", "NotDone", null)]
    [InlineData(429, "99999999999999999999", "NotDone", 86400.0)]
    [InlineData(503, "5", "NotDone", 5.0)]
    [InlineData(503, null, "Unknown", null)]
    [InlineData(500, null, "Unknown", null)]
    [InlineData(502, null, "Unknown", null)]
    [InlineData(504, "5", "Unknown", 5.0)]
    [InlineData(408, null, "Unknown", null)]
    [InlineData(401, null, "NotAllowed", null)]
    [InlineData(403, null, "Refused", null)]
    [InlineData(400, null, "Refused", null)]
    [InlineData(404, null, "Refused", null)]
    [InlineData(413, null, "Refused", null)]
    public async Task An_answer_is_classed_as_the_table_of_effects_says(int status, string? retryAfter, string outcome, double? wait)
    {
        await using var far = await FarSide.StartAsync(status, Error, retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var failure = await AskAsync($"{far.Address}/v1.0");

        Assert.Equal((Enum.Parse<OutcomeKind>(outcome), status), (failure.Outcome, failure.Status));
        Assert.Equal(wait, failure.RetryAfter?.TotalSeconds);
        Assert.Contains($"{status} SomeCode", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("@", failure.Message, StringComparison.Ordinal);
        Assert.Equal("someone@lumen.example did it", failure.Detail);
        Assert.Single(far.Bodies);
    }

    [Fact]
    public async Task A_refused_connection_is_not_done()
    {
        Assert.Equal(OutcomeKind.NotDone, (await AskAsync($"{FarSide.ClosedPort()}v1.0")).Outcome);
    }

    [Fact]
    public async Task A_lost_answer_is_unknown()
    {
        await using var far = await FarSide.StartAsync(0);

        Assert.Equal(OutcomeKind.Unknown, (await AskAsync($"{far.Address}/v1.0")).Outcome);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task An_answer_that_is_no_json_is_classed_by_its_status(string contentType)
    {
        await using var far = await FarSide.StartAsync(429, "<html>slow down</html>", ("Retry-After", "4"), ("Content-Type", contentType));
        var failure = await AskAsync($"{far.Address}/v1.0");

        Assert.Equal((OutcomeKind.NotDone, 4.0), (failure.Outcome, failure.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public void A_full_tenant_is_told_from_a_missing_permission()
    {
        var full = GraphFailure.FromStatus("create a group", "Group.ReadWrite.All", 403, "Directory_QuotaExceeded", null);
        var denied = GraphFailure.FromStatus("create a group", "Group.ReadWrite.All", 403, "Authorization_RequestDenied", null);

        Assert.Equal((OutcomeKind.NotAllowed, OutcomeKind.NotAllowed), (full.Outcome, denied.Outcome));
        Assert.Contains("tenant is full", full.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("permission", full.Reason, StringComparison.Ordinal);
        Assert.Contains("Group.ReadWrite.All", denied.Reason, StringComparison.Ordinal);
        Assert.Equal("Directory_QuotaExceeded", full.Code);
    }

    [Theory]
    [InlineData("Authorization_RequestDenied", "Insufficient privileges to complete the operation.", true)]
    [InlineData("Forbidden", "Missing role permissions on the request. API requires one of 'Channel.Create'.", true)]
    [InlineData("Forbidden", "Missing scope permissions on the request.", true)]
    [InlineData("ErrorAccessDenied", "Access is denied. Check credentials and try again.", true)]
    [InlineData(null, null, true)]
    [InlineData("Forbidden", " ", true)]
    [InlineData("Authorization_RequestDenied", "Guests users are not allowed to join this Unified Group due to policy setting", false)]
    [InlineData("Forbidden", "someone@lumen.example has no license of Teams", false)]
    public void Only_a_missing_permission_stops_the_lane_what_one_object_is_forbidden_is_refused(string? code, string? detail, bool stops)
    {
        var failure = GraphFailure.FromStatus("ask", "Some.Permission", 403, code, null, detail);

        Assert.Equal(stops ? OutcomeKind.NotAllowed : OutcomeKind.Refused, failure.Outcome);
        Assert.Equal(stops, failure.Message.Contains("Some.Permission", StringComparison.Ordinal));
        Assert.StartsWith($"403 {code}", failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("@", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_timeout_is_unknown_but_a_cancellation_of_ours_is_no_failure_of_graph()
    {
        Assert.Equal(OutcomeKind.Unknown, GraphFailure.From("ask", "P", new TaskCanceledException()).Outcome);
        Assert.True(GraphFailure.IsOne(new TaskCanceledException(), default));
        Assert.False(GraphFailure.IsOne(new TaskCanceledException(), new(canceled: true)));
    }

    private async Task<GraphFailure> AskAsync(string baseUrl)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Graph:BaseUrl", baseUrl));
        return await Assert.ThrowsAsync<GraphFailure>(() => parts.Get<GraphConnection>().SendAsync(
            "ask", "Some.Permission", (client, token) => client.Groups["00000000-0000-0000-0000-000000000001"].GetAsync(cancellationToken: token), default));
    }
}
