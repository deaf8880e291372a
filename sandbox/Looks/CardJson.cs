using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Looks;

/// <summary>Reads JSON that others wrote: what is not of the expected shape is not there (pure).</summary>
internal static class CardJson
{
    private const int MostWidth = 12;

    /// <summary>What of an element shows in its looks, and the values known.</summary>
    private static readonly Dictionary<string, string[]> Looks = new(StringComparer.Ordinal)
    {
        ["size"] = ["small", "medium", "large", "extralarge", "stretch"],
        ["weight"] = ["lighter", "bolder"],
        ["color"] = ["accent", "good", "warning", "attention"],
        ["style"] = ["emphasis", "accent", "good", "warning", "attention", "heading", "person"],
        ["spacing"] = ["none", "small", "large", "extralarge", "padding"],
        ["horizontalAlignment"] = ["center", "right"],
    };

    private static readonly string[] Flags = ["isSubtle", "separator", "italic", "strikethrough", "underline"];

    public static JsonNode Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return new JsonObject();
        }
    }

    public static string? Text(JsonNode? node, string property) => Listing.Text(node, property);

    public static IReadOnlyList<JsonNode?> Items(JsonNode? node) => node is JsonArray items ? [.. items] : [];

    public static JsonNode? In(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    public static bool IsFalse(JsonNode? node, string property) => Flag(node, property) is false;

    /// <summary>The texts that stand for people.</summary>
    public static IReadOnlyList<string> Mentions(JsonNode card) =>
        [.. Items(In(card, "msteams", "entities")).Where(entity => Text(entity, "type") is "mention").Select(entity => Text(entity, "text")).OfType<string>()];

    /// <summary>auto, stretch, or a weight of 1 to 12.</summary>
    public static string WidthOf(JsonNode? column) =>
        In(column, "width") is JsonValue width && double.TryParse(width.ToString(), CultureInfo.InvariantCulture, out var weight)
            ? Math.Clamp((int)Math.Round(weight > MostWidth ? weight * MostWidth / 100 : weight), 1, MostWidth).ToString(CultureInfo.InvariantCulture)
            : Text(column, "width") is "auto" ? "auto" : "stretch";

    public static string Classes(string kind, JsonNode? node) => string.Join(' ', Looks
        .Select(look => (look.Key, Value: Text(node, look.Key)?.ToLowerInvariant()))
        .Where(look => look.Value is not null && Looks[look.Key].Contains(look.Value, StringComparer.Ordinal))
        .Select(look => $"look-{look.Key}-{look.Value}")
        .Concat(Flags.Where(flag => Flag(node, flag) is true).Select(flag => $"look-{flag}"))
        .Prepend($"look-{kind}"));

    private static bool? Flag(JsonNode? node, string property) => In(node, property) is JsonValue value && value.TryGetValue(out bool flag) ? flag : null;
}
