using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

/// <summary>Nobody is welcomed outside their own working hours: 7:00 to 20:00 from Monday to Friday where they live.</summary>
public sealed class WelcomeHoursTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Each_of_a_chunk_is_welcomed_when_the_day_begins_where_they_live()
    {
        await using var app = await StartAsync(
            azurite.NewAccount(), null, null, Person("1a"), Person("2b", "America/Toronto"), Person("3c", "Asia/Kolkata"), Person("4d", "Pacific/Honolulu"));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(7, 10, 59));
        Assert.Equal(WaveState.Running, (await app.Get<WavesTable>().FindAsync(Scope, Wave, default))!.State);
        await UntilAsync(app, Utc(8, 6));

        Assert.Equal(["welcome 07 06:00"], Got(app, "1a"));
        Assert.Equal(["welcome 07 11:00"], Got(app, "2b"));
        Assert.Equal(["welcome 07 06:00"], Got(app, "3c"));
        Assert.Equal(["welcome 07 17:00"], Got(app, "4d"));
        Assert.Equal(4, (await app.Get<PeopleTable>().ProgressAsync(Scope, Wave, default))[PersonState.Welcomed]);
        Assert.Equal((WaveState.Completed, 0), ((await app.Get<WavesTable>().FindAsync(Scope, Wave, default))!.State, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task A_weekend_and_a_holiday_are_waited_for_in_each_zone()
    {
        var campaign = new SmallCampaign { SettingsMore = """, "holidays": ["2026-09-14"]""" };
        await using var app = await StartAsync(azurite.NewAccount(), campaign, null, Person("1a"), Person("2b", "America/Toronto"));
        await UntilAsync(app, Utc(11, 19));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(16, 0));

        // Friday evening in Paris, afternoon in Toronto; Monday is a holiday.
        Assert.Equal(["welcome 15 05:00"], Got(app, "1a"));
        Assert.Equal(["welcome 11 19:00"], Got(app, "2b"));
    }

    [Fact]
    public async Task Holidays_longer_than_a_queue_holds_a_message_are_waited_for()
    {
        var campaign = new SmallCampaign { SettingsMore = $$""", "holidays": [{{string.Join(',', Enumerable.Range(8, 11).Select(day => $"\"2026-09-{day:d2}\""))}}]""" };
        await using var app = await StartAsync(azurite.NewAccount(), campaign, null, Person("1a"));
        await UntilAsync(app, Utc(7, 19));
        await WelcomeAsync(app);
        await UntilAsync(app, Utc(22, 0));

        Assert.Equal(["welcome 21 05:00"], Got(app, "1a"));
    }

    [Fact]
    public async Task The_night_in_which_the_clocks_go_back_has_one_hour_more()
    {
        await using var app = await StartAsync(azurite.NewAccount(), null, null, Person("1a"));
        await UntilAsync(app, new(2026, 10, 23, 20, 0, 0, TimeSpan.Zero));
        await WelcomeAsync(app);
        await UntilAsync(app, new(2026, 10, 26, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(["welcome 26 06:00"], Got(app, "1a"));
    }
}
