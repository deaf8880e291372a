using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Groups.Drift;

/// <summary>Looks at groups in the tenant: 300 a request by id, then owners and channels of 20 a request.</summary>
internal sealed class TenantInspection(GraphConnection graph)
{
    /// <summary>Graph's limits for <c>in</c> and for a $batch.</summary>
    private const int IdsPerFilter = 15;
    private const int RequestsPerBatch = 20;

    private static readonly string[] GroupProperties = ["id", "displayName", "description", "visibility"];
    private static readonly string[] OwnerProperties = ["id", "mail", "userPrincipalName", "accountEnabled"];

    /// <summary>Looks as far as it can; who was not reached is absent.</summary>
    /// <param name="groups">Object ids, with whether to look at the team.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Inspected> LookAsync(IReadOnlyDictionary<string, bool> groups, CancellationToken cancellationToken)
    {
        var round = new Round(graph, cancellationToken);
        var filters = groups.Keys.Chunk(IdsPerFilter).ToList();
        var pages = await round.AskAsync<int, GroupCollectionResponse>(
            "list groups by id",
            Permissions.WriteGroups,
            [.. Enumerable.Range(0, filters.Count)],
            (client, filter) => client.Groups.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Filter = $"id in ({string.Join(',', filters[filter].Select(DirectoryUsers.Quote))})";
                request.QueryParameters.Select = GroupProperties;
            }));
        var asked = pages.Keys.SelectMany(filter => filters[filter]).ToList();
        var there = pages.Values.SelectMany(page => page?.Value ?? []).ToDictionary(group => group.Id!, StringComparer.OrdinalIgnoreCase);
        var states = await GoneAsync(round, [.. asked.Where(id => !there.ContainsKey(id))]);
        foreach (var (id, state) in await ThereAsync(round, there, groups))
        {
            states[id] = state;
        }

        return new(states, [.. round.Refused.Select(refused => $"{refused.Key}: {refused.Value}")], round.Stop);
    }

    private static async Task<Dictionary<string, TenantState>> GoneAsync(Round round, IReadOnlyList<string> ids)
    {
        var bin = await round.AskAsync<string, DirectoryObject>(
            "look for groups in the bin",
            Permissions.WriteGroups,
            ids,
            (client, id) => client.Directory.DeletedItems[id].ToGetRequestInformation(request => request.QueryParameters.Select = ["id"]));
        return bin.ToDictionary(
            found => found.Key, TenantState (found) => new TenantState.Gone(found.Value is not null), StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<Dictionary<string, TenantState>> ThereAsync(
        Round round, Dictionary<string, Group> there, IReadOnlyDictionary<string, bool> groups)
    {
        var owners = await round.AskAsync<string, DirectoryObjectCollectionResponse>(
            "list the owners of groups",
            Permissions.WriteGroups,
            [.. there.Keys],
            (client, id) => client.Groups[id].Owners.ToGetRequestInformation(request => request.QueryParameters.Select = OwnerProperties));
        var teams = await round.AskAsync<string, ChannelCollectionResponse>(
            "list the channels of teams",
            Permissions.ReadChannels,
            [.. owners.Where(found => found.Value is not null && groups[found.Key]).Select(found => found.Key)],
            (client, id) => client.Teams[id].Channels.ToGetRequestInformation(
                request => request.QueryParameters.Select = ["id", "displayName"]));
        return owners.Where(found => found.Value is null || !IsTeamAsked(found.Key) || teams.ContainsKey(found.Key))
            .ToDictionary(
                found => found.Key,
                found => StateOf(there[found.Key], found.Value, IsTeamAsked(found.Key), teams.GetValueOrDefault(found.Key)),
                StringComparer.OrdinalIgnoreCase);

        bool IsTeamAsked(string id) => groups[id] && !round.Refused.ContainsKey(id);
    }

    private static TenantState StateOf(Group group, DirectoryObjectCollectionResponse? owners, bool hasTeam, ChannelCollectionResponse? channels)
    {
        if (owners is null)
        {
            return new TenantState.Unclear();
        }

        var people = (owners.Value ?? []).OfType<User>().Select(OwnerOf);
        return new TenantState.There(group.DisplayName ?? "", group.Description, group.Visibility ?? "", [.. people])
        {
            Team = !hasTeam ? new TenantTeam.NotAsked() : channels is null ? new TenantTeam.Gone() : TeamOf(channels),
        };
    }

    private static TenantTeam.There TeamOf(ChannelCollectionResponse channels) =>
        new((channels.Value ?? []).Select(channel => channel.DisplayName?.Trim() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase));

    private static TenantOwner OwnerOf(User user) => new(user.Mail ?? user.UserPrincipalName ?? "", user.AccountEnabled ?? true);

    /// <summary>The requests of one look. A request that fails leaves its groups for later; a batch that fails ends the look.</summary>
    private sealed class Round(GraphConnection graph, CancellationToken cancellationToken)
    {
        /// <summary>Why some were not reached; null if all were.</summary>
        public GraphFailure? Stop { get; private set; }

        /// <summary>What Graph would not tell, and why.</summary>
        public Dictionary<object, string> Refused { get; } = [];

        private bool IsOver { get; set; }

        /// <returns>The answers by key; null where there is nothing of that id.</returns>
        public async Task<Dictionary<TKey, TAnswer?>> AskAsync<TKey, TAnswer>(
            string request, string permission, IReadOnlyList<TKey> keys, Func<GraphServiceClient, TKey, RequestInformation> ask)
            where TKey : notnull
            where TAnswer : class, Microsoft.Kiota.Abstractions.Serialization.IParsable, new()
        {
            var answers = new Dictionary<TKey, TAnswer?>();
            foreach (var some in keys.Chunk(RequestsPerBatch).TakeWhile(_ => !IsOver))
            {
                try
                {
                    await graph.SendAsync(request, permission, (client, token) => SendAsync(client, some, token), cancellationToken);
                }
                catch (GraphFailure failure) when (failure.Outcome == OutcomeKind.Refused)
                {
                    foreach (var key in some)
                    {
                        Keep(key, failure);
                    }
                }
                catch (GraphFailure failure)
                {
                    (Stop, IsOver) = (failure, true);
                }
            }

            return answers;

            async Task<object?> SendAsync(GraphServiceClient client, TKey[] some, CancellationToken token)
            {
                var batch = new GraphBatch<TKey>(client);
                foreach (var key in some)
                {
                    await batch.AddAsync(key, ask(client, key));
                }

                foreach (var (key, item) in await batch.SendAsync(token))
                {
                    if (item.Status == 404)
                    {
                        answers.Add(key, null);
                    }
                    else if (item.Failure(request, permission) is { } failure)
                    {
                        Keep(key, failure);
                    }
                    else
                    {
                        answers.Add(key, await batch.ReadAsync<TAnswer>(key));
                    }
                }

                return null;
            }
        }

        /// <summary>What is refused stays so, and is left unchecked. A missing permission says more than throttling.</summary>
        private void Keep(object key, GraphFailure failure)
        {
            if (failure.Outcome == OutcomeKind.Refused && failure.Status != 403)
            {
                Refused[key] = failure.Message;
                return;
            }

            // One group may be closed to the app without a permission missing: it is not checked, the others are.
            if (failure.Outcome == OutcomeKind.Refused)
            {
                return;
            }

            Stop = Stop is { Outcome: OutcomeKind.NotAllowed } ? Stop : failure;
        }
    }
}

/// <param name="States">By object id.</param>
/// <param name="Refused">What Graph would not tell of whom, and why: no later try will do better.</param>
/// <param name="Stop">Why some are absent; null if a later try would not do better.</param>
internal sealed record Inspected(IReadOnlyDictionary<string, TenantState> States, IReadOnlyList<string> Refused, GraphFailure? Stop);
