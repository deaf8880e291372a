using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Mail.Notices;

/// <summary>Worlds begin on Monday 2026-09-07 at 08:00 in Paris.</summary>
public sealed class NoticeBoardTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Manager = "hugo.marchand@lumen.example";
    private const string It = "paul.lefevre@lumen.example";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_notice_reaches_its_people_at_once_and_once_however_often_it_is_told()
    {
        await using var app = await StartAsync();
        await app.PassAsync(TimeSpan.FromHours(18));

        await TellAsync(app, Of("webhook.teams", "Lien révoqué"));
        await TellAsync(app, Of("webhook.teams", "Autre texte"));
        await app.PassAsync(Soon);
        await TellAsync(app, Of("webhook.teams", "Lien révoqué"));
        await app.PassAsync(TimeSpan.FromHours(26));

        var mail = Assert.Single(app.Tenant.Log.Mails);
        Assert.Equal((Manager, "Lien révoqué", "notice"), (mail.To, mail.Subject, mail.Categories[0]));
        Assert.Contains("Une ligne &lt;b&gt; et ses signes", mail.Html, StringComparison.Ordinal);
        Assert.Contains("lang=\"fr\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Une ligne <b> et ses signes", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", mail.CustomArgs["effect"], StringComparison.Ordinal);
        await AssertQuietAsync(app);
    }

    [Fact]
    public async Task It_is_told_apart_from_community_managers_and_with_a_body_of_its_own_larger_than_a_property()
    {
        await using var app = await StartAsync();
        var html = $"<!DOCTYPE html><html><body><p>{new string('é', 70_000)}</p></body></html>";

        await app.Get<NoticeBoard>().TellAsync(app.Campaign, Of("big", "Grand") with { To = NoticeTo.ItContacts, Html = html }, default);
        await app.PassAsync(Soon);

        var mail = Assert.Single(app.Tenant.Log.Mails);
        Assert.Equal((It, html), (mail.To, mail.Html));
    }

    [Fact]
    public async Task Every_reading_of_a_known_notice_is_one_request()
    {
        await using var app = await StartAsync();
        await TellAsync(app, Of("known", "Connu"));
        await app.PassAsync(Soon);
        var before = app.Requests;

        await TellAsync(app, Of("known", "Connu"));

        Assert.Equal(1, app.Requests - before);
    }

    [Fact]
    public async Task A_storm_is_told_in_twenty_mails_and_one_the_next_morning()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < NoticeDay.MostMails + 5; i++)
        {
            await TellAsync(app, Of($"failure.{i}", $"Panne {i}"));
        }

        await app.Get<NoticeBoard>().TellAsync(app.Campaign, Of("other", "Pour IT") with { To = NoticeTo.ItContacts }, default);
        await app.PassAsync(TimeSpan.FromHours(2));
        var mails = app.Tenant.Log.MailsTo(Manager).ToList();
        Assert.Equal(NoticeDay.MostMails, mails.Count);
        Assert.Contains("le dernier", mails.Single(mail => mail.Subject == $"Panne {NoticeDay.MostMails - 1}").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(mails, mail => mail.Subject != $"Panne {NoticeDay.MostMails - 1}" && mail.Text!.Contains("le dernier", StringComparison.Ordinal));
        Assert.Single(app.Tenant.Log.MailsTo(It));

        await app.PassAsync(TimeSpan.FromHours(24));
        var rest = Assert.Single(app.Tenant.Log.MailsTo(Manager).Skip(NoticeDay.MostMails));
        Assert.Contains("et 5 autres", rest.Subject.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.All(Enumerable.Range(NoticeDay.MostMails, 5), i => Assert.Contains($"Panne {i}", rest.Html, StringComparison.Ordinal));
        Assert.Contains("GET /api/stuck", rest.Html, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2026, 9, 8, 5, 0, 0, DateTimeKind.Utc), rest.At.UtcDateTime, TimeSpan.FromMinutes(1));

        await TellAsync(app, Of("next.day", "Un autre jour"));
        await app.PassAsync(Soon);
        Assert.Equal("Un autre jour", app.Tenant.Log.MailsTo(Manager)[^1].Subject);
        await AssertQuietAsync(app);
    }

    [Fact]
    public async Task While_mails_are_redirected_notices_are_too_and_the_real_ones_are_not_used_up()
    {
        await using var app = await StartAsync();
        app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = "dress@contoso.example";
        await TellAsync(app, Of("redirected", "Essai"));
        await app.PassAsync(Soon);
        Assert.Equal("dress@contoso.example", Assert.Single(app.Tenant.Log.Mails).To);

        app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = null;
        await TellAsync(app, Of("redirected", "Essai"));
        await app.PassAsync(Soon);
        Assert.Equal(Manager, app.Tenant.Log.Mails[^1].To);
    }

    [Fact]
    public async Task A_bounce_settles_the_ledger()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Suppressed = [Manager] });
        await TellAsync(app, Of("bounced", "Perdu"));
        await app.PassAsync(TimeSpan.FromHours(1));

        var row = Assert.Single(await app.Get<LedgerTable>().ListAsync("small", $"mail.{NoticeMailing.Purpose}", default).ToListAsync());
        Assert.Equal(EffectState.Failed, row.State);
        Assert.DoesNotContain("@", row.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_never_reached_the_queue_is_brought_within_the_hour()
    {
        await using var app = await StartAsync();
        var now = app.World.Clock.GetUtcNow();
        await app.Get<DueTable>().AddAsync(NoticeMailing.MessageOf("small", "healed", now).ToDue()!, default);
        await app.Get<NoticesTable>().AddAsync("small", Of("healed", "Guéri"), NoticeDay.Of(app.Campaign.Settings, NoticeTo.CommunityManagers, now), default);

        await app.PassAsync(TimeSpan.FromMinutes(61));

        Assert.Equal("Guéri", Assert.Single(app.Tenant.Log.Mails).Subject);
        await AssertQuietAsync(app);
    }

    [Fact]
    public async Task Old_texts_go_after_ninety_days_and_are_not_told_again()
    {
        await using var app = await StartAsync();
        await TellAsync(app, Of("old", "Ancien"));
        await app.PassAsync(TimeSpan.FromDays(98));

        Assert.False(await app.Get<NoticeBoard>().IsToldAsync(app.Campaign, "old", default));
        await TellAsync(app, Of("old", "Ancien"));
        await app.PassAsync(Soon);
        Assert.Single(app.Tenant.Log.MailsTo(Manager));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("!managers.2026-09-07")]
    public async Task An_id_that_cannot_be_kept_is_a_bug_of_ours(string id)
    {
        await using var app = await StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => TellAsync(app, Of(id, "Non")));
    }

    private Task<AppTest> StartAsync() => AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);

    private static Notice Of(string id, string subject) => new(id, NoticeTo.CommunityManagers, subject, ["Une ligne <b> et ses signes.", "Quoi faire."]);

    private static Task TellAsync(AppTest app, Notice notice) => app.Get<NoticeBoard>().TellAsync(app.Campaign, notice, default);

    private static async Task AssertQuietAsync(AppTest app)
    {
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
        Assert.Empty(await app.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default).ToListAsync());
    }
}
