using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// One Graph request, whether it came by itself or as a step of a batch. <paramref name="Path"/> holds the decoded segments after `v1.0`.
/// </summary>
internal sealed record GraphRequest(long Number, string Method, string[] Path, GraphQuery Query, JsonNode? Body, DateTimeOffset Now, Uri Root)
{
    /// <summary>The header `ConsistencyLevel: eventual`.</summary>
    public bool Eventual { get; init; }

    public string PathText => "/" + string.Join('/', Path);

    /// <summary>A question that needs a body is a POST too.</summary>
    public bool IsWrite => Method is not "GET" && Path is not [.., "checkMemberGroups"];

    /// <summary>Advanced queries need the header and $count=true, both.</summary>
    public bool IsAdvanced => Eventual && Query.Count;

    public Reply Refuse(int status, string code, string message) => Reply.GraphError(status, code, message, Number, Now);

    public Reply BadRequest(string message) => Refuse(400, "Request_BadRequest", message);

    public Reply Unsupported(string message) => Refuse(400, "Request_UnsupportedQuery", message);

    public Reply NotFound(string id) => Refuse(
        404,
        "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    /// <summary>The address of the next page: this request with another $skiptoken.</summary>
    public string NextLink(long cursor)
    {
        var query = Query.Raw.Where(p => p.Key is not "$skiptoken").Append(new("$skiptoken", $"{cursor}"));
        return QueryHelpers.AddQueryString(Root.ToString().TrimEnd('/') + PathText, query.ToDictionary(p => p.Key, p => (string?)p.Value));
    }
}

/// <summary>The OData options that the tenant simulates; another one is answered with 501.</summary>
internal sealed record GraphQuery(IReadOnlyDictionary<string, string> Raw)
{
    public const int DefaultTop = 100;
    public const int MaximumTop = 999;

    private static readonly string[] Known = ["$filter", "$select", "$top", "$count", "$skiptoken"];

    public string? Filter => Raw.GetValueOrDefault("$filter");

    public string[]? Select => Raw.GetValueOrDefault("$select")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public bool Count => Raw.GetValueOrDefault("$count") is "true";

    /// <summary>Null when it is no number of 1 to 999.</summary>
    public int? Top => !Raw.TryGetValue("$top", out var text) ? DefaultTop
        : int.TryParse(text, out var top) && top is >= 1 and <= MaximumTop ? top
        : null;

    public long SkipToken => Raw.TryGetValue("$skiptoken", out var text) && long.TryParse(text, out var cursor) ? cursor : 0;

    public IEnumerable<string> Unknown => Raw.Keys.Except(Known, StringComparer.Ordinal);

    /// <param name="text">With or without the question mark, still encoded.</param>
    public static GraphQuery Parse(string text) =>
        new(QueryHelpers.ParseQuery(text).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal));
}
