namespace AdoptionAutomation.Graph;

/// <summary>Which of some groups a person is in, nested groups included: 20 groups a request.</summary>
internal sealed class GroupsOfPerson(GraphConnection graph)
{
    /// <summary>Graph's limit.</summary>
    private const int GroupsPerRequest = 20;

    /// <param name="person">Object id.</param>
    /// <param name="groups">Object ids.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>Those of the groups that the person is in.</returns>
    public async Task<IReadOnlySet<string>> AmongAsync(string person, IEnumerable<string> groups, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var some in groups.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(GroupsPerRequest))
        {
            var answer = await graph.SendAsync(
                $"check which groups user {person} is in",
                Permissions.WriteMembers,
                (client, token) => client.Users[person].CheckMemberGroups
                    .PostAsCheckMemberGroupsPostResponseAsync(new() { GroupIds = [.. some] }, cancellationToken: token),
                cancellationToken);
            found.UnionWith(answer?.Value ?? []);
        }

        return found;
    }
}
