using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables;

/// <summary>The table service over HTTP: what the clients of an account share.</summary>
internal sealed class TableWire
{
    private readonly HttpPipeline pipeline;
    private readonly string version;

    public TableWire(Uri endpoint, string? accountName, TableClientOptions? options, HttpPipelinePolicy? signing)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        options ??= new();
        Endpoint = new(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/'));
        AccountName = accountName ?? AccountOf(endpoint);
        version = options.Version;
        HttpPipelineOptions settings = new(options) { RequestFailedDetailsParser = TableErrors.Parser };
        if (signing is not null)
        {
            settings.PerRetryPolicies.Add(signing);
        }

        pipeline = HttpPipelineBuilder.Build(settings);
    }

    public Uri Endpoint { get; }

    public string AccountName { get; }

    public static TableWire Of(string connectionString, TableClientOptions? options)
    {
        var account = TableConnectionString.Parse(connectionString);
        return Of(account.Endpoint, account.Credential, options);
    }

    public static TableWire Of(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(endpoint, credential.AccountName, options, new SharedKeyPolicy(credential));
    }

    public static TableWire Of(Uri endpoint, TokenCredential credential, TableClientOptions? options)
    {
        ArgumentNullException.ThrowIfNull(credential);
        var scope = (options?.Audience ?? TableAudience.AzurePublicCloud).Scope;
        return new(endpoint, accountName: null, options, new BearerTokenAuthenticationPolicy(credential, scope));
    }

    /// <param name="path">Escaped already, without a leading slash.</param>
    public HttpMessage Message(RequestMethod method, string path, ReadOnlyMemory<byte>? json = null)
    {
        var message = pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(Endpoint);
        request.Uri.AppendPath("/" + path, escape: false);
        request.Headers.Add("x-ms-version", version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add(HttpHeader.Names.Accept, "application/json;odata=minimalmetadata");
        if (json is { } body)
        {
            request.Headers.Add(HttpHeader.Names.ContentType, "application/json");
            request.Content = RequestContent.Create(body);
        }

        return message;
    }

    public async ValueTask<Response> SendAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        {
            await pipeline.SendAsync(message, cancellationToken);
            return message.Response;
        }
    }

    public Response Send(HttpMessage message, CancellationToken cancellationToken)
    {
        using (message)
        {
            pipeline.Send(message, cancellationToken);
            return message.Response;
        }
    }

    /// <exception cref="RequestFailedException">The service answered none of the expected.</exception>
    public static Response Expect(Response response, int status, int otherStatus = 0) =>
        response.Status == status || response.Status == otherStatus ? response : throw new RequestFailedException(response);

    public static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>Hands on the <c>value</c> array of a query's answer.</summary>
    public static List<T> Rows<T>(Response response, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(response.Content.ToMemory());
        var rows = document.RootElement.GetProperty("value");
        List<T> values = new(rows.GetArrayLength());
        foreach (var row in rows.EnumerateArray())
        {
            values.Add(read(row));
        }

        return values;
    }

    /// <summary>The emulator keeps the account in the path, Azure in the host.</summary>
    private static string AccountOf(Uri endpoint) =>
        endpoint.HostNameType == UriHostNameType.Dns && endpoint.Host.Contains('.', StringComparison.Ordinal)
            ? endpoint.Host.Split('.')[0]
            : endpoint.AbsolutePath.Trim('/').Split('/')[0];
}
