using AdoptionAutomation.Calendar;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Functions.Calendar.Board;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Parser;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Calendar.Agenda;

/// <summary>Worlds begin on Monday 2026-09-07 at 08:00 in Paris, after that week's agenda: it is made up for the next night.</summary>
public sealed class MailAgendaTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Each_week_begins_with_one_mail_though_the_timer_runs_twice_or_not_at_all()
    {
        await using var app = await StartAsync();
        await app.PassAsync(TimeSpan.FromHours(21));
        await RunAsync(app);
        await RunAsync(app);
        await app.PassAsync(TimeSpan.FromDays(2));
        await RunAsync(app);
        await app.PassAsync(TimeSpan.FromDays(6));

        Assert.Equal(["09-08 04:00", "09-14 05:30"], TimesOf(app));
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task The_mail_says_by_day_what_comes_and_what_is_not_ready()
    {
        await using var app = await StartAsync();
        await BoardScene.LiveAsync(app);

        var mail = AgendasOf(app)[^1];

        Assert.Equal(("hugo.marchand@lumen.example", "Petite : les deux semaines à venir"), (mail.To, mail.Subject.Replace('\u00a0', ' ')));
        var page = new HtmlParser().ParseDocument(mail.Html!);
        var days = page.QuerySelectorAll("h2").Select(heading => heading.TextContent.Replace('\u00a0', ' ').Split(" ·")[0]).ToList();
        Assert.Equal(["À voir", "lundi 14 septembre", "mercredi 16 septembre", "jeudi 17 septembre", "vendredi 18 septembre", "lundi 21 septembre", "mercredi 23 septembre", "jeudi 24 septembre", "vendredi 25 septembre"], days);
        Assert.Contains("✎ brouillon", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("▢ créneau vide", page.Body.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("li"), item => item.TextContent.StartsWith('⚠'));
        Assert.Empty(page.QuerySelectorAll("img, style, script"));
        Assert.Contains("lundi 21 septembre", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://adoption.sandbox.example/api/calendar?campaign=small", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_season_nobody_is_written_to()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm);

        await app.PassAsync(TimeSpan.FromDays(9));

        Assert.Empty(app.Tenant.Log.Mails);
    }

    [Fact]
    public async Task A_dress_rehearsal_has_its_own()
    {
        await using var app = await StartAsync();
        app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = "dress@contoso.example";
        await app.PassAsync(TimeSpan.FromHours(24));

        Assert.Equal("dress@contoso.example", Assert.Single(AgendasOf(app)).To);
    }

    /// <summary>Mails of the agenda, whatever else was told.</summary>
    internal static IReadOnlyList<AcceptedMail> AgendasOf(AppTest app) =>
        [.. app.Tenant.Log.Mails.Where(mail => mail.CustomArgs["effect"].Contains("agenda.", StringComparison.Ordinal))];

    private static IEnumerable<string> TimesOf(AppTest app) => AgendasOf(app).Select(mail => $"{mail.At.UtcDateTime:MM-dd HH:mm}");

    private static Task RunAsync(AppTest app) =>
        ActivatorUtilities.CreateInstance<MailAgenda>(app.World.Host.Services).RunAsync(new TimerInfo(), default);

    private Task<AppTest> StartAsync() => AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: BoardScene.Campaign);
}
