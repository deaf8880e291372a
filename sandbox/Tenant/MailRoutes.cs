using System.Text.Json;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// POST /v3/mail/send: the checks of the key and the body, then one logged mail by recipient. GET /v3/scopes: what the key may do, which every key
/// may ask.
/// </summary>
internal sealed class MailRoutes(TenantOptions options, TenantLog log, Mailroom mailroom, TimeProvider clock)
{
    private static readonly Dictionary<string, string> Nothing = [];

    public const string Path = "/v3/mail/send";
    public const string ScopesPath = "/v3/scopes";

    private const string MailSend = "mail.send";

    private readonly Dice dice = new(options.Seed);
    private long requests;

    public Reply Answer(string method, string authorization, ReadOnlyMemory<byte> body)
    {
        requests++;
        var now = clock.GetUtcNow();
        var reply = method is not "POST" ? Reply.MailError(StatusCodes.Status405MethodNotAllowed, "method not allowed")
            : IsWrongKey(authorization) ? WrongKey()
            : !options.SendGridScopes.Contains(MailSend) ? Reply.MailError(StatusCodes.Status403Forbidden, "access forbidden")
            : body.Length > MailRules.MostBytes
                ? Reply.MailError(StatusCodes.Status413PayloadTooLarge, "The total size of the message, attachments included, must be less than 30 MB.")
            : Send(body, now);
        if (reply.Status >= 400)
        {
            var subjects = RequestSubjects.Of(RemoteService.SendGrid, method, Path, body);
            log.Add(new Refusal(now, RemoteService.SendGrid, requests, method, Path, reply.Status, reply.Reason ?? "", subjects));
        }
        else
        {
            log.CountWrite(RemoteService.SendGrid);
        }

        return reply;
    }

    public Reply Scopes(string method, string authorization) => method is not "GET" ? Reply.MailError(StatusCodes.Status405MethodNotAllowed, "method not allowed")
        : IsWrongKey(authorization) ? WrongKey()
        : new(StatusCodes.Status200OK, new JsonObject { ["scopes"] = new JsonArray([.. options.SendGridScopes.Select(scope => (JsonNode)scope)]) });

    private bool IsWrongKey(string authorization) =>
        authorization != $"Bearer {options.SendGridApiKey}" || options.CredentialRefusedBy.Contains(RemoteService.SendGrid);

    private static Reply WrongKey() =>
        Reply.MailError(StatusCodes.Status401Unauthorized, "The provided authorization grant is invalid, expired, or revoked");

    private Reply Send(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        if (Parse(body) is not { } mail)
        {
            return Reply.MailError(StatusCodes.Status400BadRequest, "Bad Request: the body is a JSON object.");
        }

        if (mail["template_id"] is not null)
        {
            log.Add(new NotSimulated(now, "POST", $"{Path} with template_id"));
            return Reply.MailError(StatusCodes.Status501NotImplemented, "The sandbox does not simulate dynamic templates.", "template_id");
        }

        if (MailRules.Check(mail, now) is { } refusal)
        {
            return refusal;
        }

        if (mail["mail_settings"]?["sandbox_mode"]?["enable"]?.GetValue<bool>() is true)
        {
            return new(StatusCodes.Status200OK);
        }

        var messageId = $"{dice.Bits("message", requests):x16}{requests:x6}";
        Accept(mail, messageId, now);
        return new Reply(StatusCodes.Status202Accepted).With("X-Message-Id", messageId);
    }

    private void Accept(JsonObject mail, string messageId, DateTimeOffset now)
    {
        var content = new MailContent(
            mail["from"]!["email"]!.ToString(),
            MailRules.Text(mail, "subject"),
            Content(mail, "text/html"),
            Content(mail, "text/plain"),
            [.. (mail["categories"] as JsonArray ?? []).Select(c => c!.ToString())]);
        var shared = Texts(mail, "custom_args");
        var sharedHeaders = Texts(mail, "headers");
        var count = 0;
        foreach (var personalization in MailRules.Personalizations(mail))
        {
            var substitutions = Texts(personalization, "substitutions");
            var headers = Merge(sharedHeaders, Texts(personalization, "headers"));
            var args = Merge(shared, Texts(personalization, "custom_args"));
            var sendAt = (personalization["send_at"] ?? mail["send_at"])?.GetValue<double>() ?? 0;
            foreach (var to in MailRules.Recipients(personalization))
            {
                var id = $"{messageId}.recvd-sandbox-{count++}";
                var accepted = new AcceptedMail(id, now, requests, to, content, MailRules.Text(personalization, "subject"), substitutions, args, headers);
                log.Add(accepted);
                mailroom.Take(accepted, DateTimeOffset.FromUnixTimeSeconds((long)sendAt));
            }
        }
    }

    private static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? null : JsonNode.Parse(body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Content(JsonObject mail, string type) => mail["content"]!.AsArray()
        .FirstOrDefault(c => c!["type"]?.ToString() == type)?["value"]?.ToString();

    private static Dictionary<string, string> Texts(JsonObject json, string name) =>
        json[name] is JsonObject { Count: > 0 } texts ? texts.ToDictionary(p => p.Key, p => p.Value?.ToString() ?? "", StringComparer.Ordinal) : Nothing;

    private static Dictionary<string, string> Merge(Dictionary<string, string> shared, Dictionary<string, string> own)
    {
        if (shared.Count == 0 || own.Count == 0)
        {
            return own.Count == 0 ? shared : own;
        }

        var merged = new Dictionary<string, string>(shared, StringComparer.Ordinal);
        foreach (var (key, value) in own)
        {
            merged[key] = value;
        }

        return merged;
    }
}
