using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Drift;
using AdoptionAutomation.Groups.Steps;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Groups;

/// <summary>The groups of the tenant, as far as provisioning needs them.</summary>
internal sealed class TenantGroups(GraphConnection graph)
{
    private const string NicknameTaken = "mailNickname already exists";

    private static readonly string[] Properties = ["id", "mail", "createdDateTime"];

    /// <summary>The group with this nickname; null if the directory shows none (yet).</summary>
    public async Task<TenantGroup?> FindAsync(string nickname, CancellationToken cancellationToken)
    {
        var page = await graph.SendAsync(
            $"find group {nickname}",
            Permissions.WriteGroups,
            (client, token) => client.Groups.GetAsync(
                request => (request.QueryParameters.Filter, request.QueryParameters.Select) = ($"mailNickname eq {DirectoryUsers.Quote(nickname)}", Properties),
                token),
            cancellationToken);
        return page?.Value is [{ } group, ..] ? TenantGroup.From(group) : null;
    }

    /// <returns>Null if a group with this nickname exists already.</returns>
    public async Task<TenantGroup?> CreateAsync(DeclaredGroup declared, string nickname, FirstPeople people, CancellationToken cancellationToken)
    {
        try
        {
            var group = await graph.SendAsync(
                $"create group {nickname}",
                Permissions.WriteGroups,
                (client, token) => client.Groups.PostAsync(BodyOf(declared, nickname, people, client.RequestAdapter.BaseUrl), cancellationToken: token),
                cancellationToken);
            return TenantGroup.From(group ?? throw new InvalidOperationException("Graph created a group and sent none."));
        }
        catch (GraphFailure failure) when (failure.Status == 400 && IsNicknameTaken(failure))
        {
            return null;
        }
    }

    /// <summary>The group's own address; null while Exchange has not given it one.</summary>
    public async Task<string?> MailOfAsync(string id, CancellationToken cancellationToken)
    {
        var group = await graph.SendAsync(
            $"read the address of group {id}",
            Permissions.WriteGroups,
            (client, token) => client.Groups[id].GetAsync(request => request.QueryParameters.Select = ["id", "mail"], token),
            cancellationToken);
        return group?.Mail;
    }

    /// <summary>Whether those of name, objective and visibility that are asked for are as declared.</summary>
    public async Task<bool> IsDescribedAsync(
        string id, DeclaredGroup declared, IReadOnlySet<DriftKind> which, CancellationToken cancellationToken)
    {
        var group = await graph.SendAsync(
            $"read group {id}",
            Permissions.WriteGroups,
            (client, token) => client.Groups[id].GetAsync(r => r.QueryParameters.Select = ["displayName", "description", "visibility"], token),
            cancellationToken);
        return group is not null
            && !AboutDifference.Between(declared, group.DisplayName, group.Description, group.Visibility).Any(one => which.Contains(one.Kind));
    }

    /// <summary>Sets name, objective and visibility.</summary>
    /// <param name="id">The group's object id.</param>
    /// <param name="declared">What it should be.</param>
    /// <param name="which">Which of the three to set.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task DescribeAsync(string id, DeclaredGroup declared, IReadOnlySet<DriftKind> which, CancellationToken cancellationToken) => graph.SendAsync(
        $"describe group {id}",
        Permissions.WriteGroups,
        (client, token) => client.Groups[id].PatchAsync(ChangesOf(declared, which), cancellationToken: token),
        cancellationToken);

    /// <summary>Makes a person owner; that they are one already is fine: listings lag.</summary>
    public async Task AddOwnerAsync(string id, string person, CancellationToken cancellationToken)
    {
        try
        {
            await graph.SendAsync<object?>(
                $"add an owner to group {id}",
                Permissions.WriteGroups,
                async (client, token) =>
                {
                    await client.Groups[id].Owners.Ref.PostAsync(new() { OdataId = $"{client.RequestAdapter.BaseUrl}/users/{person}" }, cancellationToken: token);
                    return null;
                },
                cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Status == 400 && BatchItem.IsAlreadyThere(failure.Detail))
        {
        }
    }

    /// <summary>Object ids of the owners, 100 at most.</summary>
    public async Task<IReadOnlyCollection<string>> OwnersAsync(string id, CancellationToken cancellationToken)
    {
        var page = await graph.SendAsync(
            $"list the owners of group {id}",
            Permissions.WriteGroups,
            (client, token) => client.Groups[id].Owners.GetAsync(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id"], 999), token),
            cancellationToken);
        return [.. (page?.Value ?? []).Select(person => person.Id!)];
    }

    /// <summary>Who of <paramref name="people"/> is a member; reads no further than needed.</summary>
    public async Task<IReadOnlyCollection<string>> MembersAmongAsync(string id, IReadOnlyCollection<string> people, CancellationToken cancellationToken)
    {
        var (wanted, found) = (people.ToHashSet(StringComparer.Ordinal), new List<string>());
        string? next = null;
        while (found.Count < wanted.Count)
        {
            var page = await graph.SendAsync(
                $"list the members of group {id}",
                Permissions.WriteMembers,
                (client, token) => next is null
                    ? client.Groups[id].Members.GetAsync(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id"], DirectoryUsers.PageSize), token)
                    : client.Groups[id].Members.WithUrl(next).GetAsync(cancellationToken: token),
                cancellationToken);
            found.AddRange((page?.Value ?? []).Select(member => member.Id!).Where(wanted.Contains));
            if ((next = page?.OdataNextLink) is null)
            {
                break;
            }
        }

        return found;
    }

    private static bool IsNicknameTaken(GraphFailure failure) => failure.Detail?.Contains(NicknameTaken, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>A property that is set to null is sent as null, so the others are not touched at all.</summary>
    private static Group ChangesOf(DeclaredGroup declared, IReadOnlySet<DriftKind> which)
    {
        var changes = new Group();
        if (which.Contains(DriftKind.Renamed))
        {
            changes.DisplayName = declared.Name;
        }

        if (which.Contains(DriftKind.Redescribed))
        {
            changes.Description = declared.Objective;
        }

        if (which.Contains(DriftKind.VisibilityChanged))
        {
            changes.Visibility = declared.Visibility.ToString();
        }

        return changes;
    }

    private static Group BodyOf(DeclaredGroup declared, string nickname, FirstPeople people, string? baseUrl)
    {
        // Only settable at creation. The welcome is ours to send, in the person's language.
        var behaviour = new List<string> { "WelcomeEmailDisabled" };
        if (declared.Posting == GroupPosting.Members)
        {
            behaviour.Add("AllowOnlyMembersToPost");
        }

        if (declared.NewsByMail)
        {
            behaviour.Add("SubscribeNewGroupMembers");
        }

        return new()
        {
            DisplayName = declared.Name,
            Description = declared.Objective,
            MailNickname = nickname,
            MailEnabled = true,
            SecurityEnabled = false,
            GroupTypes = ["Unified"],
            Visibility = declared.Visibility.ToString(),
            AdditionalData =
            {
                ["resourceBehaviorOptions"] = behaviour,
                ["owners@odata.bind"] = people.Owners.Select(id => $"{baseUrl}/users/{id}").ToList(),
                ["members@odata.bind"] = people.Members.Select(id => $"{baseUrl}/users/{id}").ToList(),
            },
        };
    }
}

/// <summary>A group as the tenant has it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Mail">Its address; null while Exchange has not given it one.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record TenantGroup(string Id, string? Mail, DateTimeOffset? CreatedAt)
{
    public static TenantGroup From(Group group) => new(
        group.Id ?? throw new InvalidOperationException("Graph sent a group without an id, though it was selected."), group.Mail, group.CreatedDateTime);
}
