using System.Text.Json.Nodes;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>A group of the tenant. <paramref name="properties"/> are as sent at creation and by later updates.</summary>
internal sealed class Group(Guid id, DateTimeOffset createdAt, DateTimeOffset readableFrom, JsonObject properties, Relationship members)
{
    public Guid Id => id;

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Before this instant reads answer 404 and filters pass it over.</summary>
    public DateTimeOffset ReadableFrom { get; set; } = readableFrom;

    /// <summary>Null while it lives. Deleted groups lie in the bin for 30 days.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    public Team? Team { get; set; }

    public List<GroupSetting> Settings { get; } = [];

    /// <summary>Of the group's site, oldest first.</summary>
    public List<Page> Pages { get; } = [];

    public JsonObject Properties => properties;

    public Relationship Members => members;

    public Relationship Owners { get; } = new();

    public string DisplayName => Text("displayName") ?? "";

    public string MailNickname => Text("mailNickname") ?? "";

    public string? Mail { get; init; }

    public bool IsUnified => properties["groupTypes"] is JsonArray types && types.Any(t => t?.ToString() is "Unified");

    public string? Text(string property) => properties[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public bool? Flag(string property) => properties[property] is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;
}

/// <summary>Settings of one group, made from a template. <paramref name="Values"/> holds texts, as Graph does.</summary>
internal sealed record GroupSetting(Guid Id, Guid Template, Dictionary<string, string> Values);
