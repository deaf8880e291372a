using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>PUT and GET /groups/{id}/team, GET /teams/{id}, POST /teams/{id}/archive, GET /teams/{id}/operations/{id}.</summary>
internal static class TeamsRoutes
{
    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log) => request switch
    {
        { Method: "PUT", Path: ["groups", var id, "team"] } => Make(request, directory, log, id),
        { Method: "GET", Path: ["groups", var id, "team"] } => One(request, directory, id),
        { Method: "GET", Path: ["teams", var id] } => One(request, directory, id),
        { Method: "POST", Path: ["teams", var id, "archive"] } => Archive(request, directory, id),
        { Method: "GET", Path: ["teams", var id, "operations", var operation] } => Operation(request, directory, id, operation),
        _ => null,
    };

    public static Reply NotFound(GraphRequest request, string id) => request.Refuse(404, "NotFound", $"No team found with Group Id {id}");

    private static Reply Make(GraphRequest request, TenantDirectory directory, TenantLog log, string id)
    {
        if (directory.LivingGroup(id) is not { } group || directory.TeamReadyAt(group) > request.Now)
        {
            return request.Refuse(404, "NotFound", $"The group {id} is not found by Teams. A new group takes up to 15 minutes to arrive there.");
        }

        if (!group.IsUnified)
        {
            return request.Refuse(400, "BadRequest", $"The group {id} is no Microsoft 365 group: a team cannot be created for it.");
        }

        if (group.Owners.Count == 0)
        {
            return request.Refuse(400, "BadRequest", $"The group {id} has no owner. A team needs at least one owner.");
        }

        if (group.Team is not null)
        {
            return request.Refuse(409, "Conflict", $"The group {id} is already provisioned with a team.");
        }

        directory.MakeTeam(group, request.Now);
        log.Add(new TeamMade(request.Now, request.Number, group.Id));
        return new(StatusCodes.Status201Created, Listing.WithContext(request, "teams/$entity", Write(group, request.Now)));
    }

    private static Reply One(GraphRequest request, TenantDirectory directory, string id) =>
        directory.GroupWithTeam(id) is { } group
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, "teams/$entity", Listing.Selected(request, Write(group, request.Now))))
            : NotFound(request, id);

    private static Reply Archive(GraphRequest request, TenantDirectory directory, string id)
    {
        if (directory.GroupWithTeam(id) is not { Team: { } team } group)
        {
            return NotFound(request, id);
        }

        if (group.Owners.Count == 0)
        {
            return request.Refuse(400, "BadRequest", "The team has no owner. A team without an owner cannot be archived.");
        }

        var operation = directory.StartOperation(team, "archiveTeam", request.Now, request.Number);
        team.ArchivedAt ??= operation.DoneAt;
        return new Reply(StatusCodes.Status202Accepted).With("Location", $"/teams('{group.Id}')/operations('{operation.Id}')");
    }

    private static Reply Operation(GraphRequest request, TenantDirectory directory, string id, string operationId)
    {
        if (directory.GroupWithTeam(id) is not { Team: { } team } group)
        {
            return NotFound(request, id);
        }

        return Guid.TryParse(operationId, out var guid) && team.Operations.Find(o => o.Id == guid) is { } operation
            ? new(StatusCodes.Status200OK, Listing.WithContext(request, $"teams('{group.Id}')/operations/$entity", Write(operation, group, request.Now)))
            : request.Refuse(404, "NotFound", $"No operation {operationId} found.");
    }

    private static JsonObject Write(Group group, DateTimeOffset now) => new()
    {
        ["id"] = group.Id.ToString(),
        ["createdDateTime"] = Listing.Time(group.Team!.CreatedAt),
        ["displayName"] = group.DisplayName,
        ["description"] = group.Text("description"),
        ["visibility"] = (group.Text("visibility") ?? "Public").ToLowerInvariant(),
        ["webUrl"] = $"https://teams.sandbox.example/l/team/{group.Team.AllChannels[0].Id}/conversations?groupId={group.Id}",
        ["isArchived"] = group.Team.ArchivedAt <= now,
    };

    private static JsonObject Write(TeamOperation operation, Group group, DateTimeOffset now) => new()
    {
        ["id"] = operation.Id.ToString(),
        ["operationType"] = operation.Type,
        ["createdDateTime"] = Listing.Time(operation.CreatedAt),
        ["status"] = operation.DoneAt <= now ? "succeeded" : "inProgress",
        ["lastActionDateTime"] = Listing.Time(operation.DoneAt <= now ? operation.DoneAt : operation.CreatedAt),
        ["attemptsCount"] = 1,
        ["targetResourceId"] = group.Id.ToString(),
        ["targetResourceLocation"] = $"/teams('{group.Id}')",
        ["error"] = null,
    };
}
