using System.Runtime.CompilerServices;
using Microsoft.Graph;
using Microsoft.Graph.Groups.Item.TransitiveMembers.GraphUser;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Graph;

/// <summary>Reads people from the directory, 999 a request, or by address, 300 a request.</summary>
internal sealed class DirectoryUsers(GraphConnection graph)
{
    /// <summary>Addresses looked up in one request: 20 requests of a $batch, 15 values each (Graph's limit for <c>in</c>).</summary>
    public const int AddressesPerRequest = 20 * ValuesPerFilter;

    /// <summary>Graph's limit.</summary>
    public const int PageSize = 999;

    private const int ValuesPerFilter = 15;

    private static readonly string[] Properties =
    [
        "id", "mail", "userPrincipalName", "givenName", "displayName", "preferredLanguage", "accountEnabled", "userType", "externalUserState",
        "employeeHireDate", "createdDateTime", .. AttributeValues.Names,
    ];

    /// <summary>Properties that are read besides the usual ones.</summary>
    public IReadOnlyList<string> AlsoSelect { get; init; } = [];

    private string[] Select => [.. Properties, .. AlsoSelect];

    /// <summary>One page of the people that match an OData filter.</summary>
    /// <param name="filter">Null: everybody.</param>
    /// <param name="cursor">Null for the first page; else the cursor of the page before.</param>
    /// <param name="top">People a page.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<UserPage> FilterAsync(string? filter, string? cursor, int top, CancellationToken cancellationToken) => PageAsync(
        "list users",
        Permissions.ReadUsers,
        (client, token) => cursor is not null
            ? client.Users.WithUrl(cursor).GetAsync(request => request.Headers.Add("ConsistencyLevel", "eventual"), token)
            : client.Users.GetAsync(
                request =>
                {
                    request.QueryParameters.Filter = filter;
                    request.QueryParameters.Select = Select;
                    request.QueryParameters.Top = top;
                    request.QueryParameters.Count = true;
                    request.Headers.Add("ConsistencyLevel", "eventual");
                },
                token),
        cancellationToken);

    /// <summary>One page of the members of an Entra group, nested groups included.</summary>
    /// <param name="groupId">Object id.</param>
    /// <param name="cursor">Null for the first page; else the cursor of the page before.</param>
    /// <param name="top">People a page.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<UserPage> MembersAsync(string groupId, string? cursor, int top, CancellationToken cancellationToken) => PageAsync(
        $"list the members of group {groupId}",
        Permissions.WriteMembers,
        (client, token) => MembersAsync(client.Groups[groupId].TransitiveMembers.GraphUser, Select, cursor, top, token),
        cancellationToken);

    /// <summary>The people of up to <see cref="AddressesPerRequest"/> mail addresses, in one request; unknown addresses are absent.</summary>
    /// <returns>By address, without regard to case.</returns>
    public async Task<IReadOnlyDictionary<string, DirectoryUser>> FindAsync(IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        if (addresses.Count == 0)
        {
            return found;
        }

        foreach (var user in await WhereAsync("mail", addresses, cancellationToken))
        {
            found[user.Mail] = user;
        }

        return found;
    }

    /// <summary>The people of up to <see cref="AddressesPerRequest"/> object ids, in one request; who has left the directory is absent.</summary>
    /// <returns>By id.</returns>
    public async Task<IReadOnlyDictionary<string, DirectoryUser>> FindByIdAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? [] : (await WhereAsync("id", ids, cancellationToken)).ToDictionary(user => user.Id, StringComparer.Ordinal);

    /// <summary>The ids of the members of an Entra group, nested groups included, and nothing else of them.</summary>
    public async IAsyncEnumerable<string> MemberIdsAsync(string groupId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (UserCollectionResponse? page = null; page is null || page.OdataNextLink is not null;)
        {
            var next = page?.OdataNextLink;
            page = await graph.SendAsync(
                $"list the members of group {groupId}",
                Permissions.WriteMembers,
                (client, token) => MembersAsync(client.Groups[groupId].TransitiveMembers.GraphUser, ["id"], next, PageSize, token),
                cancellationToken) ?? new();
            foreach (var user in page.Value ?? [])
            {
                yield return user.Id!;
            }
        }
    }

    private static Task<UserCollectionResponse?> MembersAsync(
        GraphUserRequestBuilder members, string[] select, string? cursor, int top, CancellationToken cancellationToken) => cursor is not null
        ? members.WithUrl(cursor).GetAsync(request => request.Headers.Add("ConsistencyLevel", "eventual"), cancellationToken)
        : members.GetAsync(
            request =>
            {
                request.QueryParameters.Select = select;
                request.QueryParameters.Top = top;
                request.QueryParameters.Count = true;
                request.Headers.Add("ConsistencyLevel", "eventual");
            },
            cancellationToken);

    private Task<List<DirectoryUser>> WhereAsync(string property, IReadOnlyCollection<string> values, CancellationToken cancellationToken) =>
        graph.SendAsync(
            $"find {values.Count} users by {property}",
            Permissions.ReadUsers,
            (client, token) => WhereAsync(client, property, values, token),
            cancellationToken);

    private async Task<List<DirectoryUser>> WhereAsync(
        GraphServiceClient client, string property, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var batch = new BatchRequestContentCollection(client);
        var steps = new List<string>();
        foreach (var some in values.Chunk(ValuesPerFilter))
        {
            steps.Add(await batch.AddBatchRequestStepAsync(client.Users.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Filter = $"{property} in ({string.Join(',', some.Select(Quote))})";
                request.QueryParameters.Select = Select;
            })));
        }

        var answers = await client.Batch.PostAsync(batch, cancellationToken);
        var users = new List<DirectoryUser>();
        foreach (var step in steps)
        {
            var page = await ReadAsync(answers, step, property, cancellationToken);
            users.AddRange((page.Value ?? []).Select(DirectoryUser.From));
        }

        return users;
    }

    private static async Task<UserCollectionResponse> ReadAsync(
        BatchResponseContentCollection answers, string step, string property, CancellationToken cancellationToken)
    {
        using var answer = await answers.GetResponseByIdAsync(step);
        var item = await BatchItem.ReadAsync(answer, cancellationToken);
        return item.Failure($"find users by {property}", Permissions.ReadUsers) is { } failure
            ? throw failure
            : await answers.GetResponseByIdAsync<UserCollectionResponse>(step) ?? new();
    }

    private async Task<UserPage> PageAsync(
        string request,
        string permission,
        Func<GraphServiceClient, CancellationToken, Task<UserCollectionResponse?>> send,
        CancellationToken cancellationToken)
    {
        var page = await graph.SendAsync(request, permission, send, cancellationToken);
        return new([.. (page?.Value ?? []).Select(DirectoryUser.From)], page?.OdataNextLink);
    }

    /// <summary>An OData string literal.</summary>
    public static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <param name="Users">Up to 999 people.</param>
/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record UserPage(IReadOnlyList<DirectoryUser> Users, string? Next);

/// <summary>What the pipeline needs of a person.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Mail">Where they are written to.</param>
/// <param name="FirstName">How they are greeted.</param>
/// <param name="Language">Two letters, as their directory says; null if it does not.</param>
/// <param name="IsEnabled">Whether they can sign in.</param>
/// <param name="IsGuest">Invited from outside.</param>
/// <param name="IsPending">Invited, and has not accepted yet.</param>
internal sealed record DirectoryUser(string Id, string Mail, string FirstName, string? Language, bool IsEnabled, bool IsGuest, bool IsPending = false)
{
    public AttributeValues Attributes { get; init; } = AttributeValues.None;

    /// <summary>Their surname; null: not asked for.</summary>
    public string? Surname { get; init; }

    /// <summary>How they sign in.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>Their first day; null: the directory does not say.</summary>
    public DateTimeOffset? HiredAt { get; init; }

    /// <summary>When their account was made.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public string? City => Attributes.City;

    public string? Office => Attributes.OfficeLocation;

    /// <summary>Services they are licensed for; null: not asked for.</summary>
    public IReadOnlySet<string>? Services { get; init; }

    public static DirectoryUser From(User user) => new(
        user.Id ?? throw new InvalidOperationException("Graph sent a user without an id, though it was selected."),
        user.Mail ?? user.UserPrincipalName ?? "",
        user.GivenName ?? user.DisplayName ?? "",
        user.PreferredLanguage is { Length: >= 2 } language ? language[..2].ToLowerInvariant() : null,
        user.AccountEnabled ?? true,
        user.UserType == "Guest",
        user.ExternalUserState == "PendingAcceptance")
    {
        Attributes = AttributeValues.From(user),
        Surname = user.Surname,
        PrincipalName = user.UserPrincipalName,
        HiredAt = user.EmployeeHireDate,
        CreatedAt = user.CreatedDateTime,
        Services = LicenceRule.ServicesOf(user),
    };
}
