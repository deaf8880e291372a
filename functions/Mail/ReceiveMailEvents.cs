using System.Text.Json;
using AdoptionAutomation.Effects;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Mail;

/// <summary>POST /api/mail/events: SendGrid's signed webhook. Its events are the witness of what became of each mail.</summary>
internal sealed partial class ReceiveMailEvents(
    Mailings mailings, Ledger ledger, MailEventsTable events, TimeProvider time, IOptions<MailOptions> options, ILogger<ReceiveMailEvents> logger)
{
    private const int LargestBody = 4 * 1024 * 1024;

    [Function(nameof(ReceiveMailEvents))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "mail/events")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (options.Value.EventWebhookPublicKey is not { Length: > 0 } key)
        {
            return Results.Problem("Set Mail:EventWebhookPublicKey to take events in.", statusCode: 404, title: "No webhook");
        }

        if (request.ContentLength > LargestBody || await ReadAsync(request.Body, cancellationToken) is not { } body)
        {
            return Results.Problem($"At most {LargestBody} bytes.", statusCode: 413, title: "Too large");
        }

        var (signature, timestamp) = (request.Headers[EventSignature.SignatureHeader], request.Headers[EventSignature.TimestampHeader]);
        if (!EventSignature.IsValid(key, signature, timestamp, body, time.GetUtcNow()))
        {
            Log.BadSignature(logger);
            return Results.Problem("The signature does not fit the body and timestamp.", statusCode: 401, title: "Not signed by SendGrid");
        }

        try
        {
            await SettleAsync(MailEvent.Read(body), cancellationToken);
        }
        catch (JsonException unreadable)
        {
            return Results.Problem(unreadable.Message, statusCode: 400, title: "Not a list of events");
        }

        return Results.NoContent();
    }

    private async Task SettleAsync(IReadOnlyList<MailEvent> witnessed, CancellationToken cancellationToken)
    {
        foreach (var family in witnessed.GroupBy(item => (item.Reference.Campaign, item.Reference.Purpose)))
        {
            if (mailings.Find(family.Key.Purpose) is not { } mailing)
            {
                continue;
            }

            // Of several events about one mail, a refusal says the most.
            var outcomes = family.GroupBy(item => item.Reference.Id, StringComparer.Ordinal).ToDictionary(
                mail => mail.Key,
                mail => mail.Select(item => item.Outcome).MaxBy(outcome => outcome.Kind == OutcomeKind.Refused)!,
                StringComparer.Ordinal);
            await ledger.SettleAsync(
                LedgerReference.ScopeOf(family.Key.Campaign, family.Key.Purpose),
                outcomes,
                news => mailing.SettleAsync(family.Key.Campaign, news, cancellationToken),
                cancellationToken);
        }

        if (witnessed.Count > 0)
        {
            await events.SetLastAsync(time.GetUtcNow(), cancellationToken);
        }
    }

    /// <returns>Null if the body is larger than it may be.</returns>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        var block = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(block, cancellationToken)) > 0)
        {
            if (buffer.Length + read > LargestBody)
            {
                return null;
            }

            await buffer.WriteAsync(block.AsMemory(0, read), cancellationToken);
        }

        return buffer.ToArray();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail events with a wrong signature were turned away; is Mail:EventWebhookPublicKey current?")]
        public static partial void BadSignature(ILogger logger);
    }
}
