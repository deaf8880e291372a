using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// SendGrid's signed event webhook: JSON arrays, ECDSA P-256 over timestamp and raw body, repeated on failure with growing delays for a day.
/// </summary>
internal sealed class EventWebhook(TenantOptions options, FaultPlan faults, IAgenda agenda, TimeProvider clock) : IDisposable
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    private const int MostEvents = 300;
    private static readonly TimeSpan GiveUp = TimeSpan.FromHours(24);
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(4);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Dice dice = new(options.Seed);
    private long batches;
    private long events;
    private long givenUp;

    /// <summary>Base64 of the SubjectPublicKeyInfo, without PEM framing, as SendGrid shows it.</summary>
    public string PublicKey => Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

    /// <summary>Null: events are not sent.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Sender { get; set; }

    /// <summary>Where the requests go; the sender may overrule it.</summary>
    public Uri? Address { get; set; }

    /// <summary>Batches that no attempt of a day could deliver.</summary>
    public long GivenUp => Interlocked.Read(ref givenUp);

    public async Task PostAsync(IReadOnlyList<MailEvent> happened, CancellationToken cancellationToken)
    {
        if (Sender is null)
        {
            return;
        }

        foreach (var chunk in happened.Chunk(MostEvents))
        {
            var body = Encoding.UTF8.GetBytes(new JsonArray([.. chunk.Select(Write)]).ToJsonString());
            var until = clock.GetUtcNow() + GiveUp;
            await TryAsync(body, FirstDelay, until, cancellationToken);
            if (faults.EventsTwice(Interlocked.Increment(ref batches)))
            {
                await TryAsync(body, FirstDelay, until, cancellationToken);
            }
        }
    }

    public void Dispose() => key.Dispose();

    private async Task TryAsync(byte[] body, TimeSpan delay, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (await SendAsync(body, cancellationToken))
        {
            return;
        }

        var again = clock.GetUtcNow() + delay;
        if (again > until)
        {
            Interlocked.Increment(ref givenUp);
            return;
        }

        var next = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        agenda.At(again, "mail events, again", token => TryAsync(body, next, until, token));
    }

    private async Task<bool> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        if (Sender is not { } send)
        {
            return false;
        }

        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(TimestampHeader, timestamp);
        request.Headers.Add(SignatureHeader, Sign(timestamp, body));
        try
        {
            using var response = await send(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private string Sign(string timestamp, byte[] body) => Convert.ToBase64String(
        key.SignData([.. Encoding.UTF8.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    private JsonObject Write(MailEvent happening)
    {
        var number = Interlocked.Increment(ref events);
        var json = new JsonObject
        {
            ["email"] = happening.Mail.To,
            ["timestamp"] = happening.At.ToUnixTimeSeconds(),
            ["event"] = happening.Kind,
            ["category"] = new JsonArray([.. happening.Mail.Categories.Select(c => JsonValue.Create(c))]),
            ["sg_event_id"] = $"{dice.Bits("event", number):x16}{number:x8}",
            ["sg_message_id"] = happening.Mail.Id,
            ["smtp-id"] = $"<{happening.Mail.Id}@sandbox>",
        };
        if (happening.Reason is { } reason)
        {
            json["reason"] = reason;
        }

        if (happening.Kind is "bounce")
        {
            json["status"] = "5.1.1";
            json["type"] = "bounce";
        }

        if (happening.Kind is "delivered")
        {
            json["response"] = "250 2.0.0 OK";
        }

        foreach (var (name, value) in happening.Mail.CustomArgs)
        {
            json[name] = value;
        }

        return json;
    }
}
