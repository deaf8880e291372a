using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET and POST /teams/{id}/channels/{id}/tabs, PATCH of one, for tabs that show a website. Two may have one name, as in Teams.</summary>
internal static class TabsRoutes
{
    private const string WebsiteApp = "com.microsoft.teamspace.tab.web";
    private const int LongestName = 128;

    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log)
    {
        if (request.Path is not ["teams", var id, "channels", var channelId, "tabs", .. ([] or [_])] || request.Method is not ("GET" or "POST" or "PATCH"))
        {
            return null;
        }

        if (directory.GroupWithTeam(id) is not { Team: { } team } group)
        {
            return TeamsRoutes.NotFound(request, id);
        }

        if (team.Channel(channelId) is not { } channel)
        {
            return ChannelsRoutes.NotFound(request, channelId);
        }

        return (request.Method, request.Path) switch
        {
            ("GET", [.., "tabs"]) => List(request, group, channel),
            ("POST", [.., "tabs"]) => Make(request, directory, log, group, channel),
            ("PATCH", [.., "tabs", var tab]) => Change(request, channel, tab),
            _ => null,
        };
    }

    private static Reply List(GraphRequest request, Group group, Channel channel)
    {
        var body = Listing.WithContext(request, $"teams('{group.Id}')/channels('{channel.Id}')/tabs", []);
        body["value"] = new JsonArray([.. channel.Tabs.Select(tab => Listing.Selected(request, Write(tab, channel)))]);
        return new(StatusCodes.Status200OK, body);
    }

    private static Reply? Make(GraphRequest request, TenantDirectory directory, TenantLog log, Group group, Channel channel)
    {
        if (Listing.Text(request.Body, "teamsApp@odata.bind")?.Split('/') is not [.., "appCatalogs", "teamsApps", var app])
        {
            return request.Refuse(400, "BadRequest", "The tab needs teamsApp@odata.bind, the address of an app in appCatalogs/teamsApps.");
        }

        if (app is not WebsiteApp)
        {
            return null;
        }

        var name = Listing.Text(request.Body, "displayName") ?? "";
        var configuration = request.Body?["configuration"];
        var (content, website) = (Listing.Text(configuration, "contentUrl"), Listing.Text(configuration, "websiteUrl"));
        if (name.Length is 0 or > LongestName)
        {
            return request.Refuse(400, "BadRequest", $"Tab name must be 1 to {LongestName} characters long.");
        }

        if (!IsWeb(content) || (website is not null && !IsWeb(website)))
        {
            return request.Refuse(400, "BadRequest", "The configuration of a website tab needs contentUrl, an absolute https address.");
        }

        var tab = new Tab(directory.NewId(), name, content!, website, Listing.Text(configuration, "entityId"));
        channel.Tabs.Add(tab);
        log.Add(new TabMade(request.Now, request.Number, group.Id, channel.Name, name, content!));
        var context = $"teams('{group.Id}')/channels('{channel.Id}')/tabs/$entity";
        return new(StatusCodes.Status201Created, Listing.WithContext(request, context, Write(tab, channel)));
    }

    private static Reply Change(GraphRequest request, Channel channel, string id)
    {
        if (channel.Tabs.FindIndex(tab => tab.Id.ToString() == id) is var index && index < 0)
        {
            return request.Refuse(404, "NotFound", $"Tab {id} is not found.");
        }

        var configuration = request.Body?["configuration"];
        var (content, website) = (Listing.Text(configuration, "contentUrl"), Listing.Text(configuration, "websiteUrl"));
        if ((content is not null && !IsWeb(content)) || (website is not null && !IsWeb(website)))
        {
            return request.Refuse(400, "BadRequest", "The configuration of a website tab needs absolute https addresses.");
        }

        var tab = channel.Tabs[index];
        channel.Tabs[index] = tab with
        {
            Name = Listing.Text(request.Body, "displayName") ?? tab.Name,
            ContentUrl = content ?? tab.ContentUrl,
            WebsiteUrl = website ?? tab.WebsiteUrl,
        };
        return Reply.NoContent();
    }

    private static bool IsWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";

    private static JsonObject Write(Tab tab, Channel channel) => new()
    {
        ["id"] = tab.Id.ToString(),
        ["displayName"] = tab.Name,
        ["webUrl"] = $"https://teams.sandbox.example/l/channel/{Uri.EscapeDataString(channel.Id)}/tab::{tab.Id}",
        ["configuration"] = new JsonObject
        {
            ["entityId"] = tab.EntityId,
            ["contentUrl"] = tab.ContentUrl,
            ["removeUrl"] = null,
            ["websiteUrl"] = tab.WebsiteUrl,
        },
    };
}
