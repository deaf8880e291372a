using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The documented rules of the properties of a group, for POST and PATCH.</summary>
internal static partial class NewGroup
{
    public const int MostRelationships = 20;

    private static readonly string[] Required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

    private static readonly string[] Settable =
    [
        "displayName", "description", "mailEnabled", "mailNickname", "securityEnabled", "groupTypes", "visibility", "classification",
        "preferredDataLocation", "preferredLanguage", "theme", "owners@odata.bind", "members@odata.bind", "resourceBehaviorOptions", "@odata.type",
    ];

    private static readonly string[] Updatable =
    [
        "displayName", "description", "mailNickname", "visibility", "classification", "preferredDataLocation", "preferredLanguage", "theme",
        "members@odata.bind", "@odata.type",
    ];

    /// <summary>Exchange keeps these: not settable at creation, and each update of them stands alone.</summary>
    private static readonly string[] OfExchange =
    [
        "allowExternalSenders", "autoSubscribeNewMembers", "hideFromAddressLists", "hideFromOutlookClients", "isSubscribedByMail", "unseenCount",
    ];

    private static readonly string[] BehaviorOptions =
    [
        "AllowOnlyMembersToPost", "CalendarMemberReadOnly", "ConnectorsDisabled", "HideGroupInOutlook", "SubscribeMembersToCalendarEventsDisabled",
        "SubscribeNewGroupMembers", "WelcomeEmailDisabled",
    ];

    private static readonly string[] Visibilities = ["Public", "Private", "HiddenMembership"];

    /// <summary>Null when the group may be created as far as its own properties go.</summary>
    public static Reply? CheckCreation(GraphRequest request, JsonObject body) =>
        Missing(request, body)
        ?? NotAmong(request, body, Settable, "cannot be set when a group is created")
        ?? CheckValues(request, body)
        ?? CheckKind(request, body);

    /// <summary>Null when the update may be made as far as its own properties go.</summary>
    public static Reply? CheckUpdate(GraphRequest request, JsonObject body)
    {
        // The official client names the type in every body.
        var names = body.Select(p => p.Key).Where(name => name != "@odata.type").ToList();
        if (names.Exists(OfExchange.Contains))
        {
            return names.TrueForAll(OfExchange.Contains)
                ? null
                : request.BadRequest($"Property '{names.First(OfExchange.Contains)}' must be specified in its own PATCH request.");
        }

        return NotAmong(request, body, Updatable, "cannot be updated") ?? CheckValues(request, body);
    }

    /// <summary>Whether an update is about what Exchange keeps.</summary>
    public static bool ChangesExchange(JsonObject body) => body.Any(p => OfExchange.Contains(p.Key, StringComparer.Ordinal));

    private static Reply? Missing(GraphRequest request, JsonObject body) =>
        Array.Find(Required, name => body[name] is null) is { } missing
            ? request.BadRequest($"A value is required for property '{missing}' of resource 'Group'.")
            : null;

    private static Reply? NotAmong(GraphRequest request, JsonObject body, string[] allowed, string why) =>
        body.Select(p => p.Key).FirstOrDefault(name => !allowed.Contains(name, StringComparer.Ordinal)) is { } name
            ? request.BadRequest(
                OfExchange.Contains(name) || Settable.Contains(name) ? $"Property '{name}' {why}." : $"Invalid property '{name}'.")
            : null;

    private static Reply? CheckValues(GraphRequest request, JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            var valid = name switch
            {
                "displayName" => TextOf(value) is { Length: > 0 and <= 256 },
                "mailNickname" => TextOf(value) is { } nickname && Nickname().IsMatch(nickname),
                "description" => value is null || TextOf(value) is { Length: <= 1024 },
                "mailEnabled" or "securityEnabled" => value is JsonValue flag && flag.TryGetValue(out bool _),
                "visibility" => Visibilities.Contains(TextOf(value)),
                "groupTypes" => value is JsonArray types && types.All(t => TextOf(t) is "Unified" or "DynamicMembership"),
                "resourceBehaviorOptions" => value is JsonArray set && set.All(o => BehaviorOptions.Contains(TextOf(o))),
                _ => true,
            };
            if (!valid)
            {
                return request.BadRequest($"Invalid value specified for property '{name}' of resource 'Group'.");
            }
        }

        return null;
    }

    private static Reply? CheckKind(GraphRequest request, JsonObject body)
    {
        var unified = body["groupTypes"] is JsonArray types && types.Any(t => TextOf(t) is "Unified");
        var (mail, security) = (body["mailEnabled"]!.GetValue<bool>(), body["securityEnabled"]!.GetValue<bool>());
        return (unified, mail, security) switch
        {
            (true, false, _) => request.BadRequest("Invalid value specified for property 'mailEnabled' of resource 'Group'."),
            (false, true, _) => request.BadRequest("The service does not currently support writes of mail-enabled groups. Please ensure that the "
                + "mail-enablement property is unset and the security-enablement property is set."),
            (false, false, false) => request.BadRequest("Invalid value specified for property 'securityEnabled' of resource 'Group'."),
            _ => null,
        };
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>Printable ASCII but @ ( ) \ [ ] " ; : &lt; &gt; , and space; the dot too, as one version of the page has it.</summary>
    [GeneratedRegex(@"^[!#$%&'*+\-/0-9=?A-Z^_`a-z{|}~]{1,64}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Nickname();
}
