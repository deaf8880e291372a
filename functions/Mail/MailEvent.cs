using System.Text.Json;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Mail;

/// <summary>One event of SendGrid's webhook, as far as it settles a mail of ours.</summary>
/// <param name="Reference">The mail's key in the ledger.</param>
/// <param name="Outcome">What the event proves.</param>
internal sealed record MailEvent(LedgerReference Reference, Outcome Outcome)
{
    /// <summary>The events that prove something of mails of ours; others (deferred, another sender's) are passed over.</summary>
    /// <exception cref="JsonException">The body is not a JSON array of objects.</exception>
    public static IReadOnlyList<MailEvent> Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("The events are not an array.");
        }

        return [.. json.RootElement.EnumerateArray().Select(From).OfType<MailEvent>()];
    }

    private static MailEvent? From(JsonElement item)
    {
        var reference = LedgerReference.Parse(TextOf(item, LedgerReference.ArgumentName));
        Outcome? outcome = TextOf(item, "event") switch
        {
            "processed" or "delivered" or "open" or "click" => Outcome.Done,
            // "dropped": SendGrid knows the address as bad and does not even try. "bounce" with type "blocked": refused for now.
            "bounce" => new(OutcomeKind.Refused, $"bounced {TextOf(item, "status")} ({TextOf(item, "type") ?? "bounce"})"),
            "dropped" => new(OutcomeKind.Refused, "dropped: the address is on SendGrid's suppression list"),
            _ => null,
        };
        return reference is null || outcome is null ? null : new(reference, outcome);
    }

    private static string? TextOf(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
