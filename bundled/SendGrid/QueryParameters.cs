using System.Text.Json;

namespace SendGrid;

/// <summary>The client takes query parameters as JSON: an array repeats its name.</summary>
internal static class QueryParameters
{
    public static Uri Address(BaseClientOptions options, string? urlPath, string? json)
    {
        var path = urlPath ?? options.UrlPath;
        var versioned = options.Version is null ? path : $"{options.Version}/{path}";
        return new($"{options.Host.TrimEnd('/')}/{versioned}{Query(json)}");
    }

    private static string Query(string? json)
    {
        if (json is null)
        {
            return "";
        }

        using var document = JsonDocument.Parse(json);
        var pairs = document.RootElement.EnumerateObject().SelectMany(static property =>
            Values(property.Value).Select(value => $"{property.Name}={value}"));
        return $"?{string.Join('&', pairs)}";
    }

    private static IEnumerable<string> Values(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Values) : [value.ToString()];
}
