using System.Net.Mail;

namespace SendGrid.Helpers.Mail;

/// <summary>The usual kinds of messages.</summary>
public class MailHelper
{
    public static SendGridMessage CreateSingleEmail(
        EmailAddress from, EmailAddress to, string? subject, string? plainTextContent, string? htmlContent) =>
        CreateSingleEmailToMultipleRecipients(from, [to], subject, plainTextContent, htmlContent);

    public static SendGridMessage CreateSingleEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string? subject, string? plainTextContent, string? htmlContent) =>
        CreateSingleEmailToMultipleRecipients(from, tos, subject, plainTextContent, htmlContent, showAllRecipients: false);

    /// <param name="from">The sender.</param>
    /// <param name="tos">Everyone gets a message of their own, unless all shall be shown.</param>
    /// <param name="subject">The subject of all.</param>
    /// <param name="plainTextContent">Left out where null or empty.</param>
    /// <param name="htmlContent">Left out where null or empty.</param>
    /// <param name="showAllRecipients">One message, on which everyone sees everyone.</param>
    public static SendGridMessage CreateSingleEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string? subject, string? plainTextContent, string? htmlContent,
        bool showAllRecipients = false)
    {
        var message = Message(from, plainTextContent, htmlContent);
        message.Subject = string.IsNullOrEmpty(subject) ? null : subject;
        for (var i = 0; i < tos.Count; i++)
        {
            message.AddTo(tos[i], showAllRecipients ? 0 : i);
        }

        return message;
    }

    public static SendGridMessage CreateMultipleEmailsToMultipleRecipients(
        EmailAddress from,
        List<EmailAddress> tos,
        List<string> subjects,
        string? plainTextContent,
        string? htmlContent,
        List<Dictionary<string, string>> substitutions)
    {
        var message = Message(from, plainTextContent, htmlContent);
        for (var i = 0; i < tos.Count; i++)
        {
            message.AddTo(tos[i], i);
            message.SetSubject(subjects[i], i);
            message.AddSubstitutions(substitutions[i], i);
        }

        return message;
    }

    public static SendGridMessage CreateSingleTemplateEmail(
        EmailAddress from, EmailAddress to, string templateId, object? dynamicTemplateData) =>
        CreateMultipleTemplateEmailsToMultipleRecipients(from, [to], templateId, dynamicTemplateData is null ? [] : [dynamicTemplateData]);

    public static SendGridMessage CreateSingleTemplateEmailToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string templateId, object? dynamicTemplateData) =>
        CreateMultipleTemplateEmailsToMultipleRecipients(
            from, tos, templateId, dynamicTemplateData is null ? [] : [.. Enumerable.Repeat(dynamicTemplateData, tos.Count)]);

    public static SendGridMessage CreateMultipleTemplateEmailsToMultipleRecipients(
        EmailAddress from, List<EmailAddress> tos, string templateId, List<object> dynamicTemplateData)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(templateId);
        SendGridMessage message = new() { From = from, TemplateId = templateId };
        for (var i = 0; i < tos.Count; i++)
        {
            message.AddTo(tos[i], i);
            if (i < dynamicTemplateData.Count)
            {
                message.SetTemplateData(dynamicTemplateData[i], i);
            }
        }

        return message;
    }

    /// <summary><c>Name &lt;address&gt;</c>, or the address alone.</summary>
    public static EmailAddress StringToEmailAddress(string rfc2822Email)
    {
        MailAddress address = new(rfc2822Email);
        return new(address.Address, address.DisplayName.Length > 0 ? address.DisplayName : null);
    }

    private static SendGridMessage Message(EmailAddress from, string? plainTextContent, string? htmlContent)
    {
        SendGridMessage message = new() { From = from };
        if (!string.IsNullOrEmpty(plainTextContent))
        {
            message.AddContent(MimeType.Text, plainTextContent);
        }

        if (!string.IsNullOrEmpty(htmlContent))
        {
            message.AddContent(MimeType.Html, htmlContent);
        }

        return message;
    }
}
