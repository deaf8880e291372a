using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// Workflows that post a card into a channel when a webhook request comes, one a group, at <c>/workflows/GROUP/triggers/manual/paths/invoke?sig=KEY</c>.
/// Power Automate answers 202 before Teams has seen the card: whether it came through stands in the log only.
/// </summary>
internal sealed class WorkflowRoutes(TenantOptions options, TenantLog log, TimeProvider clock)
{
    public const string Prefix = "/workflows/";
    public const string CardType = "application/vnd.microsoft.card.adaptive";

    private const string Suffix = "/triggers/manual/paths/invoke";
    private const int MostBytes = 28 * 1024;

    private readonly Dictionary<string, WorkflowFate> fates = new(StringComparer.Ordinal);
    private long requests;

    /// <summary>The address of a group's workflow, a secret.</summary>
    /// <param name="server">Where the tenant listens.</param>
    /// <param name="group">The group's id in the campaign.</param>
    public static Uri AddressOf(Uri server, string group) => new(server, $"{Prefix}{group}{Suffix}?api-version=1&sig=sandbox-{group}");

    /// <summary>What a person made of a group's workflow; call it under the tenant's lock.</summary>
    public void Set(string group, WorkflowFate fate) => fates[group] = fate;

    public Reply Answer(string method, string target, ReadOnlyMemory<byte> body)
    {
        requests++;
        var (path, query) = target.Split('?') is [var one, var other] ? (one, other) : (target, "");
        var group = path[Prefix.Length..].Split('/')[0];
        var reply = path != $"{Prefix}{group}{Suffix}" ? Error(404, "WorkflowTriggerNotFound", "The trigger could not be found.")
            : method is not "POST" ? Error(405, "MethodNotAllowed", "The method is not allowed.")
            : QueryHelpers.ParseQuery(query).GetValueOrDefault("sig").ToString() != $"sandbox-{group}" || options.CredentialRefusedBy.Contains(RemoteService.Workflows)
                ? Error(401, "DirectApiAuthorizationRequired", "The request is not signed for this workflow.")
            : Fate(group) is WorkflowFate.Deleted ? Error(404, "WorkflowNotFound", "The workflow could not be found.")
            : Fate(group) is WorkflowFate.Expired ? Error(410, "Gone", "The address is not used any more.")
            : Fate(group) is WorkflowFate.SwitchedOff ? Error(400, "WorkflowTriggerIsNotEnabled", "The workflow's trigger is not enabled.")
            : body.Length > MostBytes ? Error(413, "RequestEntityTooLarge", "Request Entity too large.")
            : Post(group, body);
        if (reply.Status >= 400)
        {
            log.Add(new Refusal(
                clock.GetUtcNow(), RemoteService.Workflows, requests, method, path, reply.Status, reply.Reason ?? "", RequestSubjects.Of(RemoteService.Workflows, method, path, body)));
        }
        else
        {
            log.CountWrite(RemoteService.Workflows);
        }

        return reply;
    }

    private WorkflowFate Fate(string group) => fates.GetValueOrDefault(group);

    private Reply Post(string group, ReadOnlyMemory<byte> body)
    {
        if (CardIn(body) is not { } card)
        {
            return Error(400, "TriggerInputSchemaMismatch", $"The input is a message whose attachments are of {CardType}.");
        }

        // An owner who lost the channel, a card that Teams will not render: known to the run's history, and to nobody else.
        var why = Fate(group) is WorkflowFate.Broken ? "the run failed: Teams refused the card" : null;
        log.Add(new CardPost(clock.GetUtcNow(), requests, group, card["fallbackText"]?.ToString() ?? "", card.ToJsonString(), why is null, why));
        return new(StatusCodes.Status202Accepted);
    }

    /// <summary>Null for what is no message with one adaptive card that has a body.</summary>
    private static JsonObject? CardIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonNode.Parse(body.Span) is JsonObject message
                && Listing.Text(message, "type") is "message"
                && message["attachments"] is JsonArray { Count: 1 } attachments
                && Listing.Text(attachments[0], "contentType") is CardType
                && attachments[0]!["content"] is JsonObject card
                && Listing.Text(card, "type") is "AdaptiveCard"
                && Listing.Text(card, "version") is { Length: > 0 }
                && card["body"] is JsonArray { Count: > 0 } ? card : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Reply Error(int status, string code, string message) => new(status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
    })
    { Reason = $"{code}: {message}" };
}

/// <summary>What became of a workflow.</summary>
internal enum WorkflowFate
{
    Works,

    /// <summary>202 still, but no card appears any more.</summary>
    Broken,

    /// <summary>404.</summary>
    Deleted,

    /// <summary>410.</summary>
    Expired,

    /// <summary>400 with a code that says so.</summary>
    SwitchedOff,
}

/// <summary>A card that a workflow took. <paramref name="Group"/> is the campaign's id of it.</summary>
internal sealed record CardPost(DateTimeOffset At, long Request, string Group, string Title, string Card, bool Delivered, string? Why);
