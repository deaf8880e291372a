using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>Members and owners of a group: listings, single additions and removals, and the bulk addition of PATCH /groups/{id}.</summary>
internal static class MembersRoutes
{
    private const string UserCast = "microsoft.graph.user";

    /// <summary>What the official client writes: `graph` is an alias of the namespace.</summary>
    private const string ShortUserCast = "graph.user";
    private const int MostOwners = 100;

    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log) => request switch
    {
        { Method: "GET", Path: ["groups", var id, "members" or "transitiveMembers" or "owners", .. ([] or [UserCast or ShortUserCast])] } =>
            List(request, directory, id),
        { Method: "POST", Path: ["groups", var id, "members" or "owners", "$ref"] } => Add(request, directory, log, id),
        { Method: "DELETE", Path: ["groups", var id, "members" or "owners", var user, "$ref"] } => Remove(request, directory, log, id, user),
        _ => null,
    };

    /// <summary>All or nothing; null when the update may go on.</summary>
    public static Reply? Bind(GraphRequest request, TenantDirectory directory, TenantLog log, Group group, JsonObject body)
    {
        if (body["members@odata.bind"] is JsonArray { Count: > NewGroup.MostRelationships })
        {
            return request.BadRequest($"The number of references exceeds the maximum of {NewGroup.MostRelationships} in one request.");
        }

        if (References.Bound(request, body, "members@odata.bind", directory, group.IsUnified, out var wrong) is not { } users)
        {
            return wrong;
        }

        if (users.Any(group.Members.Contains))
        {
            return References.AlreadyThere(request, "members");
        }

        Link(request, log, group, group.Members, users, LinkKind.MemberAdded, directory.ReadableFrom(request.Now, request.Number));
        return null;
    }

    public static void Link(
        GraphRequest request,
        TenantLog log,
        Group group,
        Relationship relationship,
        IEnumerable<Guid> users,
        LinkKind kind,
        DateTimeOffset readableFrom)
    {
        foreach (var user in users)
        {
            relationship.Add(user, readableFrom);
            log.Add(new Linked(request.Now, request.Number, group.Id, user, kind));
        }
    }

    /// <summary>Whether a person is a member, or a member of a group within.</summary>
    public static bool IsWithin(TenantDirectory directory, Group group, Guid person, DateTimeOffset now) =>
        group.Members.Contains(person)
        || group.Members.Stored.Any(id => directory.Group(id) is { DeletedAt: null } nested && IsWithin(directory, nested, person, now));

    private static Reply List(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.ReadableGroup(id, request.Now) is not { } group)
        {
            return request.NotFound(id);
        }

        if (request.Path[^1] is (UserCast or ShortUserCast) && !request.IsAdvanced)
        {
            return request.Unsupported("The OData cast needs the header 'ConsistencyLevel: eventual' and $count=true.");
        }

        if (Listing.Check(request, "User", DirectorySchema.User, out var matches) is { } refusal)
        {
            return refusal;
        }

        var relationship = Related(request, directory, group);
        var users = Users(request.Query.SkipToken);
        return Listing.Page(request, "directoryObjects", users, Write, () => Users(0).LongCount());

        IEnumerable<(long Cursor, Employee User)> Users(long cursor) =>
            from item in relationship.From(cursor, request.Now)
            let user = directory.People.Find(item.Id)
            where user is not null && matches(user)
            select (item.Cursor, user);

        JsonObject Write(Employee user)
        {
            var json = DirectorySchema.Write(user, request.Query.Select);
            if (request.Path[^1] is not (UserCast or ShortUserCast))
            {
                json.Insert(0, "@odata.type", "#microsoft.graph.user");
            }

            return json;
        }
    }

    private static Reply Add(GraphRequest request, TenantDirectory directory, TenantLog log, string id)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        var reference = (request.Body as JsonObject)?["@odata.id"]?.ToString();
        if (References.Resolve(request, reference, directory, group.IsUnified, out var wrong) is not { } user)
        {
            return wrong!;
        }

        var (name, relationship) = (request.Path[2], Related(request, directory, group));
        if (relationship.Contains(user))
        {
            return References.AlreadyThere(request, name);
        }

        if (name is "owners" && relationship.Count >= MostOwners)
        {
            return request.BadRequest($"The group has the maximum of {MostOwners} owners.");
        }

        var kind = name is "owners" ? LinkKind.OwnerAdded : LinkKind.MemberAdded;
        Link(request, log, group, relationship, [user], kind, directory.ReadableFrom(request.Now, request.Number));
        return Reply.NoContent();
    }

    private static Reply Remove(GraphRequest request, TenantDirectory directory, TenantLog log, string id, string userId)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        var (name, relationship) = (request.Path[2], Related(request, directory, group));
        if (!Guid.TryParse(userId, out var user) || !relationship.Contains(user))
        {
            return request.NotFound(userId);
        }

        if (name is "owners" && relationship.Count == 1)
        {
            return request.BadRequest("The group must have at least one owner, hence this owner cannot be removed.");
        }

        relationship.Remove(user, directory.ReadableFrom(request.Now, request.Number));
        var kind = name is "owners" ? LinkKind.OwnerRemoved : LinkKind.MemberRemoved;
        log.Add(new Linked(request.Now, request.Number, group.Id, user, kind));
        return Reply.NoContent();
    }

    private static Relationship Related(GraphRequest request, TenantDirectory directory, Group group) => request.Path[2] switch
    {
        "owners" => group.Owners,
        "transitiveMembers" when group.Members.Stored.Any(id => directory.Group(id) is { DeletedAt: null }) => Flattened(request, directory, group),
        _ => group.Members,
    };

    /// <summary>Members of nested groups too, each person once. Only security groups nest, and few do.</summary>
    private static Relationship Flattened(GraphRequest request, TenantDirectory directory, Group group)
    {
        var (all, seen, open) = (new Relationship(), new HashSet<Guid> { group.Id }, new Queue<Group>([group]));
        while (open.TryDequeue(out var next))
        {
            foreach (var (_, id) in next.Members.From(0, request.Now).Where(m => seen.Add(m.Id)))
            {
                if (directory.Group(id) is { DeletedAt: null } nested)
                {
                    open.Enqueue(nested);
                }
                else if (directory.Group(id) is null)
                {
                    all.Add(id, request.Now);
                }
            }
        }

        return all;
    }
}
