using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>POST and GET /groups, GET and PATCH /groups/{id}.</summary>
internal static class GroupsRoutes
{
    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log, TenantOptions options) => request switch
    {
        { Method: "POST", Path: ["groups"] } => Create(request, directory, log),
        { Method: "GET", Path: ["groups"] } => List(request, directory),
        { Method: "GET", Path: ["groups", var id] } => One(request, directory, id),
        { Method: "PATCH", Path: ["groups", var id] } => Update(request, directory, log, options, id),
        _ => null,
    };

    /// <summary>The answer of a directory that takes no more objects.</summary>
    public static Reply Full(GraphRequest request) => request.Refuse(
        403,
        "Directory_QuotaExceeded",
        "The directory object quota limit for the Tenant has been exceeded. Please ask your administrator to increase the quota limit or delete "
        + "objects to reduce the used quota.");

    private static Reply Create(GraphRequest request, TenantDirectory directory, TenantLog log)
    {
        if (request.Body is not JsonObject body)
        {
            return request.BadRequest("The body of a new group is a JSON object.");
        }

        if (NewGroup.CheckCreation(request, body) is { } refusal)
        {
            return refusal;
        }

        if (Count(body, "owners@odata.bind") + Count(body, "members@odata.bind") > NewGroup.MostRelationships)
        {
            return request.BadRequest(
                $"A maximum of {NewGroup.MostRelationships} relationships, such as owners and members, can be added as part of group creation.");
        }

        var unified = body["groupTypes"] is JsonArray { Count: > 0 };
        if (References.Bound(request, body, "owners@odata.bind", directory, unified, out var wrong) is not { } owners
            || References.Bound(request, body, "members@odata.bind", directory, unified, out wrong) is not { } members)
        {
            return wrong!;
        }

        return directory.GroupByNickname(body["mailNickname"]!.ToString()) is not null ? SameNickname(request)
            : directory.IsFull ? Full(request)
            : Created(request, directory, log, body, owners, members);
    }

    private static Reply Created(
        GraphRequest request,
        TenantDirectory directory,
        TenantLog log,
        JsonObject body,
        IReadOnlyList<Guid> owners,
        IReadOnlyList<Guid> members)
    {
        var properties = body.DeepClone().AsObject();
        properties.Remove("owners@odata.bind");
        properties.Remove("members@odata.bind");
        var group = directory.Create(properties, request.Now, request.Number);
        log.Add(new GroupCreated(request.Now, request.Number, group.Id, group.MailNickname));
        MembersRoutes.Link(request, log, group, group.Owners, owners, LinkKind.OwnerAdded, group.ReadableFrom);
        MembersRoutes.Link(request, log, group, group.Members, members, LinkKind.MemberAdded, group.ReadableFrom);
        return new(StatusCodes.Status201Created, Listing.WithContext(request, "groups/$entity", DirectorySchema.Write(group, null)));
    }

    private static Reply List(GraphRequest request, TenantDirectory directory)
    {
        if (Listing.Check(request, "Group", DirectorySchema.Group, out var matches) is { } refusal)
        {
            return refusal;
        }

        var from = (int)request.Query.SkipToken;
        var groups = directory.Groups.Skip(from)
            .Select((group, i) => (Cursor: (long)from + i + 1, Group: group))
            .Where(g => g.Group.DeletedAt is null && g.Group.ReadableFrom <= request.Now && matches(g.Group));
        return Listing.Page(
            request,
            "groups",
            groups,
            group => DirectorySchema.Write(group, request.Query.Select),
            () => directory.ReadableGroups(0, request.Now).Count(matches));
    }

    private static Reply One(GraphRequest request, TenantDirectory directory, string id)
    {
        if (DirectorySchema.Unknown(request.Query.Select, DirectorySchema.Group) is { } unknown)
        {
            return Listing.NoProperty(request, unknown, "group");
        }

        return directory.ReadableGroup(id, request.Now) is { } group
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, "groups/$entity", DirectorySchema.Write(group, request.Query.Select)))
            : request.NotFound(id);
    }

    private static Reply Update(GraphRequest request, TenantDirectory directory, TenantLog log, TenantOptions options, string id)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        if (request.Body is not JsonObject { Count: > 0 } body)
        {
            return request.BadRequest("The body of an update is a JSON object with at least one property.");
        }

        if (NewGroup.CheckUpdate(request, body) is { } refusal)
        {
            return refusal;
        }

        if (NewGroup.ChangesExchange(body) && !options.AppMayChangeExchangeSettings)
        {
            return request.Refuse(403, "ErrorGroupsAccessDenied", "User does not have permissions to execute this action.");
        }

        if (body["mailNickname"]?.ToString() is { } nickname && directory.GroupByNickname(nickname) is { } other && other != group)
        {
            return SameNickname(request);
        }

        return MembersRoutes.Bind(request, directory, log, group, body) ?? Updated(directory, group, body);
    }

    private static Reply Updated(TenantDirectory directory, Group group, JsonObject body)
    {
        if (body["mailNickname"]?.ToString() is { } nickname)
        {
            directory.Rename(group, nickname);
        }

        foreach (var (name, value) in body.Where(p => p.Key is not ("members@odata.bind" or "@odata.type")))
        {
            group.Properties[name] = value?.DeepClone();
        }

        return Reply.NoContent();
    }

    private static Reply SameNickname(GraphRequest request) =>
        request.BadRequest("Another object with the same value for property mailNickname already exists.");

    private static int Count(JsonObject body, string property) => (body[property] as JsonArray)?.Count ?? 0;
}
