using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>POST /$batch: up to 20 steps, each with its own status, quota and faults; answers come back in any order.</summary>
internal sealed class BatchRoutes(GraphService graph, Dice dice)
{
    private const int MostSteps = 20;

    public Reply Answer(GraphRequest request)
    {
        if ((request.Body as JsonObject)?["requests"] is not JsonArray { Count: > 0 } steps)
        {
            return request.Refuse(400, "BadRequest", "Invalid batch payload format: 'requests' is an array of at least one request.");
        }

        if (steps.Count > MostSteps)
        {
            return request.Refuse(400, "BadRequest", $"Number of batch request steps exceeds the maximum value of {MostSteps}.");
        }

        if (Malformed(steps) is { } malformed)
        {
            return request.Refuse(400, "BadRequest", malformed);
        }

        var replies = new Dictionary<string, Reply>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps)
        {
            replies.Add(step!["id"]!.ToString(), Answer(step.AsObject(), replies));
        }

        var shuffled = replies.OrderBy(r => dice.Bits($"batch {request.Number}", Dice.NumberOf(r.Key)));
        var responses = new JsonArray([.. shuffled.Select(r => Write(r.Key, r.Value))]);
        return new(StatusCodes.Status200OK, new JsonObject { ["responses"] = responses });
    }

    /// <summary>What is wrong with the batch as a whole, or null.</summary>
    private static string? Malformed(JsonArray steps)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var step in steps)
        {
            if (step is not JsonObject item
                || Text(item, "id") is not { Length: > 0 } id
                || Text(item, "method") is null
                || Text(item, "url") is not { } url)
            {
                return "Invalid batch payload format: each request has an id, a method and a url.";
            }

            if (url.Contains("://", StringComparison.Ordinal))
            {
                return $"Request {id}: the url is relative to the service root.";
            }

            if (item["body"] is not null && item["headers"]?.AsObject().Any(h => Is(h.Key, "Content-Type")) is not true)
            {
                return $"Write request id : {id} does not contain Content-Type header or body.";
            }

            if (DependsOn(item).Any(other => !ids.Contains(other)))
            {
                return $"Request {id} depends on a request that does not come before it.";
            }

            if (!ids.Add(id))
            {
                return $"Request id {id} is duplicated. Ids are unique in a batch, whatever their case.";
            }
        }

        return null;
    }

    private Reply Answer(JsonObject step, Dictionary<string, Reply> before)
    {
        var eventual = step["headers"] is JsonObject headers
            && headers.Any(h => Is(h.Key, "ConsistencyLevel") && Is(h.Value?.ToString(), "eventual"));
        var request = graph.Request(Text(step, "method")!, Text(step, "url")!, eventual) with { Body = step["body"] };
        return DependsOn(step).Any(id => before[id].Status >= 400)
            ? request.Refuse(424, "FailedDependency", "A request that this one depends on has failed.")
            : graph.Fault(request) ?? graph.Answer(request);
    }

    private static JsonObject Write(string id, Reply reply)
    {
        var headers = new JsonObject { ["Content-Type"] = reply.Text is null ? "application/json" : "text/plain" };
        foreach (var (name, value) in reply.Headers)
        {
            headers[name] = value;
        }

        var json = new JsonObject { ["id"] = id, ["status"] = reply.Status, ["headers"] = headers };
        if (reply.Text is not null || reply.Body is not null)
        {
            json["body"] = reply.Text ?? reply.Body;
        }

        return json;
    }

    private static IEnumerable<string> DependsOn(JsonObject step) =>
        (step["dependsOn"] as JsonArray ?? []).Select(id => id?.ToString() ?? "");

    private static string? Text(JsonObject item, string name) =>
        item[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
