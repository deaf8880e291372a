using System.Net;

namespace SendGrid;

public class SendGridClient : BaseClient
{
    public SendGridClient(SendGridClientOptions options)
        : base(options)
    {
    }

    public SendGridClient(HttpClient? httpClient, SendGridClientOptions options)
        : base(httpClient, options)
    {
    }

    public SendGridClient(
        string apiKey,
        string? host = null,
        Dictionary<string, string>? requestHeaders = null,
        string? version = null,
        string? urlPath = null)
        : base(Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException: false))
    {
    }

    public SendGridClient(
        HttpClient? httpClient,
        string apiKey,
        string? host = null,
        Dictionary<string, string>? requestHeaders = null,
        string? version = null,
        string? urlPath = null,
        bool httpErrorAsException = false)
        : base(httpClient, Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException))
    {
    }

    public SendGridClient(
        IWebProxy? webProxy,
        string apiKey,
        string? host = null,
        Dictionary<string, string>? requestHeaders = null,
        string? version = null,
        string? urlPath = null,
        bool httpErrorAsException = false)
        : base(webProxy, Options(apiKey, host, requestHeaders, version, urlPath, httpErrorAsException))
    {
    }

    private static SendGridClientOptions Options(
        string apiKey, string? host, Dictionary<string, string>? requestHeaders, string? version, string? urlPath,
        bool httpErrorAsException)
    {
        SendGridClientOptions options = new()
        {
            ApiKey = apiKey,
            RequestHeaders = requestHeaders,
            UrlPath = urlPath!,
            HttpErrorAsException = httpErrorAsException,
        };
        options.Host = host ?? options.Host;
        options.Version = version ?? options.Version;
        return options;
    }
}
