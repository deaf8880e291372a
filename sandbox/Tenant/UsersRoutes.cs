using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET /users, /users/$count, /users/{id or userPrincipalName}; POST /users/{id}/checkMemberGroups.</summary>
internal static class UsersRoutes
{
    /// <summary>Groups in one question.</summary>
    private const int MostGroups = 20;

    public static Reply? Answer(GraphRequest request, TenantDirectory directory) => request switch
    {
        { Method: "GET", Path: ["users"] } => List(request, directory),
        { Method: "GET", Path: ["users", "$count"] } => Count(request, directory),
        { Method: "GET", Path: ["users", var id] } => One(request, directory, id),
        { Method: "POST", Path: ["users", var id, "checkMemberGroups"] } => CheckMemberGroups(request, directory, id),
        _ => null,
    };

    private static Reply List(GraphRequest request, TenantDirectory directory)
    {
        if (Listing.Check(request, "User", DirectorySchema.User, out var matches) is { } refusal)
        {
            return refusal;
        }

        var users = directory.People.From(request.Query.SkipToken, request.Now).Where(user => matches(user.Person));
        return Listing.Page(
            request,
            "users",
            users,
            user => DirectorySchema.Write(user, request.Query.Select),
            () => directory.People.Count(request.Query.Filter ?? "", matches, request.Now));
    }

    private static Reply Count(GraphRequest request, TenantDirectory directory)
    {
        if (!request.Eventual)
        {
            return request.BadRequest("$count is not currently supported.");
        }

        return Listing.Check(request with { Query = WithCount(request.Query) }, "User", DirectorySchema.User, out var matches)
            ?? new(StatusCodes.Status200OK) { Text = $"{directory.People.Count(request.Query.Filter ?? "", matches, request.Now)}" };
    }

    private static Reply One(GraphRequest request, TenantDirectory directory, string id)
    {
        if (DirectorySchema.Unknown(request.Query.Select, DirectorySchema.User) is { } unknown)
        {
            return Listing.NoProperty(request, unknown, "user");
        }

        return directory.ReadableUser(id, request.Now) is { } user
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, "users/$entity", DirectorySchema.Write(user, request.Query.Select)))
            : request.NotFound(id);
    }

    /// <summary>Those of up to 20 groups that the person is in, nested ones included; a group that does not exist is not among them.</summary>
    private static Reply CheckMemberGroups(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.ReadableUser(id, request.Now) is not { } user)
        {
            return request.NotFound(id);
        }

        if ((request.Body as JsonObject)?["groupIds"] is not JsonArray { Count: > 0 } groups || groups.Any(group => !Guid.TryParse(group?.ToString(), out _)))
        {
            return request.BadRequest("Invalid value specified for property 'groupIds' of resource 'User'.");
        }

        if (groups.Count > MostGroups)
        {
            return request.BadRequest($"The number of group ids exceeds the maximum of {MostGroups}.");
        }

        var of = groups.Select(group => group!.ToString())
            .Where(group => directory.ReadableGroup(group, request.Now) is { } found && MembersRoutes.IsWithin(directory, found, user.Id, request.Now));
        return new(StatusCodes.Status200OK, Listing.WithContext(
            request, "Collection(Edm.String)", new() { ["value"] = new JsonArray([.. of.Select(group => JsonValue.Create(group))]) }));
    }

    /// <summary>The path /$count is the count: it needs the header only.</summary>
    private static GraphQuery WithCount(GraphQuery query) =>
        new(new Dictionary<string, string>(query.Raw, StringComparer.Ordinal) { ["$count"] = "true" });
}
