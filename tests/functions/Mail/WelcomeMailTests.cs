using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Mail;

public sealed class WelcomeMailTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Name = "Zoé <b>&\"";
    private const string Markup = "<img src=x onerror=alert(1)> & co";

    [Theory]
    [InlineData("fr", "Bienvenue sur Agora", "Ouvrir Agora")]
    [InlineData("en", "Welcome to Agora", "Open Agora")]
    public async Task A_welcome_is_a_page_of_its_language_with_one_button_and_nothing_that_runs_or_loads(string language, string title, string button)
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var page = await RenderAsync(parts, new(new(language, Name, [KeyValuePair.Create(Markup, Markup), KeyValuePair.Create("Tips", "Help")])
        {
            Platform = "Agora",
            PlatformUrl = "https://agora.example/?a=1&b=2",
            Campaign = Markup,
            CharterUrl = "https://agora.example/charte",
            CharterVersion = "1",
            Sponsor = Markup,
            HelpName = Markup,
            HelpMail = "help@lumen.example",
        }));

        Assert.Equal((language, title), (page.DocumentElement.GetAttribute("lang"), page.Title));
        var link = Assert.Single(page.QuerySelectorAll("table table a"), a => a.TextContent.Trim() == button);
        Assert.Equal("https://agora.example/?a=1&b=2", link.GetAttribute("href"));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.Matches("^(https|mailto):", a.GetAttribute("href")));
        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, form, [onerror], b"));
        Assert.DoesNotContain("url(", page.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        Assert.Equal($"{Markup} – {Markup}", page.QuerySelector("li")!.TextContent);
        Assert.Contains(Name, page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_markup_arrives_as_text_in_both_forms()
    {
        var company = new CompanyShape();
        company = company with { NamedPeople = [.. company.NamedPeople, new(Name, "Odd", "odd@lumen.example", "Commerce", "Paris")] };
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(),
            new TenantOptions { Employees = 30, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero, Company = company },
            campaign: new() { FirstAudience = """{ "csv": "second.csv" }""", Csv = "mail\nodd@lumen.example\n" });
        await app.ProvisionAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));

        var mail = Assert.Single(app.Tenant.Log.MailsTo("odd@lumen.example"));
        var page = new HtmlParser().ParseDocument(mail.Html!);
        Assert.Equal($"Bonjour {Name},", page.QuerySelector("p")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("b"));
        Assert.StartsWith($"Bonjour {Name},\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("irstName-", mail.Html + mail.Text, StringComparison.Ordinal);
    }

    private static async Task<IDocument> RenderAsync(AppParts parts, WelcomeContent content)
    {
        return new HtmlParser().ParseDocument(await parts.Get<Pages>().RenderAsync<WelcomeMail>((nameof(WelcomeMail.Content), content)));
    }
}
