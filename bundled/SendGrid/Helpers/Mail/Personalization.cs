using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

/// <summary>One envelope of a message: who gets it, and what differs for them. At most 1,000 a request.</summary>
public class Personalization
{
    [JsonPropertyName("to")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress>? Tos { get; set; }

    [JsonPropertyName("cc")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress>? Ccs { get; set; }

    [JsonPropertyName("bcc")]
    [JsonConverter(typeof(DistinctAddresses))]
    public List<EmailAddress>? Bccs { get; set; }

    [JsonPropertyName("from")]
    public EmailAddress? From { get; set; }

    [JsonPropertyName("subject")]
    public string? Subject { get; set; }

    [JsonPropertyName("headers")]
    public Dictionary<string, string>? Headers { get; set; }

    [JsonPropertyName("substitutions")]
    public Dictionary<string, string>? Substitutions { get; set; }

    /// <summary>Comes back in every event of the message; under 10,000 bytes.</summary>
    [JsonPropertyName("custom_args")]
    public Dictionary<string, string>? CustomArgs { get; set; }

    /// <summary>Unix seconds, at most 72 h ahead.</summary>
    [JsonPropertyName("send_at")]
    public long? SendAt { get; set; }

    [JsonPropertyName("dynamic_template_data")]
    public object? TemplateData { get; set; }
}
