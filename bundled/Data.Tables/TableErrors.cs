using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Reads <c>{"odata.error":{"code","message":{"value"}}}</c>. In a transaction the message starts with the failed action's index:
/// <c>3:</c>.
/// </summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    public const string FailedIndex = "FailedEntity";

    public static TableErrors Parser { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = Body(response);
        if (error is null)
        {
            error = response.Headers.TryGetValue("x-ms-error-code", out var code) ? new(code, null) : null;
            return error is not null;
        }

        if (Index(error.Message) is { } index)
        {
            data = new Dictionary<string, string>(StringComparer.Ordinal) { [FailedIndex] = index.ToString(CultureInfo.InvariantCulture) };
        }

        return true;
    }

    private static ResponseError? Body(Response response)
    {
        if (response.ContentStream is not { CanSeek: true, Length: > 0 })
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("odata.error", out var error)
                ? new(Text(error, "code"), error.TryGetProperty("message", out var message) ? Text(message, "value") : null)
                : null;
        }
        catch (JsonException)
        {
            // A proxy or an overloaded service may answer with HTML or XML: then the status must do.
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static int? Index(string? message)
    {
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }
}
