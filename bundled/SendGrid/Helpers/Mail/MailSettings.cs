using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public class MailSettings
{
    [JsonPropertyName("bcc")]
    public BCCSettings? BccSettings { get; set; }

    [JsonPropertyName("bypass_list_management")]
    public BypassListManagement? BypassListManagement { get; set; }

    [JsonPropertyName("bypass_spam_management")]
    public BypassSpamManagement? BypassSpamManagement { get; set; }

    [JsonPropertyName("bypass_bounce_management")]
    public BypassBounceManagement? BypassBounceManagement { get; set; }

    [JsonPropertyName("bypass_unsubscribe_management")]
    public BypassUnsubscribeManagement? BypassUnsubscribeManagement { get; set; }

    [JsonPropertyName("footer")]
    public FooterSettings? FooterSettings { get; set; }

    [JsonPropertyName("sandbox_mode")]
    public SandboxMode? SandboxMode { get; set; }

    [JsonPropertyName("spam_check")]
    public SpamCheck? SpamCheck { get; set; }
}

public class BCCSettings
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("email")]
    public string? Email { get; set; }
}

public class BypassListManagement
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }
}

public class BypassSpamManagement
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }
}

public class BypassBounceManagement
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }
}

public class BypassUnsubscribeManagement
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }
}

public class FooterSettings
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }

    [JsonPropertyName("text")]
    public string? Text { get; set; }

    [JsonPropertyName("html")]
    public string? Html { get; set; }
}

/// <summary>The message is checked and not sent.</summary>
public class SandboxMode
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }
}

public class SpamCheck
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("threshold")]
    public int? Threshold { get; set; }

    [JsonPropertyName("post_to_url")]
    public string? PostToUrl { get; set; }
}
