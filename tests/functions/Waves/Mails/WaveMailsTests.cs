using System.Text;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

public sealed class WaveMailsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Odd = "Zoé <b>&\"";

    public static TheoryData<string, string, string[]> Mails => new()
    {
        { "welcome", "fr", ["Ouvrir Agora", "Accepter la charte", "charte d’usage"] },
        { "welcome", "en", ["Open Agora", "Accept the charter", "usage charter"] },
        { "reminder-1", "fr", ["Ouvrir Agora", "J’y suis déjà", "Ne plus recevoir de rappels"] },
        { "reminder-2", "en", ["Open Agora", "I am there already", "No more reminders, please"] },
        { "reminder-3", "fr", ["Ouvrir Agora", "J’y suis déjà", "Ne plus recevoir de rappels"] },
        { "kit-ambassador", "fr", ["Ouvrir Agora"] },
        { "kit-ambassador", "en", ["Open Agora"] },
        { "kit-manager", "fr", ["Ouvrir Agora"] },
        { "kit-manager", "en", ["Open Agora"] },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public async Task Each_mail_is_a_page_of_its_language_that_neither_runs_nor_loads_anything(string purpose, string language, string[] links)
    {
        await using var app = await StartAsync();
        var batch = Assert.Single(await ComposeAsync(app, purpose, language, newcomer: false));
        var to = Assert.Single(batch.Recipients);
        var page = new HtmlParser().ParseDocument(Filled(batch.Html, to));

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(links.Order(), page.QuerySelectorAll("a").Select(a => a.TextContent.Trim()).Where(text => text != "Hugo Marchand").Order());
        Assert.All(page.QuerySelectorAll("a"), a => Assert.Matches("^(https|mailto):", a.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, form, b"));
        Assert.Contains($"{Odd},", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"{Odd},", Filled(batch.Text, to), StringComparison.Ordinal);
        Assert.DoesNotMatch("-[a-z]+[A-Z][a-zA-Z]+-", Filled(batch.Html, to) + Filled(batch.Text, to));
        Assert.InRange(to.Fill.Sum(fill => Encoding.UTF8.GetByteCount(fill.Key) + Encoding.UTF8.GetByteCount(fill.Value)), 1, 2_000);
    }

    [Theory]
    [InlineData("welcome", true)]
    [InlineData("reminder-1", false)]
    [InlineData("kit-manager", false)]
    public async Task Without_settings_for_links_mails_have_none(string purpose, bool charter)
    {
        await using var app = await StartAsync(("Links:BaseUrl", ""), ("Links:SigningKey", ""));
        var batch = Assert.Single(await ComposeAsync(app, purpose, "fr", newcomer: true));

        Assert.DoesNotContain("/api/me", Filled(batch.Html, batch.Recipients[0]) + Filled(batch.Text, batch.Recipients[0]), StringComparison.Ordinal);
        Assert.Equal(charter, batch.Html.Contains("https://agora.example/charte", StringComparison.Ordinal));
        Assert.Null(batch.Recipients[0].Headers);
    }

    [Fact]
    public async Task A_reminder_can_be_unsubscribed_from_in_one_click_and_says_so_in_its_headers()
    {
        await using var app = await StartAsync();
        var batch = Assert.Single(await ComposeAsync(app, "reminder-1", "fr", newcomer: false));
        await app.Get<MailLane>().SendAsync(batch, default);
        var mail = Assert.Single(app.Tenant.Log.Mails);

        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Matches("^<https://adoption.sandbox.example/api/me\\?t=[A-Za-z0-9._-]+>$", mail.Headers["List-Unsubscribe"]);
        Assert.Contains(mail.Headers["List-Unsubscribe"].Trim('<', '>'), mail.Html!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_newcomer_is_welcomed_more_warmly_and_asked_whether_to_be_announced(bool offered)
    {
        await using var app = await StartAsync();
        var campaign = app.Campaign with { Rollout = app.Campaign.Rollout with { Newcomers = offered ? new() { AnnounceIn = "everybody" } : new() } };
        var batches = await app.Get<WaveMails>().ComposeAsync(campaign, "welcome", [Person("fr", true), Person("fr", false) with { Id = "2b" }]);
        var (old, young) = (batches[0], batches[1]);

        Assert.Equal("Bienvenue sur Agora", old.Subject);
        Assert.Equal("Bienvenue parmi nous, et sur Agora", young.Subject);
        Assert.Contains("heureux de vous accueillir", young.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("heureux", old.Html + old.Text, StringComparison.Ordinal);
        Assert.Equal((offered, false), (young.Html.Contains(MailMarks.Announce, StringComparison.Ordinal), old.Html.Contains(MailMarks.Announce, StringComparison.Ordinal)));
        Assert.Equal(offered, young.Recipients[0].Fill.ContainsKey(MailMarks.Announce));
    }

    [Fact]
    public async Task The_last_reminder_says_that_it_is_the_last()
    {
        await using var app = await StartAsync();
        Assert.DoesNotContain("notre dernier rappel", (await ComposeAsync(app, "reminder-1", "fr", false))[0].Html, StringComparison.Ordinal);
        Assert.Contains("notre dernier rappel", (await ComposeAsync(app, "reminder-2", "fr", false))[0].Text, StringComparison.Ordinal);
    }

    private async Task<AppTest> StartAsync(params (string Name, string? Value)[] settings) => await AppTest.StartAsync(
        azurite.NewAccount(),
        Sandbox.Tenant.TenantHost.Calm with { Employees = 10 },
        campaign: MailScene.WithReminders,
        settings: settings.ToDictionary(setting => setting.Name, setting => setting.Value));

    private static Task<IReadOnlyList<MailBatch>> ComposeAsync(AppTest app, string purpose, string language, bool newcomer) =>
        app.Get<WaveMails>().ComposeAsync(app.Campaign, purpose, [Person(language, newcomer)]);

    private static PersonRow Person(string language, bool newcomer) => MailScene.Person("1a") with
    {
        FirstName = Odd,
        Language = language,
        FirstDay = newcomer ? MailScene.Utc(14, 6) : null,
    };

    private static string Filled(string text, MailRecipient to) => to.Fill.Aggregate(text, (filled, s) => filled.Replace(s.Key, s.Value, StringComparison.Ordinal));
}
