using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SendGrid.Helpers.Errors;
using SendGrid.Helpers.Mail;
using SendGrid.Helpers.Reliability;

namespace SendGrid;

/// <summary>Refusals come back as <see cref="Response.StatusCode"/>; only the network throws, unless the options ask otherwise.</summary>
public abstract class BaseClient : ISendGridClient
{
    private const string Json = "application/json";

    private readonly BaseClientOptions options;
    private readonly HttpClient client;

    protected BaseClient(BaseClientOptions options)
        : this((HttpClient?)null, options)
    {
    }

    protected BaseClient(IWebProxy? webProxy, BaseClientOptions options)
        : this(webProxy is null ? null : OwnClient(new() { Proxy = webProxy, PreAuthenticate = true }, options), options)
    {
    }

    /// <param name="httpClient">Used as it is, without the options' retries; null makes one of our own.</param>
    /// <param name="options">Host, key and the rest.</param>
    protected BaseClient(HttpClient? httpClient, BaseClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        client = httpClient ?? OwnClient(new(), options);
        if (options.RequestHeaders?.TryGetValue("Content-Type", out var type) == true)
        {
            MediaType = type;
        }
    }

    public enum Method
    {
        DELETE = 0,
        GET = 1,
        PATCH = 2,
        POST = 3,
        PUT = 4,
    }

    public string UrlPath
    {
        get => options.UrlPath;
        set => options.UrlPath = value;
    }

    public string Version
    {
        get => options.Version;
        set => options.Version = value;
    }

    public string MediaType { get; set; } = Json;

    public virtual AuthenticationHeaderValue AddAuthorization(KeyValuePair<string, string> header)
    {
        var parts = header.Value.Split(' ');
        return new(parts[0], parts[1]);
    }

    public virtual async Task<Response> MakeRequest(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode && options.HttpErrorAsException)
        {
            await ErrorHandler.ThrowException(response);
        }

        return new(response.StatusCode, response.Content, response.Headers);
    }

    /// <param name="method">The HTTP method.</param>
    /// <param name="requestBody">JSON.</param>
    /// <param name="queryParams">JSON as well: <c>{"limit": 10, "emails": ["a", "b"]}</c>.</param>
    /// <param name="urlPath">Below the version: <c>mail/send</c>.</param>
    /// <param name="cancellationToken">Gives up waiting; the request may still be served.</param>
    public async Task<Response> RequestAsync(
        Method method,
        string? requestBody = null,
        string? queryParams = null,
        string? urlPath = null,
        CancellationToken cancellationToken = default)
    {
        using HttpRequestMessage request = new(new(method.ToString()), QueryParameters.Address(options, urlPath, queryParams));
        if (requestBody is not null)
        {
            request.Content = new StringContent(requestBody, Encoding.UTF8, MediaType);
            if (MediaType == Json)
            {
                // JSON is UTF-8 anyway, and some of the API's routes refuse the charset.
                request.Content.Headers.ContentType!.CharSet = null;
            }
        }

        foreach (var (name, value) in options.RequestHeaders ?? [])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = options.Auth;
        request.Headers.Accept.Add(new(MediaType));
        request.Headers.UserAgent.TryParseAdd("sendgrid/9.29.3 csharp");
        return await MakeRequest(request, cancellationToken);
    }

    public Task<Response> SendEmailAsync(SendGridMessage msg, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(msg);
        return RequestAsync(Method.POST, msg.Serialize(), urlPath: "mail/send", cancellationToken: cancellationToken);
    }

    private static HttpClient OwnClient(HttpClientHandler handler, BaseClientOptions options) =>
        new(new RetryDelegatingHandler(handler, options.ReliabilitySettings));
}
