using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>What all collections share: the checks of OData options, and pages with their next link.</summary>
internal static class Listing
{
    /// <summary>Null when the options are fine; then <paramref name="matches"/> is the filter.</summary>
    public static Reply? Check<T>(
        GraphRequest request, string resource, IReadOnlyDictionary<string, GraphProperty<T>> properties, out Func<T, bool> matches)
    {
        matches = _ => true;
        if (request.Query.Top is null)
        {
            return request.Unsupported($"Invalid page size specified: '{request.Query.Raw["$top"]}'. Must be between 1 and 999 inclusive.");
        }

        if (DirectorySchema.Unknown(request.Query.Select, properties) is { } unknown)
        {
            return NoProperty(request, unknown, resource.ToLowerInvariant());
        }

        return request.Query.Filter is { } filter ? CheckFilter(request, filter, resource, properties, ref matches) : null;
    }

    /// <param name="items">From the request's skip token on, each with the cursor that continues after it.</param>
    /// <param name="count">Asked only when the request wants @odata.count and may have it.</param>
    public static Reply Page<T>(
        GraphRequest request, string context, IEnumerable<(long Cursor, T Item)> items, Func<T, JsonObject> write, Func<long> count)
    {
        var top = request.Query.Top ?? GraphQuery.DefaultTop;
        var page = items.Take(top + 1).ToList();
        var body = WithContext(request, context, []);
        if (request.IsAdvanced)
        {
            body["@odata.count"] = count();
        }

        if (page.Count > top)
        {
            body["@odata.nextLink"] = request.NextLink(page[top - 1].Cursor);
        }

        body["value"] = new JsonArray([.. page.Take(top).Select(p => write(p.Item))]);
        return new(StatusCodes.Status200OK, body);
    }

    public static JsonObject WithContext(GraphRequest request, string context, JsonObject body)
    {
        body.Insert(0, "@odata.context", $"{request.Root.ToString().TrimEnd('/')}/$metadata#{context}");
        return body;
    }

    /// <summary>The selected properties of an object that is written in full, as Teams does.</summary>
    public static JsonObject Selected(GraphRequest request, JsonObject json)
    {
        foreach (var name in json.Select(p => p.Key).Where(name => request.Query.Select?.Contains(name) is false).ToList())
        {
            json.Remove(name);
        }

        return json;
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null unless the body is an object whose property is a text.</summary>
    public static string? Text(JsonNode? body, string property) =>
        body is JsonObject json && json[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static Reply NoProperty(GraphRequest request, string property, string type) => request.Refuse(
        400,
        "BadRequest",
        $"Parsing OData Select and Expand failed: Could not find a property named '{property}' on type 'microsoft.graph.{type}'.");

    private static Reply? CheckFilter<T>(
        GraphRequest request,
        string text,
        string resource,
        IReadOnlyDictionary<string, GraphProperty<T>> properties,
        ref Func<T, bool> matches)
    {
        try
        {
            var filter = GraphFilter<T>.Parse(text, resource, properties);
            matches = filter.Matches;
            return filter.AdvancedOn is not { } property || request.IsAdvanced
                ? null
                : request.Unsupported($"Unsupported or invalid query filter clause specified for property '{property}' of resource '{resource}'.");
        }
        catch (GraphFilterException invalid)
        {
            return request.Unsupported(invalid.Message);
        }
    }
}
