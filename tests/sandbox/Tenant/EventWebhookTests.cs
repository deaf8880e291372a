using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public class EventWebhookTests
{
    private readonly List<(string Timestamp, string Signature, byte[] Body, DateTimeOffset At)> posts = [];

    [Fact]
    public async Task Each_mail_has_its_events_with_the_custom_args_on_top()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with
        {
            Suppressed = ["paul.lefevre@lumen.example"],
            InvalidMailboxes = ["emma.girard@lumen.example"],
        });
        Listen(host, _ => HttpStatusCode.OK);
        await SendAsync(host, "claire.fontaine@lumen.example", "paul.lefevre@lumen.example", "emma.girard@lumen.example", "ghost@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(5), CancellationToken.None);

        var events = posts.SelectMany(p => JsonNode.Parse(p.Body)!.AsArray()).Select(e => e!).ToList();
        Assert.Equal(["processed", "delivered"], KindsOf("claire.fontaine@lumen.example"));
        Assert.Equal(["dropped"], KindsOf("paul.lefevre@lumen.example"));
        Assert.Equal(["processed", "bounce"], KindsOf("emma.girard@lumen.example"));
        Assert.Equal(["processed", "bounce"], KindsOf("ghost@lumen.example"));
        Assert.All(events, e => Assert.Equal($"key-{e["email"]!.ToString().Split('.')[0]}", e["ledger"]!.ToString()));
        Assert.All(events, e => Assert.Equal("lumen", e["campaign"]!.ToString()));
        Assert.Equal(events.Count, events.Select(e => e["sg_event_id"]!.ToString()).Distinct().Count());
        Assert.Equal(MailOutcome.Bounced, Assert.Single(host.Tenant.Log.MailsTo("emma.girard@lumen.example")).Outcome);
        Assert.True(host.Tenant.Mailroom.IsSuppressed("emma.girard@lumen.example"));

        IEnumerable<string> KindsOf(string address) => events.Where(e => e["email"]!.ToString() == address).Select(e => e["event"]!.ToString());
    }

    [Fact]
    public async Task A_mended_mailbox_gets_its_mails_again()
    {
        const string Paul = "paul.lefevre@lumen.example";
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { InvalidMailboxes = [Paul] });
        Listen(host, _ => HttpStatusCode.OK);
        await SendAsync(host, Paul);
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(5), CancellationToken.None);
        host.Tenant.Mailroom.Mend(Paul);
        await SendAsync(host, Paul);
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(10), CancellationToken.None);

        Assert.Equal([MailOutcome.Bounced, MailOutcome.Delivered], host.Tenant.Log.MailsTo(Paul).Select(mail => mail.Outcome));
    }

    [Fact]
    public async Task For_a_time_mails_bounce_or_are_dropped_but_never_those_to_whom_the_campaign_names()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm);
        Listen(host, _ => HttpStatusCode.OK);
        var (paul, others) = ("paul.lefevre@lumen.example", host.People.From(12).Take(100).Select(person => person.Mail).ToArray());
        host.Tenant.Mailroom.Fail(TenantHost.Start.AddHours(1), bounces: 0.5, dropped: 0.2);
        await SendAsync(host, [paul, .. others]);
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddHours(1), CancellationToken.None);
        await SendAsync(host, others);
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddHours(2), CancellationToken.None);

        var first = others.Select(address => host.Tenant.Log.MailsTo(address)[0].Outcome).ToList();
        Assert.InRange(first.Count(outcome => outcome == MailOutcome.Bounced), 35, 65);
        Assert.InRange(first.Count(outcome => outcome == MailOutcome.Dropped), 8, 35);
        Assert.Equal(MailOutcome.Delivered, host.Tenant.Log.MailsTo(paul)[0].Outcome);

        // Later only who bounced is dropped, as SendGrid does.
        Assert.All(others.Zip(first), one => Assert.Equal(one.Second == MailOutcome.Bounced, host.Tenant.Log.MailsTo(one.First)[1].Outcome == MailOutcome.Dropped));
    }

    [Fact]
    public async Task A_post_is_signed_over_timestamp_and_raw_body()
    {
        await using var host = await TenantHost.StartAsync();
        Listen(host, _ => HttpStatusCode.OK);
        await SendAsync(host, "claire.fontaine@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(5), CancellationToken.None);

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(host.Tenant.EventWebhookPublicKey), out _);
        Assert.Equal(2, posts.Count);
        Assert.All(posts, p => Assert.True(Verifies(key, p.Timestamp, p)));
        Assert.False(Verifies(key, "0", posts[0]));
    }

    [Fact]
    public async Task Events_of_half_a_minute_are_posted_together()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { EventsWithin = TimeSpan.FromSeconds(30) });
        Listen(host, _ => HttpStatusCode.OK);
        await SendAsync(host, "claire.fontaine@lumen.example", "paul.lefevre@lumen.example", "emma.girard@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(5), CancellationToken.None);

        Assert.InRange(posts.Count, 1, 2);
        Assert.Equal(6, posts.Sum(post => JsonNode.Parse(post.Body)!.AsArray().Count));
        Assert.All(host.Tenant.Log.Mails, mail => Assert.Equal(MailOutcome.Delivered, mail.Outcome));
    }

    [Fact]
    public async Task A_failed_post_is_repeated_with_growing_delays_and_given_up_after_a_day()
    {
        await using var host = await TenantHost.StartAsync();
        Listen(host, _ => HttpStatusCode.InternalServerError);
        await SendAsync(host, "claire.fontaine@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddDays(3), CancellationToken.None);

        var attempts = posts.Where(p => p.Body.SequenceEqual(posts[0].Body)).Select(p => p.At).ToList();
        var delays = attempts.Zip(attempts.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(TimeSpan.FromMinutes(1), delays[0]);
        Assert.Equal(delays.Order(), delays);
        Assert.InRange(attempts[^1] - attempts[0], TimeSpan.FromHours(19), TimeSpan.FromHours(24));
        Assert.Equal(2, host.Tenant.WebhookGivenUp);
    }

    [Fact]
    public async Task A_repeat_that_succeeds_ends_the_matter()
    {
        await using var host = await TenantHost.StartAsync();
        Listen(host, n => n == 1 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK);
        await SendAsync(host, "claire.fontaine@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddDays(2), CancellationToken.None);

        Assert.Equal(3, posts.Count);
        Assert.Equal(0, host.Tenant.WebhookGivenUp);
    }

    [Fact]
    public async Task Harsh_times_deliver_some_batches_twice()
    {
        await using var host = await TenantHost.StartAsync(script: new FaultScript("twice") { EventsTwice = 1 });
        Listen(host, _ => HttpStatusCode.OK);
        await SendAsync(host, "claire.fontaine@lumen.example");
        await host.Agenda.RunUntilAsync(TenantHost.Start.AddMinutes(5), CancellationToken.None);

        Assert.Equal(4, posts.Count);
        Assert.Equal(2, posts.Select(p => Encoding.UTF8.GetString(p.Body)).Distinct().Count());
    }

    private void Listen(TenantHost host, Func<int, HttpStatusCode> answer) => host.Tenant.WebhookSender = async (request, cancellationToken) =>
    {
        posts.Add((
            request.Headers.GetValues(EventWebhook.TimestampHeader).Single(),
            request.Headers.GetValues(EventWebhook.SignatureHeader).Single(),
            await request.Content!.ReadAsByteArrayAsync(cancellationToken),
            host.Clock.GetUtcNow()));
        return new(answer(posts.Count));
    };

    private static async Task SendAsync(TenantHost host, params string[] recipients)
    {
        using var response = await host.SendGrid.PostAsJsonAsync("v3/mail/send", MailRoutesTests.Mail(recipients));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static bool Verifies(ECDsa key, string timestamp, (string Timestamp, string Signature, byte[] Body, DateTimeOffset At) post) =>
        key.VerifyData(
            (byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. post.Body],
            Convert.FromBase64String(post.Signature),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.Rfc3279DerSequence);
}
