using AdoptionAutomation.Digests;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Digests;

public sealed class PlanDigestsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Every_audience_has_one_mail_a_week_though_the_timer_runs_twice()
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount());
        await app.PassAsync(TimeSpan.FromHours(34));
        await RunAsync(app);
        await RunAsync(app);
        await app.PassAsync(TimeSpan.FromDays(4));
        await DigestWorld.KeepAsync(app, new(2026, 10, 18));
        await app.PassAsync(TimeSpan.FromDays(3.5));

        Assert.Equal(
            ["10-14 06:30 claire.fontaine", "10-14 06:30 hugo.marchand", "10-14 06:30 thomas.petit", "10-21 06:30 claire.fontaine", "10-21 06:30 hugo.marchand", "10-21 06:30 thomas.petit"],
            TimesOf(app));
        await app.AssertAtRestAsync();
    }

    [Fact]
    public async Task Whoever_wants_the_months_alone_has_no_weeks()
    {
        const string Rhythm = DigestWorld.Recipients + """, "digests": { "leadership": "month", "sponsor": "never", "communityManagers": "week", "on": "tuesday", "at": "10:00" }""";
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount(), Rhythm);

        await app.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(["10-13 08:00 hugo.marchand"], TimesOf(app));
    }

    [Theory]
    // Sunday 11 October, 23:59:59 in Paris; a second later.
    [InlineData("2026-10-11T21:59:59Z", 3)]
    [InlineData("2026-10-11T22:00:00Z", 0)]
    public async Task Nothing_is_sent_of_weeks_before_the_first_wave(string opened, int mails)
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount(), opened: false);
        await DigestWorld.OpenAsync(app, DateTimeOffset.Parse(opened, System.Globalization.CultureInfo.InvariantCulture));

        await app.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(mails, DigestWorld.DigestsOf(app).Count);
    }

    [Fact]
    public async Task What_was_missed_is_made_up_for_in_open_hours()
    {
        await using var app = await DigestWorld.StartAsync(azurite.NewAccount(), opened: false);
        await app.PassAsync(TimeSpan.FromDays(4));
        Assert.Empty(DigestWorld.DigestsOf(app));

        // Friday evening: nothing was planned so far. The next night plans it, and Monday opens at 07:00.
        await DigestWorld.OpenAsync(app, DigestWorld.Start.AddDays(-28));
        await app.PassAsync(TimeSpan.FromDays(3));

        Assert.Equal(["10-19 05:00 claire.fontaine", "10-19 05:00 hugo.marchand", "10-19 05:00 thomas.petit"], TimesOf(app));
        await app.AssertAtRestAsync();
    }

    private static IEnumerable<string> TimesOf(AppTest app) =>
        DigestWorld.DigestsOf(app).Select(mail => $"{mail.At.UtcDateTime:MM-dd HH:mm} {mail.To.Split('@')[0]}").Order(StringComparer.Ordinal);

    private static Task RunAsync(AppTest app) =>
        ActivatorUtilities.CreateInstance<PlanDigests>(app.World.Host.Services).RunAsync(new TimerInfo(), default);
}
