using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Tracing;
using Microsoft.Extensions.Options;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace AdoptionAutomation.Mail;

/// <summary>
/// The way out through SendGrid: up to 1,000 personalised mails a request. A request is taken whole or not at all, so one bad address is
/// taken out and the rest sent; what came of each is told in the words of the outcome table.
/// </summary>
internal sealed partial class MailLane(ISendGridClient client, IOptions<MailOptions> options, MailRedirect redirect, TimeProvider time)
{
    public const string HttpClientName = "sendgrid";

    /// <summary>SendGrid's limit of personalizations in a request.</summary>
    public const int RequestSize = 1000;

    private static readonly IReadOnlySet<int> NoOne = new HashSet<int>();

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(20);

    public async Task<MailsSent> SendAsync(MailBatch batch, CancellationToken cancellationToken)
    {
        var outcomes = batch.Recipients.ToDictionary(to => to.Id, _ => new Outcome(OutcomeKind.NotDone, "not reached"), StringComparer.Ordinal);
        foreach (var some in batch.Recipients.Chunk(RequestSize))
        {
            var answer = await SendRequestAsync(batch, some, outcomes, cancellationToken);
            if (answer.Outcome.Kind is not (OutcomeKind.Done or OutcomeKind.Refused))
            {
                return new(outcomes, answer);
            }
        }

        return new(outcomes, null);
    }

    private async Task<MailAnswer> SendRequestAsync(
        MailBatch batch, MailRecipient[] some, Dictionary<string, Outcome> outcomes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await TracedAsync(batch, some, cancellationToken);
            if (answer.BadRecipients.Count > 0 && answer.BadRecipients.Count < some.Length)
            {
                foreach (var bad in answer.BadRecipients)
                {
                    outcomes[some[bad].Id] = answer.Outcome;
                }

                some = [.. some.Where((_, i) => !answer.BadRecipients.Contains(i))];
                continue;
            }

            if (answer.Status == HttpStatusCode.RequestEntityTooLarge && some.Length > 1)
            {
                var first = await SendRequestAsync(batch, [.. some.Take(some.Length / 2)], outcomes, cancellationToken);
                return first.Outcome.Kind is OutcomeKind.Done or OutcomeKind.Refused
                    ? await SendRequestAsync(batch, [.. some.Skip(some.Length / 2)], outcomes, cancellationToken)
                    : first;
            }

            foreach (var recipient in some)
            {
                outcomes[recipient.Id] = answer.Outcome;
            }

            return answer;
        }
    }

    private async Task<MailAnswer> TracedAsync(MailBatch batch, MailRecipient[] some, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartRequest("send mail")?.SetTag("purpose", batch.Purpose).SetTag("count", some.Length);
        var answer = await PostAsync(batch, some, cancellationToken);
        activity?.SetTag("status", (int?)answer.Status);
        if (answer.Outcome.Kind != OutcomeKind.Done)
        {
            activity?.SetTag("retryAfter", answer.Wait.TotalSeconds).Fail($"{answer.Outcome.Kind}");
        }

        return answer;
    }

    private async Task<MailAnswer> PostAsync(MailBatch batch, MailRecipient[] some, CancellationToken cancellationToken)
    {
        try
        {
            var response = await client.SendEmailAsync(MessageFor(batch, some), cancellationToken);
            return await ReadAsync(response, some.Length, cancellationToken);
        }
        catch (HttpRequestException unsent) when (unsent.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new(new(OutcomeKind.NotDone, $"SendGrid cannot be reached ({unsent.HttpRequestError})"), null, DefaultWait, NoOne);
        }
        catch (HttpRequestException lost)
        {
            return new(new(OutcomeKind.Unknown, $"the connection to SendGrid was lost ({lost.HttpRequestError})"), null, DefaultWait, NoOne);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(new(OutcomeKind.Unknown, "SendGrid gave no answer in time"), null, DefaultWait, NoOne);
        }
    }

    private async Task<MailAnswer> ReadAsync(Response response, int recipients, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
        {
            return new(Outcome.Done, response.StatusCode, TimeSpan.Zero, NoOne);
        }

        var (fields, message) = ErrorsIn(await response.Body.ReadAsStringAsync(cancellationToken));
        var bad = fields.Select(PersonalizationOf).OfType<int>().Where(i => i < recipients).ToHashSet();
        var reason = $"SendGrid {status} {message}".TrimEnd();
        var asked = WaitOf(response);
        var outcome = status switch
        {
            401 => new Outcome(OutcomeKind.NotAllowed, $"{reason}: the key in Mail:SendGridApiKey is wrong or revoked."),
            403 => new(OutcomeKind.NotAllowed, $"{reason}: the key lacks the permission Mail Send, or Mail:FromAddress is not a verified sender."),
            429 => new(OutcomeKind.NotDone, reason),
            503 when asked is not null => new(OutcomeKind.NotDone, reason),
            408 or >= 500 => new(OutcomeKind.Unknown, reason),
            400 when bad.Count > 0 || (fields.Count == 0 && recipients == 1) => new(OutcomeKind.Refused, reason),
            413 => new(OutcomeKind.Refused, reason),
            // Refused for what all share (sender, content, address of SendGrid): ours to mend, and no person's failure.
            _ => new(
                OutcomeKind.NotAllowed,
                $"{reason}: the mail itself is refused (field: {string.Join(", ", fields)}); see Mail:* and the campaign's texts."),
        };
        return new(outcome, response.StatusCode, asked ?? DefaultWait, bad);
    }

    private SendGridMessage MessageFor(MailBatch batch, MailRecipient[] some)
    {
        if (redirect.Address is { } address)
        {
            return RedirectedMail.Of(PlainMessageFor(batch, some), address, [.. some.Select(to => to.Id)]);
        }

        return MailRedirect.IsDress(batch.Campaign)
            ? throw new InvalidOperationException($"A mail of {batch.Campaign} was about to go to people: its message had to be let go.")
            : PlainMessageFor(batch, some);
    }

    private SendGridMessage PlainMessageFor(MailBatch batch, MailRecipient[] some) => new()
    {
        From = new(options.Value.FromAddress, options.Value.FromName),
        Subject = batch.Subject,
        PlainTextContent = batch.Text,
        HtmlContent = batch.Html,
        Categories = [batch.Purpose],
        Personalizations = [.. some.Select(to => new Personalization
        {
            Tos = [new(to.Address)],
            Headers = to.Headers?.ToDictionary(StringComparer.Ordinal),
            Substitutions = to.Fill.ToDictionary(StringComparer.Ordinal),
            CustomArgs = new(StringComparer.Ordinal)
            {
                [LedgerReference.ArgumentName] = new LedgerReference(batch.Campaign, batch.Purpose, to.Id).ToString(),
            },
        })],
        // Opens and clicks would be a record of each person's reading: not ours to keep.
        TrackingSettings = new() { ClickTracking = new() { Enable = false, EnableText = false }, OpenTracking = new() { Enable = false } },
    };

    private TimeSpan? WaitOf(Response response)
    {
        if (response.Headers.TryGetValues("Retry-After", out var after) && RetryAfter.Parse(after.FirstOrDefault()) is { } asked)
        {
            return asked;
        }

        return response.Headers.TryGetValues("X-RateLimit-Reset", out var reset)
            && long.TryParse(reset.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var unix)
            && unix - time.GetUtcNow().ToUnixTimeSeconds() is > 0 and var wait
            ? RetryAfter.Of(wait)
            : null;
    }

    private static (IReadOnlyList<string> Fields, string Message) ErrorsIn(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var errors = json.RootElement.GetProperty("errors").EnumerateArray().ToList();
            var fields = errors.Select(error => error.TryGetProperty("field", out var field) ? field.GetString() : null).OfType<string>().ToList();
            // A message may quote an address; only its first words are kept.
            return (fields, errors.Count > 0 ? Quoted().Replace(errors[0].GetProperty("message").GetString() ?? "", "…") : "");
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ([], "");
        }
    }

    private static int? PersonalizationOf(string field) =>
        PersonalizationField().Match(field) is { Success: true } match ? int.Parse(match.Groups["index"].ValueSpan, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^personalizations\.(?<index>\d{1,4})\.", RegexOptions.ExplicitCapture)]
    private static partial Regex PersonalizationField();

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Quoted();
}

/// <param name="Outcomes">By object id.</param>
/// <param name="Stop">Why it ended early; null if everyone was tried.</param>
internal sealed record MailsSent(IReadOnlyDictionary<string, Outcome> Outcomes, MailAnswer? Stop);

/// <param name="Outcome">The row of the outcome table.</param>
/// <param name="Status">HTTP status; null if none came.</param>
/// <param name="Wait">How long to leave SendGrid alone.</param>
/// <param name="BadRecipients">Indexes of the personalizations that were named as wrong, all within the request.</param>
internal sealed record MailAnswer(Outcome Outcome, HttpStatusCode? Status, TimeSpan Wait, IReadOnlySet<int> BadRecipients)
{
    /// <summary>Whether the whole lane had better rest: throttled, unavailable or not reached.</summary>
    public bool AsksForRest => Outcome.Kind == OutcomeKind.NotDone || Status == HttpStatusCode.ServiceUnavailable;
}
