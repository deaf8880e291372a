using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace AdoptionAutomation.Graph;

/// <summary>Reads people from the directory, 999 a request, or by address, 300 a request.</summary>
internal sealed class DirectoryUsers(GraphConnection graph)
{
    /// <summary>Addresses looked up in one request: 20 requests of a $batch, 15 values each (Graph's limit for <c>in</c>).</summary>
    public const int AddressesPerRequest = 20 * AddressesPerFilter;

    /// <summary>Graph's limit.</summary>
    public const int PageSize = 999;

    private const int AddressesPerFilter = 15;

    private static readonly string[] Properties =
    [
        "id", "mail", "userPrincipalName", "givenName", "displayName", "preferredLanguage", "usageLocation", "accountEnabled", "userType",
        "externalUserState", "city", "officeLocation", "department", "country", "jobTitle", "employeeType", "employeeHireDate",
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
        (client, token) => cursor is not null
            ? client.Groups[groupId].TransitiveMembers.GraphUser.WithUrl(cursor)
                .GetAsync(request => request.Headers.Add("ConsistencyLevel", "eventual"), token)
            : client.Groups[groupId].TransitiveMembers.GraphUser.GetAsync(
                request =>
                {
                    request.QueryParameters.Select = Select;
                    request.QueryParameters.Top = top;
                    request.QueryParameters.Count = true;
                    request.Headers.Add("ConsistencyLevel", "eventual");
                },
                token),
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

        var users = await graph.SendAsync(
            $"find {addresses.Count} users by address", Permissions.ReadUsers, (client, token) => FindAsync(client, addresses, token), cancellationToken);
        foreach (var user in users)
        {
            found[user.Mail] = user;
        }

        return found;
    }

    /// <summary>One person by object id; null if the directory does not know them.</summary>
    public async Task<DirectoryUser?> OneAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var user = await graph.SendAsync(
                $"read user {id}",
                Permissions.ReadUsers,
                (client, token) => client.Users[id].GetAsync(request => request.QueryParameters.Select = Select, token),
                cancellationToken);
            return user is null ? null : DirectoryUser.From(user);
        }
        catch (GraphFailure unknown) when (unknown.Status == 404)
        {
            return null;
        }
    }

    private async Task<List<DirectoryUser>> FindAsync(
        GraphServiceClient client, IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        var batch = new BatchRequestContentCollection(client);
        var steps = new List<string>();
        foreach (var some in addresses.Chunk(AddressesPerFilter))
        {
            steps.Add(await batch.AddBatchRequestStepAsync(client.Users.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Filter = $"mail in ({string.Join(',', some.Select(Quote))})";
                request.QueryParameters.Select = Select;
            })));
        }

        var answers = await client.Batch.PostAsync(batch, cancellationToken);
        var users = new List<DirectoryUser>();
        foreach (var step in steps)
        {
            var page = await ReadAsync(answers, step, cancellationToken);
            users.AddRange((page.Value ?? []).Select(DirectoryUser.From));
        }

        return users;
    }

    private static async Task<UserCollectionResponse> ReadAsync(BatchResponseContentCollection answers, string step, CancellationToken cancellationToken)
    {
        using var answer = await answers.GetResponseByIdAsync(step);
        var item = await BatchItem.ReadAsync(answer, cancellationToken);
        return item.Failure("find users by address", Permissions.ReadUsers) is { } failure
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
    /// <summary>Null: the directory does not say.</summary>
    public string? City { get; init; }

    /// <inheritdoc cref="City"/>
    public string? Office { get; init; }

    /// <inheritdoc cref="City"/>
    public string? Department { get; init; }

    /// <inheritdoc cref="City"/>
    public string? Country { get; init; }

    /// <inheritdoc cref="City"/>
    public string? JobTitle { get; init; }

    /// <inheritdoc cref="City"/>
    public string? EmployeeType { get; init; }

    /// <inheritdoc cref="City"/>
    public string? UsageLocation { get; init; }

    /// <inheritdoc cref="City"/>
    public DateTimeOffset? HireDate { get; init; }

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
        City = user.City,
        Office = user.OfficeLocation,
        Department = user.Department,
        Country = user.Country,
        JobTitle = user.JobTitle,
        EmployeeType = user.EmployeeType,
        UsageLocation = user.UsageLocation,
        HireDate = user.EmployeeHireDate,
        Services = LicenceRule.ServicesOf(user),
    };
}
