using System.Text.RegularExpressions;
using SendGrid.Helpers.Mail;

namespace AdoptionAutomation.Mail;

/// <summary>Marks a mail that goes to the test address instead of a person's (pure).</summary>
internal static partial class RedirectedMail
{
    private const string Mark = "-redirectedFor-";

    private const string Banner =
        "<p style=\"margin:0;padding:12px 24px;background:#7a4b00;color:#ffffff;font-family:'Segoe UI',Arial,sans-serif;font-size:14px;\">"
        + $"Redirected, Mail:RedirectAllTo is set: nobody else got this mail. It is for {Mark}.</p>";

    /// <summary>The message with every envelope turned to one address, saying for whom it was.</summary>
    /// <param name="message">As it would go out.</param>
    /// <param name="address">The test address.</param>
    /// <param name="ids">Object ids, one an envelope.</param>
    public static SendGridMessage Of(SendGridMessage message, string address, IReadOnlyList<string> ids)
    {
        message.HtmlContent = Body().Replace(message.HtmlContent ?? "", match => match.Value + Banner, 1);
        message.PlainTextContent = $"[Redirected, Mail:RedirectAllTo is set. It is for {Mark}.]\n\n{message.PlainTextContent}";
        foreach (var (envelope, id) in message.Personalizations!.Zip(ids))
        {
            envelope.Tos = [new(address)];
            envelope.Subject = $"[Redirected: {id}] {message.Subject}";
            envelope.Substitutions![Mark] = id;
        }

        return message;
    }

    [GeneratedRegex("<body[^>]*>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Body();
}
