using System.Globalization;
using System.Net;
using System.Text.Json;
using SendGrid;
using SendGrid.Helpers.Errors.Model;
using SendGrid.Helpers.Mail;
using SendGrid.Helpers.Reliability;

namespace AdoptionAutomation.Tests.Bundled.SendGrid;

public sealed class SendGridClientTests : IAsyncLifetime
{
    private SendGridServer server = null!;

    public async Task InitializeAsync() => server = await SendGridServer.StartAsync();

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_mail_is_posted_with_its_key()
    {
        var response = await Client().SendEmailAsync(Mail());

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST /v3/mail/send", "Bearer SG.key", "application/json"),
            (request.Target, request.Authorization, request.ContentType));
        Assert.Equal((HttpStatusCode.Accepted, true), (response.StatusCode, response.IsSuccessStatusCode));
        Assert.Equal("id-1", response.DeserializeResponseHeaders()["X-Message-Id"]);
    }

    [Fact]
    public async Task A_thousand_personalizations_keep_their_args()
    {
        SendGridMessage message = new();
        message.SetFrom("adoption@example.com", "Adoption");
        message.AddContent(MimeType.Html, "<p>Bonjour</p>");
        for (var i = 0; i < 1_000; i++)
        {
            message.AddTo(new EmailAddress($"person{i}@example.com"), i);
            message.AddCustomArg("effect", $"welcome-{i}", i);
        }

        await Client().SendEmailAsync(message);

        using var sent = JsonDocument.Parse(server.Requests.Single().Body);
        var envelopes = sent.RootElement.GetProperty("personalizations").EnumerateArray().ToList();
        Assert.Equal(1_000, envelopes.Count);
        Assert.All(envelopes.Index(), static envelope =>
        {
            var number = envelope.Index.ToString(CultureInfo.InvariantCulture);
            Assert.Equal($"person{number}@example.com", envelope.Item.GetProperty("to")[0].GetProperty("email").GetString());
            Assert.Equal($"welcome-{number}", envelope.Item.GetProperty("custom_args").GetProperty("effect").GetString());
        });
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_refusal_is_an_answer(int status)
    {
        server.Answers.Enqueue((status, """{"errors":[{"message":"no","field":"from.email","help":null}]}"""));

        var response = await Client().SendEmailAsync(Mail());

        Assert.Equal((status, false), ((int)response.StatusCode, response.IsSuccessStatusCode));
        Assert.Contains("from.email", await response.Body.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_refusal_is_an_exception_where_that_is_asked_for()
    {
        server.Answers.Enqueue((429, """{"errors":[{"message":"too many requests"}]}"""));
        SendGridClient client = new(new SendGridClientOptions { ApiKey = "SG.key", Host = server.Address, HttpErrorAsException = true });
        var refused = await Assert.ThrowsAsync<TooManyRequestsException>(() => client.SendEmailAsync(Mail()));
        Assert.Contains("too many requests", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retries_happen_only_when_set()
    {
        server.Answers.Enqueue((503, ""));
        ReliabilitySettings twice = new(2, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        SendGridClient client = new(new SendGridClientOptions { ApiKey = "SG.key", Host = server.Address, ReliabilitySettings = twice });

        Assert.Equal(HttpStatusCode.Accepted, (await client.SendEmailAsync(Mail())).StatusCode);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_query_is_given_as_json()
    {
        server.Answers.Enqueue((200, """{"result":[]}"""));
        var response = await Client().RequestAsync(BaseClient.Method.GET, queryParams: """{"limit": 10, "id": ["a", "b"]}""",
            urlPath: "suppression/bounces");
        Assert.Equal("GET /v3/suppression/bounces?limit=10&id=a&id=b", server.Requests.Single().Target);
        Assert.Contains("result", await response.DeserializeResponseBodyAsync());
    }

    [Fact]
    public void The_region_chooses_the_host()
    {
        Assert.Equal("https://api.sendgrid.com", new SendGridClientOptions().Host.TrimEnd('/'));
        Assert.Equal("https://api.eu.sendgrid.com", new SendGridClientOptions().SetDataResidency("eu").Host.TrimEnd('/'));
        Assert.Throws<InvalidOperationException>(() => new SendGridClientOptions().SetDataResidency("moon"));
    }

    [Fact]
    public void A_client_needs_a_key()
    {
        Assert.ThrowsAny<ArgumentException>(() => new SendGridClient((string)null!));
    }

    private static SendGridMessage Mail() =>
        MailHelper.CreateSingleEmail(new("a@example.com"), new("b@example.com"), "Subject", "text", "<p>html</p>");

    private SendGridClient Client() => new(new SendGridClientOptions { ApiKey = "SG.key", Host = server.Address });
}
