using AdoptionAutomation.Sandbox.Looks;
using AdoptionAutomation.Sandbox.Serve.Pages;
using AdoptionAutomation.Sandbox.Tenant;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>Every mail that SendGrid took, as a mailbox for all.</summary>
/// <param name="log">The tenant's.</param>
/// <param name="moment">An instant in words.</param>
internal sealed class MailboxView(TenantLog log, Func<DateTimeOffset, string> moment)
{
    public const int APage = 50;

    private static readonly string[] Views = ["desk", "phone", "text", "headers"];

    public MailboxShown Box(HttpRequest request, string language)
    {
        var (search, kind) = (ServeQuery.TextOf(request, "q"), ServeQuery.TextOf(request, "kind"));
        var mails = log.Mails;
        var found = mails.Select((mail, i) => (Mail: mail, Number: i + 1))
            .Where(one => (kind is null || KindOf(one.Mail) == kind) && (search is null || Has(one.Mail.To, search) || Has(one.Mail.Subject, search)))
            .ToList();
        var (page, last) = ServeQuery.PageOf(request, found.Count, APage);
        return new(
            [.. Enumerable.Reverse(found).Skip((page - 1) * APage).Take(APage).Select(one => RowOf(one.Mail, one.Number, language))],
            found.Count,
            page,
            last,
            search,
            kind,
            [.. mails.GroupBy(KindOf, StringComparer.Ordinal).OrderBy(alike => alike.Key, StringComparer.Ordinal).Select(alike => (alike.Key, alike.Count()))],
            number => ServeQuery.Link("/mails", new("q", search), new("kind", kind), new("p", $"{number}")));
    }

    /// <summary>Null: there is no such mail.</summary>
    public AcceptedMail? Find(int number) => log.Mails is var mails && number >= 1 && number <= mails.Count ? mails[number - 1] : null;

    public MailShown Show(AcceptedMail mail, int number, string? view, string language) => new(
        number,
        Views.FirstOrDefault(known => known == view) ?? Views[0],
        moment(mail.At),
        mail.From,
        mail.To,
        mail.Subject,
        OutcomeOf(mail, language),
        mail.Text,
        [
            ("From", mail.From),
            ("To", mail.To),
            ("Subject", mail.Subject),
            ("Date", mail.At.ToString("R")),
            .. mail.Headers.Select(header => (header.Key, header.Value)),
            ("categories", string.Join(", ", mail.Categories)),
            .. mail.CustomArgs.Select(arg => ($"custom_args.{arg.Key}", arg.Value)),
            ("sg_message_id", mail.Id),
            ("request", $"{mail.Request}"),
            ("outcome", $"{mail.Outcome}"),
        ]);

    /// <summary>The mail for a frame.</summary>
    public static string BodyOf(AcceptedMail mail, Func<string, string?> picture, string policy) =>
        SafeHtml.Document(mail.Html ?? $"<pre>{System.Net.WebUtility.HtmlEncode(mail.Text)}</pre>", picture, policy);

    private MailRow RowOf(AcceptedMail mail, int number, string language) =>
        new(number, moment(mail.At), mail.Subject, mail.To, KindOf(mail), OutcomeOf(mail, language), mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped);

    /// <summary>Its purpose, without the period it is for.</summary>
    private static string KindOf(AcceptedMail mail) => mail.Categories is [var kind, ..] ? kind.Split('.')[0] : "-";

    private static bool Has(string text, string search) => text.Contains(search, StringComparison.CurrentCultureIgnoreCase);

    private static string OutcomeOf(AcceptedMail mail, string language) => (mail.Outcome, language) switch
    {
        (MailOutcome.OnItsWay, "fr") => "en route",
        (MailOutcome.OnItsWay, _) => "on its way",
        (MailOutcome.Delivered, "fr") => "arrivé",
        (MailOutcome.Delivered, _) => "delivered",
        (MailOutcome.Bounced, "fr") => "▲ refusé par la boîte",
        (MailOutcome.Bounced, _) => "▲ bounced",
        (_, "fr") => "▲ écarté par SendGrid",
        _ => "▲ dropped by SendGrid",
    };
}
