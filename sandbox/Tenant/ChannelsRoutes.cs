using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET and POST /teams/{id}/channels, GET and DELETE /teams/{id}/channels/{id}, for standard channels.</summary>
internal static class ChannelsRoutes
{
    private const int LongestName = 50;
    private const int LongestDescription = 1024;

    /// <summary>Deleted ones count for as long as they can be restored.</summary>
    private const int MostChannels = 1_000;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("~#%&*{}+/\\:<>?|'\",");

    /// <summary>How long a deleted channel can be restored; its name stays taken meanwhile.</summary>
    private static readonly TimeSpan InBin = TimeSpan.FromDays(30);

    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log)
    {
        if (request.Path is not ["teams", var id, "channels", .. ([] or [_])] || request.Method is not ("GET" or "POST" or "DELETE"))
        {
            return null;
        }

        if (directory.GroupWithTeam(id) is not { Team: { } team } group)
        {
            return TeamsRoutes.NotFound(request, id);
        }

        return (request.Method, request.Path) switch
        {
            ("GET", [_, _, _]) => List(request, group, team),
            ("POST", [_, _, _]) => Make(request, directory, log, group, team),
            ("GET", [_, _, _, var channel]) => One(request, group, team, channel),
            ("DELETE", [_, _, _, var channel]) => Delete(request, team, channel),
            _ => null,
        };
    }

    public static Reply NotFound(GraphRequest request, string id) => request.Refuse(404, "NotFound", $"Channel {id} is not found.");

    /// <summary>Null if a channel may have this name.</summary>
    public static string? WrongIn(string name) =>
        name.Length is 0 or > LongestName ? $"Channel name must be 1 to {LongestName} characters long."
        : name.AsSpan().ContainsAny(Forbidden) || name.Contains("..", StringComparison.Ordinal) || name.Any(char.IsControl)
            ? "Channel name contains characters that are not allowed."
        : name[0] is '_' or '.' || name[^1] is '.' ? "Channel name must not start with an underscore or a period, nor end with a period."
        : null;

    private static Reply List(GraphRequest request, Group group, Team team)
    {
        var body = Listing.WithContext(request, $"teams('{group.Id}')/channels", []);
        body["@odata.count"] = team.Channels.Count();
        body["value"] = new JsonArray([.. team.Channels.Select(channel => Listing.Selected(request, Write(group, channel)))]);
        return new(StatusCodes.Status200OK, body);
    }

    private static Reply One(GraphRequest request, Group group, Team team, string id) =>
        team.Channel(id) is { } channel
            ? new(StatusCodes.Status200OK, Written(request, group, channel))
            : NotFound(request, id);

    private static Reply? Make(GraphRequest request, TenantDirectory directory, TenantLog log, Group group, Team team)
    {
        if (Listing.Text(request.Body, "membershipType") is not (null or "standard"))
        {
            return null;
        }

        var name = Listing.Text(request.Body, "displayName")?.Trim() ?? "";
        var description = Listing.Text(request.Body, "description");
        if (WrongIn(name) is { } wrong)
        {
            return request.Refuse(400, "BadRequest", wrong);
        }

        if (description is { Length: > LongestDescription })
        {
            return request.Refuse(400, "BadRequest", $"Channel description must be at most {LongestDescription} characters long.");
        }

        var kept = team.AllChannels.Where(channel => channel.DeletedAt is not { } deleted || deleted + InBin > request.Now).ToList();
        if (kept.Exists(channel => channel.IsNamed(name)))
        {
            return request.Refuse(400, "BadRequest", "Channel name already existed, please use other name.");
        }

        if (kept.Count >= MostChannels)
        {
            return request.Refuse(400, "BadRequest", $"A team has at most {MostChannels} channels.");
        }

        var made = directory.MakeChannel(team, name, description, request.Now);
        log.Add(new ChannelMade(request.Now, request.Number, group.Id, name));
        return new(StatusCodes.Status201Created, Written(request, group, made));
    }

    private static Reply Delete(GraphRequest request, Team team, string id)
    {
        if (team.Channel(id) is not { } channel)
        {
            return NotFound(request, id);
        }

        if (channel == team.AllChannels[0])
        {
            return request.Refuse(400, "BadRequest", "The General channel cannot be deleted.");
        }

        channel.DeletedAt = request.Now;
        return Reply.NoContent();
    }

    private static JsonObject Written(GraphRequest request, Group group, Channel channel) =>
        Listing.WithContext(request, $"teams('{group.Id}')/channels/$entity", Listing.Selected(request, Write(group, channel)));

    private static JsonObject Write(Group group, Channel channel) => new()
    {
        ["id"] = channel.Id,
        ["createdDateTime"] = Listing.Time(channel.CreatedAt),
        ["displayName"] = channel.Name,
        ["description"] = channel.Description,
        ["email"] = "",
        ["webUrl"] = $"https://teams.sandbox.example/l/channel/{Uri.EscapeDataString(channel.Id)}/"
            + $"{Uri.EscapeDataString(channel.Name)}?groupId={group.Id}",
        ["membershipType"] = "standard",
    };
}
