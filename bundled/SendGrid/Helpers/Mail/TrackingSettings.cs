using System.Text.Json.Serialization;

namespace SendGrid.Helpers.Mail;

public class TrackingSettings
{
    [JsonPropertyName("click_tracking")]
    public ClickTracking? ClickTracking { get; set; }

    [JsonPropertyName("open_tracking")]
    public OpenTracking? OpenTracking { get; set; }

    [JsonPropertyName("subscription_tracking")]
    public SubscriptionTracking? SubscriptionTracking { get; set; }

    [JsonPropertyName("ganalytics")]
    public Ganalytics? Ganalytics { get; set; }
}

public class ClickTracking
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("enable_text")]
    public bool? EnableText { get; set; }
}

public class OpenTracking
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("substitution_tag")]
    public string? SubstitutionTag { get; set; }
}

public class SubscriptionTracking
{
    [JsonPropertyName("enable")]
    public bool Enable { get; set; }

    [JsonPropertyName("text")]
    public string? Text { get; set; }

    [JsonPropertyName("html")]
    public string? Html { get; set; }

    [JsonPropertyName("substitution_tag")]
    public string? SubstitutionTag { get; set; }
}

public class Ganalytics
{
    [JsonPropertyName("enable")]
    public bool? Enable { get; set; }

    [JsonPropertyName("utm_source")]
    public string? UtmSource { get; set; }

    [JsonPropertyName("utm_medium")]
    public string? UtmMedium { get; set; }

    [JsonPropertyName("utm_term")]
    public string? UtmTerm { get; set; }

    [JsonPropertyName("utm_content")]
    public string? UtmContent { get; set; }

    [JsonPropertyName("utm_campaign")]
    public string? UtmCampaign { get; set; }
}
