using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SendGrid.Helpers.Mail;

/// <summary>The body of <c>POST /v3/mail/send</c>.</summary>
public partial class SendGridMessage
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Letters of every language as they are; what HTML could read as markup escaped, as the official client does.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    [JsonPropertyName("from")]
    public EmailAddress? From { get; set; }

    [JsonPropertyName("subject")]
    public string? Subject { get; set; }

    [JsonPropertyName("personalizations")]
    public List<Personalization>? Personalizations { get; set; }

    [JsonPropertyName("content")]
    public List<Content>? Contents { get; set; }

    /// <summary>Set instead of <see cref="Contents"/>; becomes its first entry when serialized.</summary>
    [JsonIgnore]
    public string? PlainTextContent { get; set; }

    /// <inheritdoc cref="PlainTextContent"/>
    [JsonIgnore]
    public string? HtmlContent { get; set; }

    [JsonPropertyName("attachments")]
    public List<Attachment>? Attachments { get; set; }

    [JsonPropertyName("template_id")]
    public string? TemplateId { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string>? Headers { get; set; }

    [JsonPropertyName("sections")]
    public Dictionary<string, string>? Sections { get; set; }

    [JsonPropertyName("categories")]
    public List<string>? Categories { get; set; }

    [JsonPropertyName("custom_args")]
    public Dictionary<string, string>? CustomArgs { get; set; }

    /// <summary>Unix seconds, at most 72 h ahead.</summary>
    [JsonPropertyName("send_at")]
    public long? SendAt { get; set; }

    [JsonPropertyName("asm")]
    public ASM? Asm { get; set; }

    [JsonPropertyName("batch_id")]
    public string? BatchId { get; set; }

    [JsonPropertyName("ip_pool_name")]
    public string? IpPoolName { get; set; }

    [JsonPropertyName("mail_settings")]
    public MailSettings? MailSettings { get; set; }

    [JsonPropertyName("tracking_settings")]
    public TrackingSettings? TrackingSettings { get; set; }

    [JsonPropertyName("reply_to")]
    public EmailAddress? ReplyTo { get; set; }

    [JsonPropertyName("reply_to_list")]
    public List<EmailAddress>? ReplyTos { get; set; }

    public static SendGridMessage? Deserialize(string json) => JsonSerializer.Deserialize<SendGridMessage>(json, Json);

    /// <param name="useDefaultSerialization">Here there is only one.</param>
    public string Serialize(bool useDefaultSerialization = true)
    {
        if (PlainTextContent is not null || HtmlContent is not null)
        {
            Contents = Content.Of(PlainTextContent, HtmlContent);
            PlainTextContent = null;
            HtmlContent = null;
        }

        Contents = Contents is { Count: > 1 } contents ? [.. contents.OrderBy(static content => content.Rank)] : Contents;
        return JsonSerializer.Serialize(this, Json);
    }
}
