using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels.Letters;

public sealed class LetterMailingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Toronto = "America/Toronto";
    private const string Key = "letter.post";
    private const string Purpose = "post-letter.post";

    private static readonly SmallCampaign WithLetter = new() { Calendar = Letter("everybody") };

    [Fact]
    public async Task Each_gets_one_mail_in_the_hours_of_where_they_live()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"), Person("2b", Toronto), Person("3c"), Person("4d"), Person("5e"));
        await MarkAsync(app, row => new PersonMark.RemindersStopped(row, app.World.Clock.GetUtcNow()), "3c");
        await MarkAsync(app, row => new PersonMark.FollowUpRefused(row, "bounced"), "4d");
        Assert.True(await app.Get<PeopleTable>().EraseAsync(Scope, await RowAsync(app, "5e"), default));
        await UntilAsync(app, Utc(8, 7));

        await PublishAsync(app);
        await PublishAsync(app);
        await UntilAsync(app, Utc(10, 7));

        Assert.Equal([$"{Purpose} 08 07:00"], Letters(app, "1a"));
        Assert.Equal([$"{Purpose} 08 11:00"], Letters(app, "2b"));
        Assert.Empty(Letters(app, "3c").Concat(Letters(app, "4d")).Concat(Letters(app, "5e")));
        var mail = app.Tenant.Log.MailsTo(AddressOf("1a"), Purpose)[0];
        Assert.Equal("Une lettre", mail.Subject);
        Assert.Contains("List-Unsubscribe", mail.Headers.Keys);
        Assert.Contains("Ne plus recevoir ces messages", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Bonjour à tous.", mail.Text, StringComparison.Ordinal);
        Assert.Empty(await DueAsync(app));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task Who_is_in_none_of_the_meant_groups_gets_nothing()
    {
        await using var app = await WelcomedAsync(new() { Calendar = Letter("few") }, Person("1a"));

        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 7));

        Assert.Empty(Letters(app, "1a"));
    }

    [Fact]
    public async Task Who_has_left_gets_nothing()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"), Person("2b"));
        app.Tenant.Hands.Leave(Guid.Parse(IdOf("1a")));
        await UntilAsync(app, Utc(8, 7));

        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 9));

        Assert.Equal((0, 1), (Letters(app, "1a").Count(), Letters(app, "2b").Count()));
    }

    [Fact]
    public async Task A_letter_that_is_cancelled_while_it_waits_goes_to_nobody_more()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"), Person("2b", Toronto));
        await UntilAsync(app, Utc(8, 7));
        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 8));

        await app.EditAsync(WithLetter with { Calendar = "{}" });
        await UntilAsync(app, Utc(9, 12));

        Assert.Equal((1, 0), (Letters(app, "1a").Count(), Letters(app, "2b").Count()));
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_paused_wave_waits_and_its_people_get_theirs_after()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"));
        await UntilAsync(app, Utc(8, 7));
        await ToStateAsync(app, WaveState.Paused);
        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 10));
        Assert.Empty(Letters(app, "1a"));

        await ToStateAsync(app, WaveState.Running);
        await UntilAsync(app, Utc(8, 13));

        Assert.Single(Letters(app, "1a"));
    }

    [Fact]
    public async Task A_throttled_request_is_repeated_and_nobody_gets_two()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"), Person("2b"));
        await UntilAsync(app, Utc(8, 7));
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.Throttled, 30));

        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 8));

        Assert.Equal((1, 1), (Letters(app, "1a").Count(), Letters(app, "2b").Count()));
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_settled_by_the_events_of_its_family()
    {
        await using var app = await WelcomedAsync(WithLetter, Person("1a"));
        await UntilAsync(app, Utc(8, 7));
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));

        await PublishAsync(app);
        await UntilAsync(app, Utc(8, 20));

        Assert.Single(Letters(app, "1a"));
        var effect = await app.Get<Ledger>().FindAsync(LedgerReference.ScopeOf(Scope, Purpose), IdOf("1a"), default);
        Assert.Equal(EffectState.Done, effect!.State);
    }

    [Fact]
    public async Task Whose_letter_comes_back_gets_nothing_more()
    {
        await using var app = await StartAsync(
            azurite.NewAccount(), WithLetter, Sandbox.Tenant.TenantHost.Calm with { InvalidMailboxes = [AddressOf("1a")] }, Person("1a"), Person("2b"));
        await app.Get<PeopleTable>().MoveAsync(Scope, Wave, [.. (await AllAsync(app)).Select(row => new PersonMove(row, PersonState.Welcomed))], default);
        await UntilAsync(app, Utc(8, 7));

        await PublishAsync(app);
        await UntilAsync(app, Utc(9, 7));

        Assert.NotNull((await RowAsync(app, "1a")).FollowUpRefused);
        Assert.Null((await RowAsync(app, "2b")).FollowUpRefused);
    }

    [Theory]
    [InlineData("welcome", true)]
    [InlineData("reminder-1", true)]
    [InlineData("post-letter.post", true)]
    [InlineData("reminder-9", false)]
    [InlineData("post", false)]
    [InlineData("-x", false)]
    public async Task A_purpose_has_its_mailing_by_name_or_by_family(string purpose, bool isKnown)
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        Assert.Equal(isKnown, app.Get<Mailings>().Find(purpose) is not null);
    }

    private static string Letter(string group) => $$"""
        {
          "posts": [ {
            "id": "letter", "to": { "groups": ["{{group}}"] }, "channels": ["mail"], "at": "2026-09-08T09:00",
            "post": { "title": { "fr": "Une lettre", "en": "A letter" }, "text": { "fr": "Bonjour à **tous**.", "en": "Hello to **all**." } }
          } ]
        }
        """;

    private async Task<AppTest> WelcomedAsync(SmallCampaign campaign, params PersonRow[] people)
    {
        var app = await StartAsync(azurite.NewAccount(), campaign, null, people);
        await app.Get<PeopleTable>().MoveAsync(Scope, Wave, [.. (await AllAsync(app)).Select(row => new PersonMove(row, PersonState.Welcomed))], default);
        return app;
    }

    private static async Task PublishAsync(AppTest app)
    {
        var campaign = await app.Get<CampaignStore>().GetAsync(Scope, default);
        var occurrence = new SeasonPlan(campaign.Settings, campaign.Calendar).Find(Key)!;
        var delivery = new Delivery(occurrence, PostChannel.Mail, Delivery.EveryGroup, app.World.Clock.GetUtcNow());
        var posting = new Posting(campaign, delivery, ComposedPost.Of(campaign, occurrence.Publication, occurrence.Post!), null);
        var channel = app.Get<IEnumerable<IChannel>>().Single(one => one.Channel == PostChannel.Mail);
        Assert.Null(await channel.PrepareAsync(posting, default));
        Assert.IsType<Published.Done>(await channel.PublishAsync(posting, lookFirst: false, default));
    }

    private static IEnumerable<string> Letters(AppTest app, string id) => Got(app, id).Where(mail => mail.StartsWith(Purpose, StringComparison.Ordinal));
}
