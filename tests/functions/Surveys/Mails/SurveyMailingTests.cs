using System.Net;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.People;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys.Mails;

public sealed class SurveyMailingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Toronto = "America/Toronto";
    private const string Reminders = """, "reminders": [2, 4]""";

    [Theory]
    [InlineData("fr", "Votre avis", "Bonjour Zoé & <Co>,", "lundi 14 septembre inclus", "Répondre : ")]
    [InlineData("en", "Your opinion", "Hello Zoé & <Co>,", "until the end of Monday 14 September", "Answer: ")]
    public async Task A_mail_says_what_it_is_about_and_leads_to_the_persons_page(string language, string subject, string hello, string until, string button)
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a") with { FirstName = "Zoé & <Co>", Language = language });
        await UntilAsync(app, Opens.AddMinutes(5));

        var mail = Assert.Single(app.Tenant.Log.MailsTo(AddressOf("1a"), Purpose));
        var round = (await RoundAsync(app))!;
        var link = app.Get<SurveyLinks>().To(Scope, round, IdOf("1a"));
        Assert.Equal(subject, mail.Subject);
        Assert.Empty(mail.Headers);
        foreach (var body in (string[])[mail.Text!, WebUtility.HtmlDecode(mail.Html!)])
        {
            Assert.Contains(hello, body, StringComparison.Ordinal);
            Assert.Contains(until, body, StringComparison.Ordinal);
            Assert.Contains(link, body, StringComparison.Ordinal);
            Assert.Contains("hugo.marchand@lumen.example", body, StringComparison.Ordinal);
            Assert.Contains(language == "fr" ? "anonymes" : "anonymous", body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("<Co>", mail.Html!, StringComparison.Ordinal);
        Assert.Contains(button + link, mail.Text!.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Equal(1, mail.Html!.Split("https://").Length - 1);
        Assert.DoesNotContain('@', link);
    }

    [Fact]
    public async Task A_mail_says_which_answer_is_kept_with_a_name()
    {
        var named = With(kind: "temperature", questionMore: """, "named": { "fr": "Gardé avec votre nom.", "en": "Kept with your name." }""");
        await using var app = await WelcomedAsync(azurite.NewAccount(), named, Person("1a"));
        await UntilAsync(app, Opens.AddMinutes(5));

        var mail = Assert.Single(app.Tenant.Log.MailsTo(AddressOf("1a"), Purpose));
        Assert.Contains("sauf une, qui est gardée avec votre nom", mail.Text!, StringComparison.Ordinal);
        Assert.Contains("Aideriez-vous", mail.Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_who_have_not_answered_are_reminded_where_they_live_and_nobody_else()
    {
        await using var app = await WelcomedAsync(
            azurite.NewAccount(), With(more: Reminders), Person("1a"), Person("2b", Toronto), Person("3c"), Person("4d"));
        await UntilAsync(app, Utc(9, 8));
        await AnswerAsync(app, "1a");
        await MarkAsync(app, row => new PersonMark.RemindersStopped(row, app.World.Clock.GetUtcNow()), "3c");
        app.Tenant.Hands.Leave(Guid.Parse(IdOf("4d")));

        await UntilAsync(app, Closes.AddHours(1));

        Assert.Equal([$"{Purpose} 08 08:00"], Asked(app, "1a"));
        Assert.Equal([$"{Purpose} 08 11:00", $"{Purpose}.r0 10 11:00", $"{Purpose}.r1 14 11:00"], Asked(app, "2b"));
        Assert.Equal([$"{Purpose} 08 08:00"], Asked(app, "3c"));
        Assert.Equal([$"{Purpose} 08 08:00"], Asked(app, "4d"));
        Assert.Equal("Rappel : Votre avis", app.Tenant.Log.MailsTo(AddressOf("2b"), $"{Purpose}.r0")[0].Subject.Replace('\u00a0', ' '));
        Assert.DoesNotContain(await DueWorkAsync(app), work => work.Queue == AdoptionAutomation.Storage.QueueNames.SendMail);
    }

    [Fact]
    public async Task Of_reminders_that_were_held_up_the_last_stands_for_all_and_none_comes_after_closing()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(more: Reminders), Person("1a"));
        await UntilAsync(app, Utc(9, 8));
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        await UntilAsync(app, Utc(14, 10));
        Assert.Single(Asked(app, "1a"));

        await app.CallAsync(HttpMethod.Post, "/api/resume");
        await UntilAsync(app, Utc(14, 12));

        Assert.Equal([$"{Purpose} 08 08:00", $"{Purpose}.r1 14 10:00"], Asked(app, "1a").Select(mail => mail[..^2] + "00"));
    }

    [Fact]
    public async Task A_first_mail_that_was_held_up_is_not_followed_at_once_and_nothing_goes_after_closing()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(more: Reminders), Person("1a"));
        await UntilAsync(app, Opens.AddMinutes(-1));
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.Throttled, 30));
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        await UntilAsync(app, Closes.AddMinutes(1));
        await app.CallAsync(HttpMethod.Post, "/api/resume");

        await app.PassAsync(TimeSpan.FromHours(12));

        Assert.Empty(Asked(app, "1a"));
        Assert.Null(await RoundAsync(app));
    }

    [Theory]
    [InlineData(""", "status": "draft" """)]
    [InlineData(null)]
    public async Task A_survey_that_is_made_a_draft_or_taken_out_while_it_is_open_sends_nothing_more(string? draft)
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(more: Reminders), Person("1a"), Person("2b", Toronto));
        await UntilAsync(app, Utc(8, 9));

        await app.EditAsync(draft is null ? new() { Surveys = """{ "surveys": [] }""" } : With(more: draft));
        await UntilAsync(app, Utc(10, 12));

        Assert.Equal((1, 0), (Asked(app, "1a").Count(), Asked(app, "2b").Count()));
        Assert.NotNull(await RoundAsync(app));
    }

    [Fact]
    public async Task Whose_mail_comes_back_is_marked_and_not_reminded()
    {
        var tenant = Sandbox.Tenant.TenantHost.Calm with { InvalidMailboxes = [AddressOf("1a")] };
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(more: Reminders), tenant, Person("1a"), Person("2b"));

        await UntilAsync(app, Utc(11, 8));

        Assert.Equal([true, false], (await LinksAsync(app)).OrderBy(link => link.Person == IdOf("2b")).Select(link => link.Refused is not null));
        Assert.NotNull((await RowAsync(app, "1a")).FollowUpRefused);
        Assert.Single(Asked(app, "1a"));
        Assert.Equal(2, Asked(app, "2b").Count());
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_settled_by_the_events_and_nobody_gets_two()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"), Person("2b"));
        await UntilAsync(app, Opens.AddMinutes(-1));
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));

        await app.PassAsync(TimeSpan.FromHours(10));

        Assert.Equal((1, 1), (Asked(app, "1a").Count(), Asked(app, "2b").Count()));
    }

    [Fact]
    public async Task Who_is_erased_while_their_mail_waits_gets_none_and_is_not_brought_back()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(more: Reminders), Person("1a"), Person("2b", Toronto));
        await UntilAsync(app, Utc(8, 9));
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf("2b")}/erase")).Status);

        await UntilAsync(app, Utc(10, 12));

        Assert.Empty(Asked(app, "2b"));
        Assert.Equal(2, Asked(app, "1a").Count());
        var link = (await LinksAsync(app)).Single(one => one.Person == IdOf("2b"));
        Assert.Equal(("", "", true), (link.Mail, link.FirstName, link.IsErased));
    }
}
