using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Surveys.Sheet;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Tests.Functions.Calendar.Board;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Tests.Functions.Surveys.Sheet;

public sealed class SurveySheetTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly FileInfo target = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "sheet.html"));

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    public async Task Every_question_and_choice_of_the_sample_is_on_it_word_for_word(string language)
    {
        var campaign = await SampleAsync();

        var sheet = new SheetWriter(campaign, language).Write();

        var asked = campaign.Surveys.SelectMany(survey => survey.Questions).ToList();
        var shown = sheet.Surveys.SelectMany(survey => survey.Questions).ToList();
        Assert.Equal(asked.Select(question => question.Text.In(language)), shown.Select(question => question.Text));
        Assert.Equal(asked.Select(question => question.Help?.In(language)), shown.Select(question => question.Help));
        Assert.Equal(
            asked.SelectMany(question => question.Choices ?? []).Select(choice => choice.Text.In(language)), shown.SelectMany(question => question.Choices));
        Assert.Equal(campaign.Surveys.Select(survey => survey.Purpose.In(language)), sheet.Surveys.Select(survey => survey.Facts[1].Answer));
        Assert.All(sheet.Surveys, survey => Assert.All(survey.Facts, fact => Assert.NotEmpty(fact.Answer)));
    }

    [Fact]
    public async Task Only_what_is_kept_with_the_name_says_so_in_the_words_that_people_read()
    {
        var sheet = new SheetWriter(await SampleAsync(), "en").Write();

        var named = Assert.Single(sheet.Surveys.SelectMany(survey => survey.Questions), question => question.Named is not null);
        Assert.Equal("Would you help colleagues at your site to get started?", named.Text);
        Assert.StartsWith("Your answer to this question, and to no other, is kept with your name", named.Named, StringComparison.Ordinal);
        Assert.Contains(sheet.Stored, stored => stored.What.Contains("'with the name'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Times_kinds_and_branches_are_told_in_words()
    {
        var sheet = new SheetWriter(await SampleAsync(), "fr").Write();

        Assert.Equal("une fois, le mardi 8 septembre 2026 à 10h00", FactOf(sheet, "temperature", "Quand"));
        Assert.Equal("du mardi 8 septembre 2026 au dimanche 13 septembre 2026", FactOf(sheet, "temperature", "Dates prévues"));
        Assert.StartsWith("une fois par vague, 10 jours après son ouverture, à 10h00", FactOf(sheet, "retours", "Quand"), StringComparison.Ordinal);
        Assert.EndsWith("à 10h00 : 3 fois à un mois d'intervalle, puis 4 fois à trois mois", FactOf(sheet, "pouls", "Quand"), StringComparison.Ordinal);
        Assert.Contains("relance de qui n'a pas répondu après 1 jour.", FactOf(sheet, "nom", "Ouverte"), StringComparison.Ordinal);
        Assert.Equal(7, FactOf(sheet, "pouls", "Dates prévues").Split(" ; ").Length);
        Assert.DoesNotContain(sheet.Surveys.First(survey => survey.Id == "retours").Facts, fact => fact.What == "Dates prévues");
        Assert.Contains("365 jours après la clôture ; liens personnels : 30 jours", FactOf(sheet, "temperature", "Conservation"), StringComparison.Ordinal);
        Assert.StartsWith("Inès Benali", FactOf(sheet, "temperature", "Contact"), StringComparison.Ordinal);
        Assert.StartsWith("Hugo Marchand", FactOf(sheet, "nom", "Contact"), StringComparison.Ordinal);
        var question = sheet.Surveys[0].Questions[0];
        Assert.Equal("échelle de 1 à 5 (plutôt inquiet – impatient d'essayer), obligatoire", question.Kind);
        Assert.Equal("posée seulement si la réponse à la question 1 est : au plus 2", Plain(sheet.Surveys[0].Questions[1].Condition!));
    }

    [Fact]
    public async Task A_branch_on_choices_and_a_draft_are_told()
    {
        var folder = SurveySample.Folder().Change(SurveySample.Name, "\"kind\": \"temperature\",", "\"kind\": \"temperature\", \"status\": \"draft\",");

        var survey = new SheetWriter((await folder.ReadAsync()).Campaign!, "en").Write().Surveys[0];

        Assert.True(survey.IsDraft);
        Assert.Equal("asked only if the answer to question 2 is: “Time”", survey.Questions[2].Condition);
    }

    [Theory]
    [InlineData(null, "fr", "Ce qui est conservé")]
    [InlineData("en", "en", "What is kept")]
    public async Task The_sandbox_writes_it_as_a_page_and_says_where(string? language, string expected, string heading)
    {
        await using var output = new StringWriter();

        Assert.Equal(0, await SheetCommand.RunAsync(CampaignFolder.SampleFolder, language, target, output, default));

        Assert.Equal(target.FullName, output.ToString().TrimEnd());
        var page = await ParseAsync(await File.ReadAllTextAsync(target.FullName));
        Assert.Equal(expected, page.DocumentElement.GetAttribute("lang"));
        Assert.Contains(heading, page.QuerySelectorAll("h2").Select(one => one.TextContent));
        Assert.Empty(page.QuerySelectorAll("script, [style], img, link, iframe"));
    }

    [Fact]
    public async Task A_campaign_with_problems_gets_no_sheet()
    {
        await using var output = new StringWriter();

        Assert.Equal(2, await SheetCommand.RunAsync(new("/no/such/folder"), null, target, output, default));
        Assert.False(target.Exists);
    }

    [Fact]
    public async Task Markup_in_a_survey_comes_out_as_text()
    {
        var folder = SurveySample.Folder().Change(SurveySample.Name, "\"fr\": \"Envie ?\"", "\"fr\": \"<script>alert(1)</script>\"");
        var sheet = new SheetWriter((await folder.ReadAsync()).Campaign!, "fr").Write();

        await using var services = new ServiceCollection().BuildServiceProvider();
        var html = await SheetView.RenderAsync(new Pages(services, NullLoggerFactory.Instance), sheet);

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_shows_it_under_a_policy_that_allows_nothing_else()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { Surveys = Surveys });

        var (answer, text) = await BoardScene.GetAsync(app, "/api/surveys/sheet?lang=en");

        var page = await ParseAsync(text);
        Assert.Equal("A pulse", Assert.Single(page.QuerySelectorAll("section[aria-labelledby=pulse] h2")).TextContent.Trim());
        Assert.Contains("the welcomed people of the waves: Second", page.Body!.TextContent, StringComparison.Ordinal);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var (json, content) = await BoardScene.GetAsync(app, "/api/surveys/sheet", accept: null);
        Assert.Equal("application/json", json.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"language\":\"fr\"", content, StringComparison.Ordinal);
        Assert.Equal(400, (int)(await BoardScene.GetAsync(app, "/api/surveys/sheet?lang=de")).Answer.StatusCode);
    }

    public void Dispose()
    {
        if (target.Directory!.Exists)
        {
            target.Directory.Delete(recursive: true);
        }
    }

    private const string Surveys = """
        { "surveys": [ { "id": "pulse", "kind": "pulse", "title": { "fr": "Pouls", "en": "A pulse" }, "purpose": { "fr": "Suivre.", "en": "To follow." },
          "to": { "waves": ["second"] }, "when": { "monthly": { "from": "2026-10-15", "at": "10:00" } },
          "questions": [ { "id": "q", "kind": "text", "text": { "fr": "Quoi ?", "en": "What?" } } ] } ] }
        """;

    private static async Task<Campaign> SampleAsync() => (await CampaignFolder.Sample().ReadAsync()).Campaign!;

    private static Task<IHtmlDocument> ParseAsync(string html) => new HtmlParser().ParseDocumentAsync(html);

    private static string FactOf(SurveySheet sheet, string survey, string what) =>
        Plain(sheet.Surveys.First(one => one.Id == survey).Facts.First(fact => fact.What == what).Answer);

    /// <summary>French signs keep a space of their own kind.</summary>
    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
