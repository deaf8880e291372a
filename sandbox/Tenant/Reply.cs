using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>An answer of the tenant before it is written to a connection or into a batch.</summary>
internal sealed record Reply(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set instead of <see cref="Body"/> for the few answers in plain text.</summary>
    public string? Text { get; init; }

    /// <summary>Writes a long answer instead of <see cref="Body"/>, after the lock was given back.</summary>
    public Func<HttpContext, Task>? Write { get; init; }

    /// <summary>Why a request was refused, for the log.</summary>
    public string? Reason { get; init; }

    public static Reply NoContent() => new(StatusCodes.Status204NoContent);

    /// <summary>Graph's error body, as documented.</summary>
    public static Reply GraphError(int status, string code, string message, long request, DateTimeOffset now)
    {
        var requestId = $"00000000-0000-4000-8000-{request:x12}";
        return new(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = now.UtcDateTime.ToString("s"),
                    ["request-id"] = requestId,
                    ["client-request-id"] = requestId,
                },
            },
        })
        { Reason = $"{code}: {message}" };
    }

    /// <summary>SendGrid's error body; <paramref name="field"/> is the path of what is wrong.</summary>
    public static Reply MailError(int status, string message, string? field = null) => new(status, new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["field"] = field, ["help"] = null }),
    })
    { Reason = field is null ? message : $"{field}: {message}" };

    public Reply With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
