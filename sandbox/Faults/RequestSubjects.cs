using System.Text.Json;

namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>
/// What a request is about, as short keys: `mail:address`, `group:nickname`, `member:groupId/userId`, `owner:groupId/userId`. The proof uses
/// them to match an uncertain effect with the fault behind it.
/// </summary>
internal static class RequestSubjects
{
    private static readonly string[] RecipientLists = ["to", "cc", "bcc"];

    public static string Mail(string address) => $"mail:{address.ToLowerInvariant()}";

    public static string Group(string mailNickname) => $"group:{mailNickname.ToLowerInvariant()}";

    public static string Member(Guid group, Guid user) => $"member:{group}/{user}";

    public static string Owner(Guid group, Guid user) => $"owner:{group}/{user}";

    /// <summary>Empty for a body that is no JSON object or names nothing.</summary>
    public static IReadOnlyList<string> Of(RemoteService service, string method, string path, ReadOnlyMemory<byte> body)
    {
        if (method is "GET" || service is not (RemoteService.Graph or RemoteService.SendGrid))
        {
            return [];
        }

        try
        {
            using var json = body.IsEmpty ? JsonDocument.Parse("{}") : JsonDocument.Parse(body);
            return [.. (service is RemoteService.SendGrid ? Recipients(json.RootElement) : GraphSubjects(path, json.RootElement)).Distinct()];
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
        _ => [],
    };

    private static IEnumerable<string> InBatch(JsonElement step) =>
        Text(step, "method") is "GET" || Text(step, "url") is not { } url
            ? []
            : GraphSubjects(url, step.TryGetProperty("body", out var body) ? body : default);

    private static string[] Segments(string path)
    {
        var parts = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
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
