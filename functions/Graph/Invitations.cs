using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Graph;

/// <summary>
/// Invites people from outside, 20 to a $batch. Asking again for somebody who was invited before makes no second user: Graph answers with
/// the same one and a fresh link.
/// </summary>
internal sealed class Invitations(GraphConnection graph)
{
    /// <summary>Graph's limit for requests in a $batch.</summary>
    public const int RequestSize = 20;

    private const string Request = "invite a guest";
    private const string Barred = "the tenant's rules do not let this guest in; see External collaboration settings.";

    // The tenant's rules for guests are a refusal, a missing permission stops the lane; both are answered 401 or 403.
    private const string AboutInvitations = "invitation";

    /// <param name="addresses">Up to 20 mail addresses, by the caller's keys.</param>
    /// <param name="redirectUrl">Where people come to once they have accepted.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="GraphFailure">The request as a whole did not succeed.</exception>
    public Task<Dictionary<string, InvitationAnswer>> AskAsync(
        IReadOnlyDictionary<string, string> addresses, string redirectUrl, CancellationToken cancellationToken) => graph.SendAsync(
        $"invite {addresses.Count} guests",
        Permissions.InviteGuests,
        (client, token) => AskAsync(client, addresses, redirectUrl, token),
        cancellationToken);

    private static async Task<Dictionary<string, InvitationAnswer>> AskAsync(
        GraphServiceClient client, IReadOnlyDictionary<string, string> addresses, string redirectUrl, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<string>(client);
        foreach (var (key, address) in addresses)
        {
            var invitation = new Invitation { InvitedUserEmailAddress = address, InviteRedirectUrl = redirectUrl, SendInvitationMessage = false };
            await batch.AddAsync(key, client.Invitations.ToPostRequestInformation(invitation));
        }

        var answers = new Dictionary<string, InvitationAnswer>(StringComparer.Ordinal);
        foreach (var (key, item) in await batch.SendAsync(cancellationToken))
        {
            answers.Add(key, item.Status < 300 ? From(await batch.ReadAsync<Invitation>(key)) : new(null, null, FailureOf(item)));
        }

        return answers;
    }

    private static InvitationAnswer From(Invitation? made) => new(
        made?.InvitedUser?.Id ?? throw new InvalidOperationException("Graph invited a guest and sent no user."), made.InviteRedeemUrl, null);

    private static GraphFailure FailureOf(BatchItem item)
    {
        var failure = item.Failure(Request, Permissions.InviteGuests)!;
        var isTenantRule = failure is { Status: 401 or 403, Detail: { } detail }
            && detail.Contains(AboutInvitations, StringComparison.OrdinalIgnoreCase)
            && !GraphFailure.LacksRight(failure.Code, detail);
        return isTenantRule
            ? new(Request, Effects.OutcomeKind.Refused, item.Status, $"{item.Status} {item.Code}: {Barred}", null)
            : failure;
    }
}

/// <summary>
/// What came of one invitation. The link lets whoever holds it in: it goes into the guest's mail and nowhere else, and so is no part of a record.
/// </summary>
internal sealed class InvitationAnswer(string? userId, string? redeemUrl, GraphFailure? failure)
{
    public string? UserId => userId;

    public string? RedeemUrl => redeemUrl;

    public GraphFailure? Failure => failure;
}
