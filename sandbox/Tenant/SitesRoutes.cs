using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// GET /groups/{id}/sites/root; of a site: POST /sites/{id}/pages, GET /sites/{id}/pages/microsoft.graph.sitePage and
/// POST /sites/{id}/pages/{page}/microsoft.graph.sitePage/publish. Pages are written at once, and listed after the usual delay.
/// </summary>
internal static class SitesRoutes
{
    private const string PageType = "microsoft.graph.sitePage";
    private const string Host = "lumen.sharepoint.example";

    /// <summary>Text web parts have no type of their own here; of the others, those that Graph creates.</summary>
    private static readonly HashSet<string> WebParts = new(StringComparer.OrdinalIgnoreCase)
    {
        "e377ea37-9047-43b9-8cdb-a761be2f8e09", "0f087d7f-520e-42b7-89c0-496aaf979d58", "df8e44e7-edd5-46d5-90da-aca1539313b8",
        "2161a1c6-db61-4731-b97c-3cdb303f7cbb", "b7dd04e1-19ce-4b24-9132-b60a1c2b910d", "d1d91016-032f-456d-98a4-721247c305e8",
        "af8be689-990e-492a-81f7-ba3e4cd3ed9c", "6410b3b6-d440-4663-8744-378976dc041e", "e84a8ca2-f63c-4fb9-bc0b-d8eef5ccb22b",
        "7f718435-ee4d-431c-bdbf-9c4ff326f46e", "c70391ea-0b10-4ee9-b2b4-006d3fcad0cd", "8654b779-4886-46d4-8ffb-b5ed960ee986",
        "544dd15b-cf3c-441b-96da-004d5a8cea1d", "cbe7b0a9-3504-44dd-a3a3-0e5cacd07788",
    };

    public static Reply? Answer(GraphRequest request, TenantDirectory directory, TenantLog log) => request switch
    {
        { Method: "GET", Path: ["groups", var group, "sites", "root"] } => Root(request, directory, group),
        { Method: "POST", Path: ["sites", var site, "pages"] } => In(request, directory, site, found => Create(request, directory, log, found)),
        { Method: "GET", Path: ["sites", var site, "pages", PageType] } => In(request, directory, site, found => List(request, found)),
        { Method: "POST", Path: ["sites", var site, "pages", var page, PageType, "publish"] } =>
            In(request, directory, site, found => Publish(request, log, found, page)),
        _ => null,
    };

    private static Reply Root(GraphRequest request, TenantDirectory directory, string id) =>
        directory.ReadableGroup(id, request.Now) is not { IsUnified: true } group || directory.SiteReadyAt(group) > request.Now
            ? request.Refuse(404, "itemNotFound", "Requested site could not be found")
            : new(StatusCodes.Status200OK, Listing.WithContext(request, "sites/$entity", Listing.Selected(request, new()
            {
                ["id"] = SiteIdOf(group),
                ["displayName"] = group.DisplayName,
                ["name"] = group.MailNickname,
                ["webUrl"] = $"https://{Host}/sites/{group.MailNickname}",
            })));

    /// <summary>Host, site collection and site.</summary>
    private static string SiteIdOf(Group group) => $"{Host},{group.Id},{group.Id}";

    private static Reply In(GraphRequest request, TenantDirectory directory, string site, Func<Group, Reply> answer) =>
        site.Split(',') is [Host, var id, _] && directory.LivingGroup(id) is { } group
            ? answer(group)
            : request.Refuse(404, "itemNotFound", "Requested site could not be found");

    private static Reply Create(GraphRequest request, TenantDirectory directory, TenantLog log, Group group)
    {
        if (request.Body is not JsonObject body || Listing.Text(body, "@odata.type") is not $"#{PageType}")
        {
            return request.Refuse(400, "invalidRequest", $"The body is a page with @odata.type #{PageType}.");
        }

        if (Listing.Text(body, "name") is not { Length: > 5 } name || !name.EndsWith(".aspx", StringComparison.OrdinalIgnoreCase)
            || Listing.Text(body, "title") is not { Length: > 0 } title)
        {
            return request.Refuse(400, "invalidRequest", "A page has a title, and a name that ends in .aspx.");
        }

        if (group.Pages.Exists(page => string.Equals(page.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            return request.Refuse(409, "nameAlreadyExists", "Name already exists");
        }

        if (Unknown(body) is { } unknown)
        {
            return request.Refuse(400, "invalidRequest", $"The web part {unknown} is not supported.");
        }

        var made = new Page(directory.NewId(), name, title, Listing.Text(body, "promotionKind") ?? "page", body.ToJsonString(), directory.ReadableFrom(request.Now, request.Number))
        {
            Level = "checkout",
        };
        group.Pages.Add(made);
        log.Add(new PageWritten(request.Now, request.Number, group.Id, made.Id, name, title, IsPublished: false, made.Json));
        return new(StatusCodes.Status201Created, Write(group, made));
    }

    private static Reply List(GraphRequest request, Group group)
    {
        var seen = group.Pages.Where(page => page.ReadableFrom <= request.Now).ToList();
        var from = (int)request.Query.SkipToken;
        var items = seen.Skip(from).Select((page, i) => ((long)(from + i + 1), page));
        return Listing.Page(request, "sites/pages", items, page => Listing.Selected(request, Write(group, page)), () => seen.Count);
    }

    private static Reply Publish(GraphRequest request, TenantLog log, Group group, string id)
    {
        if (group.Pages.Find(page => page.Id.ToString() == id) is not { } page)
        {
            return request.Refuse(404, "itemNotFound", "The page could not be found");
        }

        if (page.Level != "published")
        {
            page.Level = "published";
            log.Add(new PageWritten(request.Now, request.Number, group.Id, page.Id, page.Name, page.Title, IsPublished: true, page.Json));
        }

        return Reply.NoContent();
    }

    private static string? Unknown(JsonObject body) =>
        (body["canvasLayout"]?["horizontalSections"] as JsonArray ?? [])
        .SelectMany(section => section?["columns"] as JsonArray ?? [])
        .SelectMany(column => column?["webparts"] as JsonArray ?? [])
        .Where(part => part?["innerHtml"] is null)
        .Select(part => Listing.Text(part, "webPartType") ?? "without a type")
        .FirstOrDefault(type => !WebParts.Contains(type));

    private static JsonObject Write(Group group, Page page) => new()
    {
        ["@odata.type"] = $"#{PageType}",
        ["id"] = page.Id.ToString(),
        ["name"] = page.Name,
        ["title"] = page.Title,
        ["webUrl"] = $"https://{Host}/sites/{group.MailNickname}/SitePages/{page.Name}",
        ["promotionKind"] = page.PromotionKind,
        ["publishingState"] = new JsonObject { ["level"] = page.Level, ["versionId"] = page.Level == "published" ? "1.0" : "0.1" },
    };
}

/// <summary>A page of a group's site.</summary>
internal sealed record Page(Guid Id, string Name, string Title, string PromotionKind, string Json, DateTimeOffset ReadableFrom)
{
    /// <summary>checkout or published.</summary>
    public required string Level { get; set; }
}

/// <summary>A page that was created, or published. <paramref name="Json"/> is the body that made it.</summary>
internal sealed record PageWritten(DateTimeOffset At, long Request, Guid Group, Guid Page, string Name, string Title, bool IsPublished, string Json);
