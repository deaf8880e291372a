using System.Text.Json;

namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>
/// What a request is about, as short keys: `mail:address`, `group:nickname`, `member:groupId/userId`, `owner:groupId/userId`, `team:groupId`,
/// `channel:teamId/name`, `tab:teamId/channelId/name`, `invite:address`, `post:groupAddress`, `card:group/title`, `page:groupId/name`. The proof uses them to match an uncertain effect with
/// the fault behind it.
/// </summary>
internal static class RequestSubjects
{
    private static readonly string[] RecipientLists = ["to", "cc", "bcc"];

    public static string Mail(string address) => $"mail:{address.ToLowerInvariant()}";

    public static string Group(string mailNickname) => $"group:{mailNickname.ToLowerInvariant()}";

    public static string Member(Guid group, Guid user) => $"member:{group}/{user}";

    public static string Owner(Guid group, Guid user) => $"owner:{group}/{user}";

    public static string Team(Guid group) => $"team:{group}";

    public static string Channel(Guid team, string name) => $"channel:{team}/{name}";

    public static string Tab(Guid team, string channelId, string name) => $"tab:{team}/{channelId}/{name}";

    public static string Invite(string address) => $"invite:{address.ToLowerInvariant()}";

    public static string Post(string groupAddress) => $"post:{groupAddress.ToLowerInvariant()}";

    /// <param name="group">The group's id in the campaign.</param>
    /// <param name="title">The card's.</param>
    public static string Card(string group, string title) => $"card:{group}/{title}";

    /// <param name="group">The group's object id.</param>
    /// <param name="page">File name of a page that is made, id of one that is published.</param>
    public static string Page(string group, string page) => $"page:{group}/{page}";

    /// <summary>Empty for a body that is no JSON object or names nothing.</summary>
    public static IReadOnlyList<string> Of(RemoteService service, string method, string path, ReadOnlyMemory<byte> body)
    {
        if (method is "GET" || !service.IsFaulty())
        {
            return [];
        }

        try
        {
            using var json = body.IsEmpty ? JsonDocument.Parse("{}") : JsonDocument.Parse(body);
            return
            [
                .. (service switch
                {
                    RemoteService.SendGrid => Recipients(json.RootElement),
                    RemoteService.Workflows => [Card(Segments(path) is ["workflows", var group, ..] ? group : "", TitleOf(json.RootElement))],
                    _ => GraphSubjects(path, json.RootElement),
                }).Distinct(),
            ];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static IEnumerable<string> Recipients(JsonElement mail) =>
        from personalization in Items(mail, "personalizations")
        from list in RecipientLists
        from person in Items(personalization, list)
        let address = Text(person, "email")
        where address is not null
        select Mail(address);

    private static IEnumerable<string> GraphSubjects(string path, JsonElement body) => Segments(path) switch
    {
        ["$batch"] => Items(body, "requests").SelectMany(InBatch),
        ["groups"] => [Group(Text(body, "mailNickname") ?? "")],
        ["groups", var group] => Items(body, "members@odata.bind").Select(e => $"member:{group}/{LastSegment(e.GetString())}"),
        ["groups", var group, "members", "$ref"] => [$"member:{group}/{LastSegment(Text(body, "@odata.id"))}"],
        ["groups", var group, "owners", "$ref"] => [$"owner:{group}/{LastSegment(Text(body, "@odata.id"))}"],
        ["groups", var group, "members", var user, "$ref"] => [$"member:{group}/{user}"],
        ["groups", var group, "owners", var user, "$ref"] => [$"owner:{group}/{user}"],
        ["groups", var group, "team"] => [$"team:{group}"],
        ["teams", var team, "archive"] => [$"team:{team}"],
        ["teams", var team, "channels"] => [$"channel:{team}/{Text(body, "displayName")}"],
        ["teams", var team, "channels", var channel] => [$"channel:{team}/{channel}"],
        ["teams", var team, "channels", var channel, "tabs"] => [$"tab:{team}/{channel}/{Text(body, "displayName")}"],
        ["invitations"] => [Invite(Text(body, "invitedUserEmailAddress") ?? "")],
        ["users", _, "sendMail"] => Posts(body),
        ["sites", var site, "pages"] => [Page(GroupOf(site), Text(body, "name") ?? "")],
        ["sites", var site, "pages", var page, ..] => [Page(GroupOf(site), page)],
        _ => [],
    };

    /// <summary>The site of a group has the group's id among the three parts of its own.</summary>
    private static string GroupOf(string site) => site.Split(',') is [_, var group, ..] ? group : site;

    private static string TitleOf(JsonElement message) =>
        Items(message, "attachments").Select(card => card.ValueKind is JsonValueKind.Object && card.TryGetProperty("content", out var content) ? Text(content, "fallbackText") : null)
            .FirstOrDefault() ?? "";

    private static IEnumerable<string> Posts(JsonElement body) =>
        body.ValueKind is not JsonValueKind.Object || !(body.TryGetProperty("message", out var message) || body.TryGetProperty("Message", out message))
            ? []
            : from recipient in Items(message, "toRecipients")
              where recipient.ValueKind is JsonValueKind.Object && recipient.TryGetProperty("emailAddress", out _)
              let address = Text(recipient.GetProperty("emailAddress"), "address")
              where address is not null
              select Post(address);

    private static IEnumerable<string> InBatch(JsonElement step) =>
        Text(step, "method") is "GET" || Text(step, "url") is not { } url
            ? []
            : GraphSubjects(url, step.TryGetProperty("body", out var body) ? body : default);

    private static string[] Segments(string path)
    {
        string[] parts = [.. path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return parts is ["v1.0", ..] ? parts[1..] : parts;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray()
            : default;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String
            ? text.GetString()
            : null;

    private static string LastSegment(string? reference) => reference?.Split('/')[^1] ?? "";
}
