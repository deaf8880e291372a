using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.DependencyInjection;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

public sealed class FollowUpMailingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Toronto = "America/Toronto";

    [Fact]
    public async Task Each_gets_what_is_theirs_once_and_then_nothing_is_left()
    {
        await using var app = await StartAsync(
            azurite.NewAccount(), WithReminders, null, Person("1a", null, KitKind.Ambassador), Person("2b"), Person("3c"), Person("4d", Toronto));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(8, 12));
        await MarkAsync(app, row => new PersonMark.Active(row, app.World.Clock.GetUtcNow(), ActivitySign.Report), "2b");
        await UntilAsync(app, Utc(11, 12));
        await MarkAsync(app, row => new PersonMark.RemindersStopped(row, app.World.Clock.GetUtcNow()), "3c");
        await UntilAsync(app, Utc(17, 12));

        // Toronto opens at 11:00 UTC.
        Assert.Equal(["welcome 07 06:00", "kit-ambassador 08 06:00", "reminder-1 10 06:00", "reminder-2 14 06:00"], Got(app, "1a"));
        Assert.Equal(["welcome 07 06:00"], Got(app, "2b"));
        Assert.Equal(["welcome 07 06:00", "reminder-1 10 06:00"], Got(app, "3c"));
        Assert.Equal(["welcome 07 11:00", "reminder-1 10 11:00", "reminder-2 14 11:00"], Got(app, "4d"));
        Assert.Empty(await DueAsync(app));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task Nothing_follows_without_a_rule_and_nothing_is_kept_for_it()
    {
        await using var app = await StartAsync(azurite.NewAccount(), null, null, Person("1a", null, KitKind.Ambassador));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(7, 7));

        Assert.Equal(["welcome 07 06:00"], Got(app, "1a"));
        Assert.Empty(await DueAsync(app));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_the_wave_or_the_campaign_is_paused_nothing_goes_and_it_goes_once_after(bool wholeCampaign)
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"), Person("2b"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(9, 12));
        await (wholeCampaign
            ? app.Get<PausesTable>().SetAsync(Scope, new("key", app.World.Clock.GetUtcNow(), null), default)
            : ToStateAsync(app, WaveState.Paused));
        await UntilAsync(app, Utc(11, 10));
        Assert.Equal(2, app.Tenant.Log.Mails.Count);
        Assert.Single(await DueAsync(app));
        var before = app.Requests;
        await UntilAsync(app, Utc(11, 12));

        // Twice: the planner's look, and a few requests of the one message; once the watch of what stands still.
        Assert.InRange(app.Requests - before, 1, 36);
        await (wholeCampaign ? app.Get<PausesTable>().ClearAsync(Scope, default) : ToStateAsync(app, WaveState.Running));
        await UntilAsync(app, Utc(12, 12));

        Assert.Equal("reminder-1 11", Got(app, "1a").Last()[..13]);
        Assert.Equal(2, Got(app, "2b").Count());
        await UntilAsync(app, Utc(17, 12));
        Assert.Equal(3, Got(app, "2b").Count());
    }

    [Theory]
    [InlineData(WaveState.Cancelled)]
    [InlineData(null)]
    public async Task Of_a_cancelled_wave_and_of_a_rule_that_is_gone_nothing_is_left(object? state)
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(7, 12));
        await (state is WaveState to ? ToStateAsync(app, to) : app.EditAsync(new SmallCampaign()));
        await UntilAsync(app, Utc(17, 12));

        Assert.Equal(["welcome 07 06:00"], Got(app, "1a"));
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task After_a_reminder_that_came_back_no_other_follows_though_the_person_stays_welcomed()
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"), Person("2b"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(10, 12));
        var bounced = new Dictionary<string, Outcome> { [IdOf("1a")] = new(OutcomeKind.Refused, "bounced 5.1.1 (blocked)") };
        var mailing = app.Get<IServiceProvider>().GetRequiredKeyedService<IMailing>("reminder-1");
        var scope = LedgerReference.ScopeOf(Scope, "reminder-1");
        await app.Get<Ledger>().SettleAsync(scope, bounced, news => mailing.SettleAsync(Scope, news, default), default);
        await UntilAsync(app, Utc(17, 12));

        Assert.Equal(["welcome 07 06:00", "reminder-1 10 06:00"], Got(app, "1a"));
        Assert.Equal(3, Got(app, "2b").Count());
        var row = await RowAsync(app, "1a");
        Assert.Equal((PersonState.Welcomed, "bounced 5.1.1 (blocked)"), (row.State, row.FollowUpRefused));
        Assert.Equal(EffectState.Failed, (await app.Get<LedgerTable>().ReadAsync(scope, [IdOf("1a")], default))[IdOf("1a")].State);
    }

    [Fact]
    public async Task Who_left_since_the_welcome_is_not_reminded()
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"), Person("2b"), Person("3c"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(8, 12));
        app.Tenant.Hands.DeleteUser(Guid.Parse(IdOf("1a")));
        app.Tenant.Hands.Leave(Guid.Parse(IdOf("2b")));
        await UntilAsync(app, Utc(17, 12));

        Assert.Equal([1, 1, 3], ((string[])["1a", "2b", "3c"]).Select(id => Got(app, id).Count()));
        Assert.Equal(PersonState.Welcomed, (await RowAsync(app, "1a")).State);
        Assert.Empty(await DueAsync(app));
    }

    [Fact]
    public async Task A_throttled_reminder_is_sent_once_a_little_later()
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"), Person("2b"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(9, 12));
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.Throttled, 40.5));
        await UntilAsync(app, Utc(11, 12));

        Assert.Equal(["welcome 07 06:00", "reminder-1 10 06:00"], Got(app, "1a"));
        Assert.Equal(2, Got(app, "2b").Count());
        Assert.Single(await DueAsync(app));
    }

    [Fact]
    public async Task A_reminder_costs_its_chunk_few_requests()
    {
        var some = Enumerable.Range(0, 99).Select(i => Person($"{i:x4}")).ToArray();
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, some);
        app.Tenant.WebhookSender = null;
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(10, 5, 59));
        var before = app.Requests;
        await UntilAsync(app, Utc(10, 6, 10));

        Assert.Equal(99, app.Tenant.Log.Mails.Count(mail => mail.Categories[0] == "reminder-1"));
        // The planner of the full hour meets the row before it is done: a second copy finds everything sent.
        Assert.InRange(app.Requests - before, 1, 30);
    }

    [Fact]
    public async Task Who_is_welcomed_later_in_the_same_range_is_not_missed()
    {
        await using var app = await StartAsync(azurite.NewAccount(), WithReminders, null, Person("1a"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(16, 6));
        await JoinAsync(app, Person("2b"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(30, 6));

        Assert.Equal(["welcome 07 06:00", "reminder-1 10 06:00", "reminder-2 14 06:00"], Got(app, "1a"));
        Assert.Equal(["welcome 16 06:00", "reminder-1 21 06:00", "reminder-2 23 06:00"], Got(app, "2b"));
        Assert.Empty(await DueAsync(app));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_a_reminder_goes_out_once_or_is_said_to_be_uncertain(int part)
    {
        var deaths = await CrashMatrix.RunAsync(
            async () =>
            {
                var app = await StartAsync(azurite.NewAccount(), new() { FirstMore = """, "reminders": [3]""" }, null, Person("1a"), Person("2b"));
                await WelcomeAsync(app);
                await UntilAsync(app, Utc(10, 5, 59));
                return app;
            },
            _ => Task.CompletedTask,
            CheckAsync,
            TimeSpan.FromHours(3),
            (part, 2));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    private static async Task CheckAsync(AppTest app)
    {
        var rows = await app.Get<LedgerTable>().ReadAsync(LedgerReference.ScopeOf(Scope, "reminder-1"), [IdOf("1a"), IdOf("2b")], default);
        foreach (var id in (string[])["1a", "2b"])
        {
            var reminders = Got(app, id).Count(mail => mail.StartsWith("reminder-1", StringComparison.Ordinal));
            Assert.InRange(reminders, rows[IdOf(id)].State == EffectState.Uncertain ? 0 : 1, 1);
            Assert.True(rows[IdOf(id)].State is EffectState.Done or EffectState.Uncertain, $"{rows[IdOf(id)].State}");
        }

        Assert.Equal(0, app.World.Host.Poisoned);
    }
}
