using System.Net.Http.Headers;
using SendGrid.Helpers.Reliability;

namespace SendGrid;

public class BaseClientOptions
{
    public string Host { get; set; } = null!;

    public string Version { get; set; } = null!;

    public string UrlPath { get; set; } = null!;

    public AuthenticationHeaderValue? Auth { get; set; }

    public Dictionary<string, string>? RequestHeaders { get; set; }

    /// <summary>
    /// Of the client's own connections only: a given <see cref="HttpClient"/> has its own handlers. No retries by default.
    /// </summary>
    public ReliabilitySettings ReliabilitySettings { get; set; } = new();

    /// <summary>Throw on 4xx and 5xx instead of answering with the status.</summary>
    public bool HttpErrorAsException { get; set; }
}

public class SendGridClientOptions : BaseClientOptions
{
    private string? apiKey;

    public SendGridClientOptions()
    {
        Host = "https://api.sendgrid.com";
        Version = "v3";
    }

    public string? ApiKey
    {
        get => apiKey;
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(value);
            apiKey = value;
            Auth = new("Bearer", value);
        }
    }

    /// <param name="region"><c>eu</c> or <c>global</c>.</param>
    public SendGridClientOptions SetDataResidency(string region)
    {
        ArgumentNullException.ThrowIfNull(region);
        Host = region switch
        {
            "eu" => "https://api.eu.sendgrid.com",
            "global" => "https://api.sendgrid.com",
            _ => throw new InvalidOperationException($"There is no region '{region}': it can only be \"eu\" or \"global\"."),
        };
        return this;
    }
}
