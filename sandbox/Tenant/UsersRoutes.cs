using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET /users, /users/$count, /users/{id or userPrincipalName}.</summary>
internal static class UsersRoutes
{
    public static Reply? Answer(GraphRequest request, TenantDirectory directory) => request switch
    {
        { Method: "GET", Path: ["users"] } => List(request, directory),
        { Method: "GET", Path: ["users", "$count"] } => Count(request, directory),
        { Method: "GET", Path: ["users", var id] } => One(request, directory, id),
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

    /// <summary>The path /$count is the count: it needs the header only.</summary>
    private static GraphQuery WithCount(GraphQuery query) =>
        new(new Dictionary<string, string>(query.Raw, StringComparer.Ordinal) { ["$count"] = "true" });
}
