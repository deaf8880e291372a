using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class InvitationsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(403, "Forbidden", "Guest invitations not allowed for your company. Contact your company administrator for more details.", OutcomeKind.Refused, "External collaboration settings")]
    [InlineData(403, "Unauthorized", "This invitation is blocked by cross-tenant access settings.", OutcomeKind.Refused, "External collaboration settings")]
    [InlineData(400, "BadRequest", "The domain of ana@partner.example is not allowed.", OutcomeKind.Refused, "400 BadRequest")]
    [InlineData(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", OutcomeKind.NotAllowed, "User.Invite.All")]
    [InlineData(401, "Unauthorized", "Insufficient privileges to perform requested operation, such as invitations.", OutcomeKind.NotAllowed, "401")]
    [InlineData(403, "Directory_QuotaExceeded", "The directory object quota limit for the Tenant has been exceeded.", OutcomeKind.NotAllowed, "the tenant is full")]
    [InlineData(429, "TooManyRequests", "Later.", OutcomeKind.NotDone, "429")]
    [InlineData(504, "Timeout", "Unknown.", OutcomeKind.Unknown, "504")]
    public async Task The_tenants_rules_refuse_a_guest_and_a_missing_permission_stops_the_lane(
        int status, string code, string message, object outcome, string reason)
    {
        await using var far = await FarSide.StartAsync(body => new(200, Answers(body, status, code, message)));
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), settings: ("Graph:BaseUrl", $"{far.Address}/v1.0"));

        var answers = await parts.Get<Invitations>().AskAsync(
            new Dictionary<string, string> { ["key"] = "ana@partner.example" }, "https://agora.example", default);

        var failure = answers["key"].Failure!;
        Assert.Equal(outcome, failure.Outcome);
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("@", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\"sendInvitationMessage\":false", far.Bodies.Single().Replace(" ", ""), StringComparison.Ordinal);
    }

    private static string Answers(string body, int status, string code, string message)
    {
        using var json = JsonDocument.Parse(body);
        var responses = json.RootElement.GetProperty("requests").EnumerateArray().Select(request => new
        {
            id = request.GetProperty("id").GetString(),
            status,
            headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
            body = new { error = new { code, message } },
        });
        return JsonSerializer.Serialize(new { responses });
    }
}
