using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The documented rules of a `POST /v3/mail/send` body. Null means that the mail is taken.</summary>
internal static class MailRules
{
    public const int MostBytes = 30 * 1024 * 1024;
    private const int MostRecipients = 1_000;
    private const int MostArgBytes = 10_000;
    private const int MostCategories = 10;
    private static readonly HashSet<string> ReservedHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding", "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    private static readonly TimeSpan FurthestSendAt = TimeSpan.FromHours(72);

    public static Reply? Check(JsonObject mail, DateTimeOffset now) =>
        CheckPersonalizations(mail)
        ?? CheckFrom(mail)
        ?? CheckSubject(mail)
        ?? CheckContent(mail)
        ?? CheckCategories(mail)
        ?? CheckArgs(mail)
        ?? CheckHeaders(mail, "headers")
        ?? Each(mail, (personalization, at) => CheckHeaders(personalization, $"{at}.headers"))
        ?? CheckSendAt(mail, "send_at", now)
        ?? Each(mail, (personalization, at) => CheckSendAt(personalization, $"{at}.send_at", now));

    public static IEnumerable<JsonObject> Personalizations(JsonObject mail) => Objects(mail, "personalizations");

    public static IEnumerable<string> Recipients(JsonObject personalization) =>
        from list in new List<string> { "to", "cc", "bcc" }
        from person in Objects(personalization, list)
        select person["email"]?.ToString() ?? "";

    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    private static Reply? CheckPersonalizations(JsonObject mail)
    {
        var count = Personalizations(mail).Count();
        if (count == 0)
        {
            return Refuse("The personalizations field is required and must have at least one personalization.", "personalizations");
        }

        if (count > MostRecipients)
        {
            return Refuse(
                $"The personalizations field is limited to {MostRecipients} personalizations per API request. You have provided {count} personalizations.",
                "personalizations");
        }

        return Personalizations(mail).Sum(p => Recipients(p).Count()) > MostRecipients
            ? Refuse($"The total number of recipients must not exceed {MostRecipients}, to, cc and bcc together.", "personalizations")
            : Each(mail, CheckRecipients);
    }

    private static Reply? CheckRecipients(JsonObject personalization, string at)
    {
        if (!Objects(personalization, "to").Any())
        {
            return Refuse(
                "The to array is required for all personalization objects, and must have at least one email object with a valid email address.",
                $"{at}.to");
        }

        if (Recipients(personalization).FirstOrDefault(address => !IsAddress(address)) is not null)
        {
            return Refuse("Does not contain a valid address.", $"{at}.to");
        }

        if (Objects(personalization, "to").Any(p => p["name"]?.ToString().AsSpan().IndexOfAny(';', ',') >= 0))
        {
            return Refuse("The name must not contain a semicolon or a comma.", $"{at}.to.name");
        }

        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return Recipients(personalization).FirstOrDefault(address => !seen.Add(address)) is { } twice
            ? Refuse(
                $"Each email address in the personalization block should be unique between to, cc, and bcc. We found the first duplicate instance of [{twice}].",
                $"{at}.to")
            : null;
    }

    private static Reply? CheckFrom(JsonObject mail)
    {
        if (mail["from"] is not JsonObject from || Text(from, "email") is not { } address)
        {
            return Refuse("The from object must be provided for every email send. It is an object that requires the email parameter.", "from");
        }

        return IsAddress(address) && Ascii.IsValid(address) ? null : Refuse("The from email does not contain a valid address.", "from.email");
    }

    private static Reply? CheckSubject(JsonObject mail) =>
        Text(mail, "subject") is not null || Personalizations(mail).All(p => Text(p, "subject") is not null)
            ? null
            : Refuse("The subject is required, unless every personalization has a subject of its own.", "subject");

    private static Reply? CheckContent(JsonObject mail)
    {
        var contents = Objects(mail, "content").ToList();
        if (contents.Count == 0)
        {
            return Refuse("The content parameter is required. There must be at least one defined content block.", "content");
        }

        if (contents.FindIndex(c => Text(c, "value") is null) is >= 0 and var empty)
        {
            return Refuse("The content value must be a string at least one character in length.", $"content.{empty}.value");
        }

        var types = contents.ConvertAll(c => Text(c, "type"));
        if (types.Distinct().Count() < types.Count || types.Contains(null))
        {
            return Refuse("Each content block has a type, and each type is provided once.", "content");
        }

        return types.IndexOf("text/plain") > 0 || types.IndexOf("text/html") > 1
            ? Refuse("The content types are ordered: text/plain first, followed by text/html, followed by any other.", "content")
            : null;
    }

    private static Reply? CheckCategories(JsonObject mail)
    {
        var categories = (mail["categories"] as JsonArray ?? []).Select(c => c?.ToString() ?? "").ToList();
        return categories.Count > MostCategories || categories.Distinct().Count() < categories.Count || categories.Exists(c => c.Length is 0 or > 255)
            ? Refuse($"Up to {MostCategories} unique categories of at most 255 characters each are allowed.", "categories")
            : null;
    }

    private static Reply? CheckArgs(JsonObject mail) => Each(mail, (personalization, at) =>
    {
        var args = Texts(mail, "custom_args").Concat(Texts(personalization, "custom_args")).ToList();
        return args.Exists(a => a.Value is null) ? Refuse("The values of custom_args must be strings.", $"{at}.custom_args")
            : Bytes(args) > MostArgBytes ? Refuse($"The custom_args must not exceed {MostArgBytes} bytes.", $"{at}.custom_args")
            : Bytes(Texts(personalization, "substitutions")) > MostArgBytes
                ? Refuse($"The substitutions must not exceed {MostArgBytes} bytes.", $"{at}.substitutions")
            : null;
    });

    private static Reply? CheckHeaders(JsonObject json, string field) => Texts(json, "headers").FirstOrDefault(header => header.Value is null
        || !Ascii.IsValid(header.Key) || header.Key.Contains(' ', StringComparison.Ordinal) || ReservedHeaders.Contains(header.Key)) is { Key: { } name }
        ? Refuse($"The header {name} is reserved, or not a header with a text.", field)
        : null;

    private static Reply? CheckSendAt(JsonObject json, string field, DateTimeOffset now) =>
        json["send_at"] is { } at
            && (at.GetValueKind() is not System.Text.Json.JsonValueKind.Number || at.GetValue<double>() > (now + FurthestSendAt).ToUnixTimeSeconds())
            ? Refuse("The send_at parameter is a unix time at most 72 hours ahead.", field)
            : null;

    private static Reply? Each(JsonObject mail, Func<JsonObject, string, Reply?> check) =>
        Personalizations(mail).Select((p, i) => check(p, $"personalizations.{i}")).FirstOrDefault(refusal => refusal is not null);

    private static IEnumerable<(string Key, string? Value)> Texts(JsonObject json, string name) =>
        (json[name] as JsonObject ?? []).Select(p => (p.Key, p.Value is JsonValue v && v.TryGetValue(out string? text) ? text : null));

    private static int Bytes(IEnumerable<(string Key, string? Value)> texts) =>
        texts.Sum(t => Encoding.UTF8.GetByteCount(t.Key) + Encoding.UTF8.GetByteCount(t.Value ?? ""));

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name) => (json[name] as JsonArray ?? []).OfType<JsonObject>();

    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && text.AsSpan().IndexOfAny(' ', '#') < 0;

    private static Reply Refuse(string message, string field) => Reply.MailError(StatusCodes.Status400BadRequest, message, field);
}
