using AdoptionAutomation.Effects;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Graph;

/// <summary>
/// Adds people to a group, 20 a request. Such a request adds all or none, so one that is refused is repeated person by person, 20 to a
/// $batch, and "already a member" counts as done.
/// </summary>
internal sealed class GroupMembers(GraphConnection graph, RateGovernor governor)
{
    /// <summary>Graph's limit for members@odata.bind, and for requests in a $batch.</summary>
    public const int RequestSize = 20;

    /// <summary>Tries everyone until the lane is throttled or not allowed; who was not reached comes back as not done.</summary>
    /// <param name="groupId">Object id of the group.</param>
    /// <param name="people">Object ids.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<MembersAdded> AddAsync(string groupId, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        var outcomes = people.ToDictionary(id => id, _ => new Outcome(OutcomeKind.NotDone, "not reached"), StringComparer.Ordinal);
        foreach (var twenty in people.Chunk(RequestSize))
        {
            var failure = await TryAddAsync(groupId, twenty, outcomes, cancellationToken);
            if (failure is { Outcome: not OutcomeKind.Refused })
            {
                return new(outcomes, failure);
            }
        }

        return new(outcomes, null);
    }

    private async Task<GraphFailure?> TryAddAsync(
        string groupId, string[] twenty, Dictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        try
        {
            await BindAsync(groupId, twenty, cancellationToken);
            SetAll(outcomes, twenty, Outcome.Done);
            return null;
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            SetAll(outcomes, twenty, new(failure.Outcome, failure.Reason));
            return failure;
        }
        catch (GraphFailure)
        {
            await governor.SpendAsync(Lane.GraphWrites, twenty.Length, cancellationToken);
            return await AddOneByOneAsync(groupId, twenty, outcomes, cancellationToken);
        }
    }

    private Task<Group?> BindAsync(string groupId, string[] people, CancellationToken cancellationToken) => graph.SendAsync(
        $"add {people.Length} members to group {groupId}",
        Permissions.WriteMembers,
        (client, token) => client.Groups[groupId].PatchAsync(
            new() { AdditionalData = { ["members@odata.bind"] = people.Select(id => ReferenceTo(client, id)).ToList() } },
            cancellationToken: token),
        cancellationToken);

    private async Task<GraphFailure?> AddOneByOneAsync(
        string groupId, string[] people, Dictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        Dictionary<string, BatchItem> items;
        try
        {
            items = await graph.SendAsync(
                $"add {people.Length} members to group {groupId} one by one",
                Permissions.WriteMembers,
                (client, token) => BatchAsync(client, groupId, people, token),
                cancellationToken);
        }
        catch (GraphFailure failure)
        {
            SetAll(outcomes, people, new(failure.Outcome, failure.Reason));
            return failure;
        }

        GraphFailure? stop = null;
        foreach (var (person, item) in items)
        {
            var failure = item.FailureFor(groupId);
            outcomes[person] = failure is null ? Outcome.Done : new(failure.Outcome, failure.Reason);
            stop = failure is { Outcome: not OutcomeKind.Refused } && IsWeightier(failure, stop) ? failure : stop;
        }

        return stop;
    }

    /// <summary>Of several, what is not allowed counts first, then the longest rest that was asked for.</summary>
    private static bool IsWeightier(GraphFailure failure, GraphFailure? than) => than?.Outcome != OutcomeKind.NotAllowed
        && (than is null || failure.Outcome == OutcomeKind.NotAllowed || (failure.RetryAfter ?? TimeSpan.Zero) >= (than.RetryAfter ?? TimeSpan.Zero));

    private static async Task<Dictionary<string, BatchItem>> BatchAsync(
        GraphServiceClient client, string groupId, string[] people, CancellationToken cancellationToken)
    {
        var batch = new GraphBatch<string>(client);
        foreach (var person in people)
        {
            await batch.AddAsync(person, client.Groups[groupId].Members.Ref.ToPostRequestInformation(new() { OdataId = ReferenceTo(client, person) }));
        }

        return await batch.SendAsync(cancellationToken);
    }

    private static string ReferenceTo(GraphServiceClient client, string id) => $"{client.RequestAdapter.BaseUrl}/directoryObjects/{id}";

    private static void SetAll(Dictionary<string, Outcome> outcomes, string[] people, Outcome outcome)
    {
        foreach (var person in people)
        {
            outcomes[person] = outcome;
        }
    }
}

/// <param name="Outcomes">By object id.</param>
/// <param name="Stop">Why it ended early; null if everyone was tried.</param>
internal sealed record MembersAdded(IReadOnlyDictionary<string, Outcome> Outcomes, GraphFailure? Stop)
{
    /// <summary>Whether an outcome says that the directory does not show the group or the person (yet).</summary>
    public static bool IsNotFound(Outcome outcome) =>
        outcome is { Kind: OutcomeKind.Refused, Reason: { } reason } && reason.StartsWith("404", StringComparison.Ordinal);
}
