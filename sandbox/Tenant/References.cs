using System.Text.Json.Nodes;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>References to directory objects: `https://graph.microsoft.com/v1.0/directoryObjects/{id}` and its kin.</summary>
internal static class References
{
    private static readonly string[] Collections = ["directoryObjects", "users", "groups"];

    /// <summary>The references of a bind property; an absent one is empty. Null with <paramref name="refusal"/> if one is wrong.</summary>
    public static IReadOnlyList<Guid>? Bound(
        GraphRequest request, JsonObject body, string property, TenantDirectory directory, bool unified, out Reply? refusal)
    {
        refusal = null;
        var found = new List<Guid>();
        foreach (var node in body[property] as JsonArray ?? [])
        {
            if (Resolve(request, node?.ToString(), directory, unified, out refusal) is not { } id)
            {
                return null;
            }

            if (found.Contains(id))
            {
                refusal = AlreadyThere(request, property.Split('@')[0]);
                return null;
            }

            found.Add(id);
        }

        return found;
    }

    public static Guid? Resolve(GraphRequest request, string? reference, TenantDirectory directory, bool unified, out Reply? refusal)
    {
        var parts = reference?.Split('/') ?? [];
        if (parts is not [.., var collection, var id] || !Collections.Contains(collection) || !Uri.IsWellFormedUriString(reference, UriKind.Absolute))
        {
            refusal = request.BadRequest($"Invalid reference '{reference}'. Use the address of a directory object.");
            return null;
        }

        var guid = Guid.TryParse(id, out var parsed) ? parsed : directory.User(Uri.UnescapeDataString(id))?.Id;
        refusal = guid is null || directory.Referable(guid.Value, request.Now, request.Number) is null ? request.NotFound(id)
            : unified && directory.Group(guid.Value) is not null
                ? request.BadRequest("Members of a Microsoft 365 group can only be users: a group cannot be added.")
            : null;
        return refusal is null ? guid : null;
    }

    public static Reply AlreadyThere(GraphRequest request, string property) => request.BadRequest(
        $"One or more added object references already exist for the following modified properties: '{property}'.");
}
