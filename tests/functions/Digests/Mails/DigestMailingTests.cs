using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Digests.Mails;

/// <summary>The clock begins on Monday 2026-01-05; the digest of 2026-W02 (5 to 11 January) goes out on Wednesday 14 at 08:30 in Paris.</summary>
public sealed class DigestMailingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Period = "2026-W02";
    private const string Recipients = """
        , "digestRecipients": [ { "name": "Thomas Petit", "mail": "thomas.petit@lumen.example", "language": "en" }, { "name": "Claire Fontaine", "mail": "claire.fontaine@lumen.example" } ]
        """;

    private static readonly DateOnly Sunday = new(2026, 1, 11);
    private static readonly DateTimeOffset At = new(2026, 1, 14, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public async Task Each_reader_gets_it_once_in_their_language()
    {
        await using var parts = await StartAsync(At);
        await KeepAsync(parts, Sunday);

        foreach (var audience in DigestAudiences.All)
        {
            Assert.Null(await SendAsync(parts, audience));
            Assert.Null(await SendAsync(parts, audience));
        }

        Assert.Equal(
            [("claire.fontaine@lumen.example", true), ("hugo.marchand@lumen.example", true), ("thomas.petit@lumen.example", false)],
            parts.Tenant.Log.Mails.Select(mail => (mail.To, mail.Subject.Contains("des invités sont venus", StringComparison.Ordinal))).Order());
        Assert.All(parts.Tenant.Log.Mails, mail => Assert.DoesNotContain('@', mail.CustomArgs["effect"]));
        Assert.All(parts.Tenant.Log.Mails, mail => Assert.True(mail.Text!.Length > 500));
    }

    [Fact]
    public async Task Before_its_time_and_at_night_it_waits()
    {
        await using var parts = await StartAsync(At.AddHours(-2));
        await KeepAsync(parts, Sunday);

        Assert.Equal(At, (await SendAsync(parts))!.Due);

        // The app is back on Saturday night: Monday morning.
        parts.Clock.AdvanceTo(new(2026, 1, 17, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateTimeOffset(2026, 1, 19, 6, 0, 0, TimeSpan.Zero), (await SendAsync(parts))!.Due);
        parts.Clock.AdvanceTo(new(2026, 1, 19, 6, 0, 0, TimeSpan.Zero));
        Assert.Null(await SendAsync(parts));
        Assert.Single(parts.Tenant.Log.Mails);
    }

    [Fact]
    public async Task When_the_next_is_due_it_is_not_sent_any_more()
    {
        await using var parts = await StartAsync(At.AddDays(7));
        await KeepAsync(parts, Sunday);

        Assert.Null(await SendAsync(parts));
        Assert.Empty(parts.Tenant.Log.Mails);
    }

    [Fact]
    public async Task It_waits_a_day_for_the_weeks_figures_then_says_with_which_day_they_end()
    {
        await using var parts = await StartAsync(At.AddMinutes(20));
        await KeepAsync(parts, Sunday.AddDays(-2));

        Assert.Equal(At.AddHours(1), (await SendAsync(parts))!.Due);
        Assert.Equal(At.AddHours(1), (await SendAsync(parts))!.Due);
        parts.Clock.AdvanceTo(At.AddHours(24).AddMinutes(10));
        Assert.Equal(At.AddHours(24).AddMinutes(20), (await SendAsync(parts))!.Due);
        parts.Clock.AdvanceTo(At.AddHours(24).AddMinutes(20));
        Assert.Null(await SendAsync(parts));

        Assert.Contains("These figures end on Friday 9 January", Assert.Single(parts.Tenant.Log.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_figures_come_meanwhile_it_goes_at_once()
    {
        await using var parts = await StartAsync(At);
        Assert.NotNull(await SendAsync(parts));

        parts.Clock.AdvanceTo(At.AddHours(3));
        await KeepAsync(parts, Sunday);

        Assert.Null(await SendAsync(parts));
        Assert.DoesNotContain("These figures end", Assert.Single(parts.Tenant.Log.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_day_of_the_week_it_is_skipped_for_good()
    {
        await using var parts = await StartAsync(At);
        await KeepAsync(parts, Sunday.AddDays(-7));
        Assert.NotNull(await SendAsync(parts));
        parts.Clock.AdvanceTo(At.AddHours(24));

        Assert.Null(await SendAsync(parts));
        await KeepAsync(parts, Sunday);
        Assert.Null(await SendAsync(parts));

        Assert.Empty(parts.Tenant.Log.Mails);
        Assert.Contains(parts.Log.Lines, line => line.Contains("is skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_paused_campaign_has_its_digests_and_they_say_so()
    {
        await using var parts = await StartAsync(At);
        await KeepAsync(parts, Sunday);
        await parts.Get<PausesTable>().SetAsync("small", new("key", At, null), default);

        Assert.Null(await SendAsync(parts));

        Assert.Contains("The campaign is paused", Assert.Single(parts.Tenant.Log.Mails).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dress_rehearsal_goes_to_the_test_address_and_leaves_the_real_one_untouched()
    {
        await using var parts = await StartAsync(At);
        parts.Get<IOptions<MailOptions>>().Value.RedirectAllTo = "dress@contoso.example";
        await KeepAsync(parts, Sunday, "small~dress");

        Assert.Null(await SendAsync(parts, scope: "small~dress"));
        parts.Get<IOptions<MailOptions>>().Value.RedirectAllTo = null;
        await KeepAsync(parts, Sunday);
        Assert.Null(await SendAsync(parts));

        Assert.Equal(["dress@contoso.example", "thomas.petit@lumen.example"], parts.Tenant.Log.Mails.Select(mail => mail.To));
    }

    [Theory]
    [InlineData("digest-leadership.2026-W54")]
    [InlineData("digest-nobody.2026-W02")]
    public async Task What_is_no_edition_is_let_go(string purpose)
    {
        await using var parts = await StartAsync(At);

        Assert.Null(await parts.Get<Mailings>().Get(purpose).SendAsync(new("small", purpose, "leadership", "all", "all", At), default));
    }

    private async Task<AppParts> StartAsync(DateTimeOffset now)
    {
        var parts = await AppParts.StartAsync(azurite.NewAccount());
        var folder = new SmallCampaign { HasDigests = true, SettingsMore = Recipients }.Write();
        await parts.App.UploadAsync("small", folder, default);
        folder.Delete(recursive: true);
        parts.Clock.AdvanceTo(now);
        return parts;
    }

    private static async Task KeepAsync(AppParts parts, DateOnly day, string scope = "small")
    {
        var shift = DigestScene.Launch.AddDays(55).DayNumber - day.DayNumber;
        var snapshot = DigestScene.SnapshotOf(day.AddDays(shift)) with { Day = day, Events = [] };
        Assert.True(await parts.Get<SnapshotStore>().TryKeepAsync(scope, snapshot, null, default));
    }

    private static Task<MailPause?> SendAsync(AppParts parts, DigestAudience audience = DigestAudience.Leadership, string scope = "small")
    {
        var purpose = new DigestPurpose(audience, Period).Name;
        return parts.Get<Mailings>().Get(purpose).SendAsync(new(scope, purpose, audience.Word(), "all", "all", At), default);
    }
}
