using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Mail;

public sealed class MailLaneTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private AppParts parts = null!;

    public async Task InitializeAsync() => parts = await AppParts.StartAsync(azurite.NewAccount());

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1000, 1)]
    [InlineData(2001, 3)]
    public async Task A_thousand_mails_go_in_one_request(int mails, int requests)
    {
        var sent = await parts.Get<MailLane>().SendAsync(Batch(mails), default);

        Assert.Null(sent.Stop);
        Assert.Equal(mails, Count(sent, OutcomeKind.Done));
        Assert.Equal((requests, mails), (parts.Tenant.Log.Requests(RemoteService.SendGrid), parts.Tenant.Log.Mails.Select(mail => mail.To).Distinct().Count()));
    }

    [Theory]
    [InlineData("https://api.sendgrid.com")]
    [InlineData("https://api.eu.sendgrid.com")]
    public async Task Mails_go_to_the_host_of_the_setting(string host)
    {
        var settings = SettingsTests.Sample();
        settings["Mail__SendGridHost"] = host;
        var asked = new List<Uri?>();
        using var app = SettingsTests.Build(settings, services => services.AddHttpClient(MailLane.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new Listener(asked)));

        await app.GetRequiredService<MailLane>().SendAsync(Batch(1), default);

        Assert.Equal(new Uri($"{host}/v3/mail/send"), Assert.Single(asked));
    }

    [Fact]
    public async Task Each_mail_carries_its_key_and_its_own_words()
    {
        await parts.Get<MailLane>().SendAsync(Batch(2), default);
        var mail = Assert.Single(parts.Tenant.Log.MailsTo("r1@partner.example"));

        Assert.Equal("small|welcome|1", mail.CustomArgs["effect"]);
        Assert.Equal(("<p>Hello name 1</p>", "campagne@sandbox.example"), (mail.Html, mail.From));
        Assert.Equal(["welcome"], mail.Categories);
    }

    [Theory]
    [InlineData(3, "no address")]
    [InlineData(1, "no address")]
    public async Task Bad_addresses_are_taken_out_and_the_rest_sent_once(int mails, string address)
    {
        var batch = Batch(mails);
        batch = batch with { Recipients = [batch.Recipients[0] with { Address = address }, .. batch.Recipients.Skip(1)] };
        var sent = await parts.Get<MailLane>().SendAsync(batch, default);

        Assert.Null(sent.Stop);
        Assert.Equal((OutcomeKind.Refused, mails - 1), (sent.Outcomes["0"].Kind, Count(sent, OutcomeKind.Done)));
        Assert.Equal(mails - 1, parts.Tenant.Log.Mails.Count);
        Assert.DoesNotContain(address, sent.Outcomes["0"].Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_too_large_is_halved_and_each_half_sent_once()
    {
        await using var far = await FarSide.StartAsync(body => new(Addresses(body).Count > 2 ? 413 : 202));
        var sent = await SendAsync(far, Batch(7));

        Assert.Null(sent.Stop);
        Assert.Equal(7, Count(sent, OutcomeKind.Done));
        Assert.Equal(7, far.Bodies.Select(Addresses).Where(some => some.Count <= 2).SelectMany(some => some).Distinct().Count());
    }

    [Fact]
    public async Task One_mail_that_is_too_large_by_itself_is_refused()
    {
        await using var far = await FarSide.StartAsync(413);

        Assert.Equal(3, Count(await SendAsync(far, Batch(3)), OutcomeKind.Refused));
    }

    [Theory]
    [InlineData(401, "Mail:SendGridApiKey")]
    [InlineData(403, "verified sender")]
    [InlineData(404, "Mail:*")]
    [InlineData(405, "Mail:*")]
    public async Task What_is_not_allowed_stops_and_fails_nobody(int status, string hint)
    {
        await using var far = await FarSide.StartAsync(status, """{ "errors": [ { "message": "access forbidden for boss@lumen.example" } ] }""");
        var sent = await SendAsync(far, Batch(1500));

        Assert.Equal((OutcomeKind.NotAllowed, 1), (sent.Stop!.Outcome.Kind, far.Bodies.Count));
        Assert.Equal(0, Count(sent, OutcomeKind.Refused));
        Assert.Contains(hint, sent.Stop.Outcome.Reason!, StringComparison.Ordinal);
        Assert.DoesNotContain("lumen.example", sent.Stop.Outcome.Reason!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_mail_refused_for_what_all_share_is_nobodys_failure(int mails)
    {
        await using var far = await FarSide.StartAsync(400, """{ "errors": [ { "message": "The from address is wrong.", "field": "from.email" } ] }""");
        var sent = await SendAsync(far, Batch(mails));

        Assert.Equal(mails, Count(sent, OutcomeKind.NotAllowed));
        Assert.Contains("from.email", sent.Stop!.Outcome.Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_names_a_recipient_beyond_the_request_is_not_repeated_for_ever()
    {
        await using var far = await FarSide.StartAsync(400, """{ "errors": [ { "message": "odd", "field": "personalizations.7.to" } ] }""");
        var sent = await SendAsync(far, Batch(3));

        Assert.Equal((OutcomeKind.NotAllowed, 1), (sent.Stop!.Outcome.Kind, far.Bodies.Count));
    }

    [Theory]
    [InlineData("Retry-After", "2.5", 2.5)]
    [InlineData("Retry-After", "99999999999999999999", 86400.0)]
    [InlineData("X-RateLimit-Reset", "+30", 30.0)]
    [InlineData("X-RateLimit-Reset", "-30", 20.0)]
    [InlineData("X-RateLimit-Reset", "9223372036854775807", 86400.0)]
    [InlineData("X-Nothing", "1", 20.0)]
    public async Task A_throttle_stops_for_as_long_as_it_says(string header, string value, double seconds)
    {
        var at = value[0] is '+' or '-' ? $"{parts.Clock.GetUtcNow().ToUnixTimeSeconds() + int.Parse(value, System.Globalization.CultureInfo.InvariantCulture)}" : value;
        var asked = 0;
        await using var far = await FarSide.StartAsync(_ => ++asked == 1 ? new(202) : new(429, "", (header, at)));
        var sent = await SendAsync(far, Batch(2100));

        Assert.True(sent.Stop!.AsksForRest);
        Assert.InRange(sent.Stop.Wait.TotalSeconds, seconds - 1.1, seconds);
        Assert.Equal((1000, 1100), (Count(sent, OutcomeKind.Done), Count(sent, OutcomeKind.NotDone)));
    }

    [Theory]
    [InlineData(503, "3", "NotDone")]
    [InlineData(503, null, "Unknown")]
    [InlineData(500, null, "Unknown")]
    [InlineData(0, null, "Unknown")]
    public async Task Doubt_is_told_from_not_done(int status, string? retryAfter, string outcome)
    {
        await using var far = await FarSide.StartAsync(status, "", retryAfter is null ? [] : [("Retry-After", retryAfter)]);
        var sent = await SendAsync(far, Batch(2));

        Assert.Equal((2, 1), (Count(sent, Enum.Parse<OutcomeKind>(outcome)), far.Bodies.Count));
    }

    [Fact]
    public async Task Mails_whose_answer_was_lost_are_unknown_though_they_were_sent()
    {
        parts.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));
        var sent = await parts.Get<MailLane>().SendAsync(Batch(2), default);

        Assert.Equal((2, 2), (Count(sent, OutcomeKind.Unknown), parts.Tenant.Log.Mails.Count));
    }

    [Fact]
    public async Task A_refused_connection_is_not_done()
    {
        Assert.Equal(2, Count(await SendAsync(FarSide.ClosedPort(), Batch(2)), OutcomeKind.NotDone));
    }

    private static int Count(MailsSent sent, OutcomeKind kind) => sent.Outcomes.Values.Count(outcome => outcome.Kind == kind);

    private static MailBatch Batch(int mails) => new("small", "welcome", "Welcome", "<p>Hello -name-</p>", "Hello -name-", [.. Enumerable.Range(0, mails)
        .Select(i => new MailRecipient($"{i}", $"r{i}@partner.example", new Dictionary<string, string> { ["-name-"] = $"name {i}" }))]);

    private static List<string> Addresses(string body) => [.. JsonDocument.Parse(body).RootElement.GetProperty("personalizations").EnumerateArray()
        .Select(item => item.GetProperty("to")[0].GetProperty("email").GetString()!)];

    private Task<MailsSent> SendAsync(FarSide far, MailBatch batch) => SendAsync(new Uri(far.Address), batch);

    private async Task<MailsSent> SendAsync(Uri host, MailBatch batch)
    {
        await using var elsewhere = await AppParts.StartAsync(azurite.NewAccount(), null, ("Mail:SendGridHost", host.ToString().TrimEnd('/')));
        return await elsewhere.Get<MailLane>().SendAsync(batch, default);
    }

    private sealed class Listener(List<Uri?> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri);
            return Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Accepted) { Content = new StringContent("") });
        }
    }
}
