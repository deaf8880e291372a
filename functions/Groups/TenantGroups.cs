using AdoptionAutomation.Graph;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Groups;

/// <summary>The groups of the tenant, as far as provisioning needs them.</summary>
internal sealed class TenantGroups(GraphConnection graph)
{
    private const string NicknameTaken = "mailNickname already exists";

    /// <summary>Object id of the group with this nickname; null if the directory shows none (yet).</summary>
    public async Task<string?> FindAsync(string nickname, CancellationToken cancellationToken)
    {
        var page = await graph.SendAsync(
            $"find group {nickname}",
            Permissions.WriteGroups,
            (client, token) => client.Groups.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = $"mailNickname eq {DirectoryUsers.Quote(nickname)}";
                    request.QueryParameters.Select = ["id"];
                },
                token),
            cancellationToken);
        return page?.Value?.FirstOrDefault()?.Id;
    }

    /// <summary>The group with its owners and members; null if the directory does not show it (yet).</summary>
    public async Task<ExistingGroup?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var owners = await PeopleAsync(id, "owners", cancellationToken);
            return new(id, owners, await PeopleAsync(id, "members", cancellationToken));
        }
        catch (GraphFailure failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <returns>Its object id; null if a group with this nickname exists already.</returns>
    public async Task<string?> CreateAsync(CreateGroup step, CancellationToken cancellationToken)
    {
        try
        {
            var group = await graph.SendAsync(
                $"create group {step.Nickname}",
                Permissions.WriteGroups,
                (client, token) => client.Groups.PostAsync(BodyOf(step, client.RequestAdapter.BaseUrl), cancellationToken: token),
                cancellationToken);
            return group?.Id ?? throw new InvalidOperationException("Graph created a group and sent no id.");
        }
        catch (GraphFailure failure) when (failure.Status == 400 && IsNicknameTaken(failure))
        {
            return null;
        }
    }

    public Task AddOwnerAsync(string id, string person, CancellationToken cancellationToken) => graph.SendAsync<object?>(
        $"add an owner to group {id}",
        Permissions.WriteGroups,
        async (client, token) =>
        {
            await client.Groups[id].Owners.Ref.PostAsync(new() { OdataId = $"{client.RequestAdapter.BaseUrl}/users/{person}" }, cancellationToken: token);
            return null;
        },
        cancellationToken);

    private async Task<IReadOnlyCollection<string>> PeopleAsync(string id, string relation, CancellationToken cancellationToken)
    {
        var people = new List<string>();
        string? next = null;
        do
        {
            var page = await graph.SendAsync(
                $"list the {relation} of group {id}",
                Permissions.WriteGroups,
                (client, token) => (relation, next) switch
                {
                    ("owners", null) => client.Groups[id].Owners.GetAsync(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id"], 999), token),
                    ("owners", _) => client.Groups[id].Owners.WithUrl(next).GetAsync(cancellationToken: token),
                    (_, null) => client.Groups[id].Members.GetAsync(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id"], 999), token),
                    _ => client.Groups[id].Members.WithUrl(next).GetAsync(cancellationToken: token),
                },
                cancellationToken);
            people.AddRange((page?.Value ?? []).Select(person => person.Id!));
            next = page?.OdataNextLink;
        }
        while (next is not null);

        return people;
    }

    private static bool IsNicknameTaken(GraphFailure failure) =>
        failure.InnerException is Microsoft.Graph.Models.ODataErrors.ODataError { Error.Message: { } message }
        && message.Contains(NicknameTaken, StringComparison.OrdinalIgnoreCase);

    private static Group BodyOf(CreateGroup step, string? baseUrl)
    {
        var group = new Group
        {
            DisplayName = step.Definition.Name,
            Description = step.Definition.Objective,
            MailNickname = step.Nickname,
            MailEnabled = true,
            SecurityEnabled = false,
            GroupTypes = ["Unified"],
            Visibility = step.Template.Visibility.ToString(),
            AdditionalData =
            {
                // Only settable at creation. The welcome is ours to send, in the person's language.
                ["resourceBehaviorOptions"] = new List<string> { "WelcomeEmailDisabled" },
                ["owners@odata.bind"] = step.Owners.Select(id => $"{baseUrl}/users/{id}").ToList(),
            },
        };
        if (step.Members.Count > 0)
        {
            group.AdditionalData["members@odata.bind"] = step.Members.Select(id => $"{baseUrl}/users/{id}").ToList();
        }

        return group;
    }
}
