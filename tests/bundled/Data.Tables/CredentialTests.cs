using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Bundled.Data.Tables;

public sealed class CredentialTests
{
    private const string Key = "a2V5";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://storage", "http://storage:10002/devstoreaccount1",
        "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=a2V5;EndpointSuffix=core.windows.net",
        "https://acme.table.core.windows.net/", "acme")]
    [InlineData("AccountName=acme;AccountKey=a2V5==;TableEndpoint=http://127.0.0.1:9/acme", "http://127.0.0.1:9/acme", "acme")]
    public void A_connection_string_names_endpoint_and_account(string connectionString, string endpoint, string account)
    {
        TableServiceClient service = new(connectionString.Replace("==", "", StringComparison.Ordinal));
        Assert.Equal((endpoint.TrimEnd('/'), account), (service.Uri.AbsoluteUri.TrimEnd('/'), service.AccountName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AccountName=acme")]
    [InlineData("AccountKey=a2V5")]
    public void A_connection_string_without_an_account_is_refused(string connectionString)
    {
        Assert.ThrowsAny<Exception>(() => new TableServiceClient(connectionString));
    }

    [Fact]
    public async Task A_token_is_asked_for_storage_and_sent()
    {
        const string row = """{"PartitionKey":"p","RowKey":"r"}""";
        using Recorder recorder = new(static _ => new(HttpStatusCode.OK) { Content = new StringContent(row) });
        TokenStub credential = new();
        TableClient table = new(new("https://acme.table.core.windows.net"), "rows", credential, recorder.Options());

        await table.GetEntityAsync<TableEntity>("p", "r");

        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("Bearer secret", recorder.Requests.Single().Headers.Authorization!.ToString());
        Assert.Equal("acme", table.AccountName);
    }

    [Fact]
    public async Task The_audience_may_be_another_cloud()
    {
        using Recorder recorder = new(static _ => new(HttpStatusCode.NoContent));
        TokenStub credential = new();
        var options = recorder.Options();
        options.Audience = TableAudience.AzureChina;
        await new TableServiceClient(new("https://acme.table.core.chinacloudapi.cn"), credential, options).DeleteTableAsync("rows");
        Assert.Equal(["https://storage.azure.cn/.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_shared_key_signs_every_try()
    {
        var tries = 0;
        using Recorder recorder = new(_ => new(++tries == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.NoContent));
        var options = recorder.Options();
        options.Retry.Delay = TimeSpan.Zero;
        TableClient table = new(new Uri("https://acme.table.core.windows.net"), "rows", new TableSharedKeyCredential("acme", Key), options);

        await table.DeleteEntityAsync("p", "r");

        Assert.Equal(2, recorder.Requests.Count);
        Assert.All(recorder.Requests, static request => Assert.StartsWith(
            "SharedKeyLite acme:", request.Headers.Authorization!.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_without_json_keeps_its_status()
    {
        const string page = "<html>bad gateway</html>";
        using Recorder recorder = new(static _ => new(HttpStatusCode.BadGateway) { Content = new StringContent(page) });
        var options = recorder.Options();
        options.Retry.MaxRetries = 0;
        TableClient table = new(new Uri("https://acme.table.core.windows.net"), "rows", new TableSharedKeyCredential("acme", Key), options);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r"));
        Assert.Equal((502, null), (failure.Status, failure.ErrorCode));
    }

    private sealed class TokenStub : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return new("secret", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class Recorder(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<HttpRequestMessage> Requests { get; } = [];

        public TableClientOptions Options() => new() { Transport = new HttpClientTransport(this) };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            return Task.FromResult(answer(request));
        }
    }
}
