using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>DELETE /groups/{id} and the bin of 30 days: GET /directory/deletedItems/microsoft.graph.group, GET and restore of one.</summary>
internal static class DeletedItemsRoutes
{
    public static Reply? Answer(GraphRequest request, TenantDirectory directory) => request switch
    {
        { Method: "DELETE", Path: ["groups", var id] } => Delete(request, directory, id),
        { Method: "GET", Path: ["directory", "deletedItems", "microsoft.graph.group" or "graph.group"] } => List(request, directory),
        { Method: "GET", Path: ["directory", "deletedItems", var id, .. ([] or ["microsoft.graph.group" or "graph.group"])] } =>
            One(request, directory, id),
        { Method: "POST", Path: ["directory", "deletedItems", var id, "restore"] } => Restore(request, directory, id),
        _ => null,
    };

    private static Reply Delete(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.WritableGroup(id, request.Now, request.Number) is not { } group)
        {
            return request.NotFound(id);
        }

        directory.Delete(group, request.Now);
        return Reply.NoContent();
    }

    private static Reply List(GraphRequest request, TenantDirectory directory)
    {
        if (Listing.Check(request, "Group", DirectorySchema.Group, out var matches) is { } refusal)
        {
            return refusal;
        }

        return Listing.Page(
            request,
            "directoryObjects",
            InBin(request.Query.SkipToken),
            group => DirectorySchema.Write(group, request.Query.Select),
            () => InBin(0).LongCount());

        IEnumerable<(long Cursor, Group Group)> InBin(long cursor) => directory.Groups
            .Skip((int)cursor)
            .Select((group, i) => (cursor + i + 1, group))
            .Where(g => TenantDirectory.IsInBin(g.group, request.Now) && matches(g.group));
    }

    private static Reply One(GraphRequest request, TenantDirectory directory, string id)
    {
        if (DirectorySchema.Unknown(request.Query.Select, DirectorySchema.Group) is { } unknown)
        {
            return Listing.NoProperty(request, unknown, "group");
        }

        return Find(request, directory, id) is { } group
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, "directoryObjects/$entity", DirectorySchema.Write(group, request.Query.Select)))
            : request.NotFound(id);
    }

    private static Reply Restore(GraphRequest request, TenantDirectory directory, string id)
    {
        if (Find(request, directory, id) is not { } group)
        {
            return request.NotFound(id);
        }

        return directory.TryRestore(group, directory.ReadableFrom(request.Now, request.Number))
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, "directoryObjects/$entity", DirectorySchema.Write(group, null)))
            : request.BadRequest("Another object with the same value for property mailNickname already exists.");
    }

    private static Group? Find(GraphRequest request, TenantDirectory directory, string id) =>
        Guid.TryParse(id, out var guid) && directory.Group(guid) is { } group && TenantDirectory.IsInBin(group, request.Now) ? group : null;
}
