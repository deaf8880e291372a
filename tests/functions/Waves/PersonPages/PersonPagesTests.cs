using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.PersonPages;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Waves.PersonPages;

public sealed class PersonPagesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string Id = MailScene.IdOf("1a");
    private const string Announced = """, "newcomers": { "announceIn": "everybody" }""";

    [Theory]
    [InlineData(LinkPurpose.Charter, "fr", "J’accepte la version 1", "Merci, c’est noté")]
    [InlineData(LinkPurpose.Charter, "en", "I accept version 1", "Thank you, it is kept")]
    [InlineData(LinkPurpose.Here, "fr", "Oui, j’y suis", "Merci, à bientôt")]
    [InlineData(LinkPurpose.Here, "en", "Yes, I am", "Thank you, see you there")]
    [InlineData(LinkPurpose.Stop, "fr", "Arrêter les rappels", "C’est fait\u00a0: plus de rappels")]
    [InlineData(LinkPurpose.Stop, "en", "Stop the reminders", "Done: no more reminders")]
    [InlineData(LinkPurpose.Announce, "fr", "Oui, annoncez-moi", "Merci, avec plaisir")]
    [InlineData(LinkPurpose.Announce, "en", "Yes, announce me", "Thank you, with pleasure")]
    public async Task A_page_shows_and_its_button_acts_once(object purpose, string language, string button, string done)
    {
        await using var app = await StartAsync(language);
        var link = LinkOf(app, (LinkPurpose)purpose);

        var asked = await GetAsync(app, link);
        Assert.Equal((200, language), (asked.Status, asked.Page.DocumentElement.GetAttribute("lang")));
        Assert.Equal(button, asked.Page.QuerySelector("button")!.TextContent);
        Assert.Equal(default, Marks(await MailScene.RowAsync(app, Id)));

        var (status, page) = await PressAsync(app, asked.Page);
        Assert.Equal((200, done), (status, page.QuerySelector("h1")!.TextContent));
        var row = await MailScene.RowAsync(app, Id);
        Assert.Equal(
            (LinkPurpose)purpose,
            row switch
            {
                { CharterVersion: "1", ActiveBy: ActivitySign.Charter } => LinkPurpose.Charter,
                { ActiveBy: ActivitySign.Page } => LinkPurpose.Here,
                { RemindersStoppedAt: not null } => LinkPurpose.Stop,
                { AnnounceAt: not null } => LinkPurpose.Announce,
                _ => (LinkPurpose)(-1),
            });

        await app.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(200, (await PressAsync(app, asked.Page)).Status);
        Assert.Equal(Marks(row), Marks(await MailScene.RowAsync(app, Id)));
        var progress = await app.Get<PeopleTable>().ProgressAsync("small", "first", default);
        Assert.Equal((LinkPurpose)purpose is LinkPurpose.Charter or LinkPurpose.Here ? 1 : 0, progress.Active);
        Assert.Null((await GetAsync(app, link)).Page.QuerySelector("button"));
    }

    [Fact]
    public async Task A_page_is_small_safe_and_works_by_keyboard()
    {
        await using var app = await StartAsync("en");
        var (_, page, headers, text) = await GetAsync(app, LinkOf(app, LinkPurpose.Charter));

        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, [onclick], [style], [tabindex]"));
        var form = Assert.Single(page.Forms);
        Assert.Equal(("post", "me"), (form.Method, form.GetAttribute("action")));
        Assert.Equal("submit", page.QuerySelector("button")!.GetAttribute("type"));
        Assert.Single(page.QuerySelectorAll("main h1"));
        Assert.InRange(text.Length, 1, 6_000);
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.QuerySelector("style")!.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("no-referrer", headers.GetValues("Referrer-Policy").Single());
        Assert.True(headers.CacheControl!.NoStore);
    }

    public static TheoryData<string, string?> Wrongs => new()
    {
        { "none", null },
        { "empty", "" },
        { "garbage", "garbage" },
        { "altered", "altered" },
        { "too old", LinkToken.Write(SandboxApp.SigningKey, new("small", Id, LinkPurpose.Stop), new(2026, 9, 6)) },
        { "another key", LinkToken.Write(new string('x', 32), new("small", Id, LinkPurpose.Stop), new(2027, 1, 1)) },
        { "another campaign", LinkToken.Write(SandboxApp.SigningKey, new("other", Id, LinkPurpose.Stop), new(2027, 1, 1)) },
        { "no campaign", LinkToken.Write(SandboxApp.SigningKey, new("a b", Id, LinkPurpose.Stop), new(2027, 1, 1)) },
        { "a dress rehearsal's person", LinkToken.Write(SandboxApp.SigningKey, new("small~dress", Id, LinkPurpose.Stop), new(2027, 1, 1)) },
        { "unknown person", LinkToken.Write(SandboxApp.SigningKey, new("small", MailScene.IdOf("7f"), LinkPurpose.Stop), new(2027, 1, 1)) },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task Whatever_is_wrong_with_a_link_the_answer_is_the_same(string what, string? token)
    {
        await using var app = await StartAsync("fr");
        token = what == "altered" ? LinkOf(app, LinkPurpose.Stop).Split('=')[1] is var sound ? (sound[0] == 'A' ? "B" : "A") + sound[1..] : "" : token;
        var link = token is null ? "/api/me" : $"/api/me?t={Uri.EscapeDataString(token)}";
        var (status, page, _, text) = await GetAsync(app, link);
        var (posted, answer) = await app.PostAsync(link, Form(("List-Unsubscribe", "One-Click")));
        var (formed, formAnswer) = await app.PostAsync("/api/me", Form(("t", token ?? "")));

        Assert.Equal((404, 404, 404), (status, posted, formed));
        Assert.Equal("Ce lien ne mène nulle part", page.QuerySelector("h1")!.TextContent);
        Assert.Equal("This link leads nowhere", page.QuerySelector("section[lang=en] h2")!.TextContent);
        Assert.Equal((text, text), (answer, formAnswer));
        Assert.Null((await MailScene.RowAsync(app, Id)).RemindersStoppedAt);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n")]
    public async Task A_mail_program_unsubscribes_in_one_click(string type, string body)
    {
        await using var app = await StartAsync("fr");
        var content = new StringContent(body);
        content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);

        Assert.Equal(200, (await app.PostAsync(LinkOf(app, LinkPurpose.Stop), content)).Status);
        Assert.NotNull((await MailScene.RowAsync(app, Id)).RemindersStoppedAt);
    }

    [Theory]
    [InlineData(LinkPurpose.Charter)]
    [InlineData(LinkPurpose.Here)]
    [InlineData(LinkPurpose.Announce)]
    public async Task Nothing_but_unsubscribing_works_by_the_address_alone(object purpose)
    {
        await using var app = await StartAsync("fr");

        Assert.Equal(404, (await app.PostAsync(LinkOf(app, (LinkPurpose)purpose), Form(("version", "1")))).Status);
        Assert.Equal(default, Marks(await MailScene.RowAsync(app, Id)));
    }

    [Fact]
    public async Task A_charter_that_changed_meanwhile_is_shown_and_not_taken_as_accepted()
    {
        await using var app = await StartAsync("en");
        var (_, page, _, _) = await GetAsync(app, LinkOf(app, LinkPurpose.Charter));
        await app.EditAsync(new SmallCampaign { CharterVersion = "2" });

        var (status, changed) = await PressAsync(app, page);
        Assert.Equal((409, "The charter has changed meanwhile", "I accept version 2"), (status, changed.QuerySelector("h1")!.TextContent, changed.QuerySelector("button")!.TextContent));
        Assert.Null((await MailScene.RowAsync(app, Id)).CharterVersion);

        Assert.Equal(200, (await PressAsync(app, changed)).Status);
        Assert.Equal("2", (await MailScene.RowAsync(app, Id)).CharterVersion);
    }

    [Theory]
    [InlineData(4096, 404)]
    [InlineData(4097, 413)]
    [InlineData(10_000_000, 413)]
    public async Task A_body_larger_than_any_of_ours_is_refused(int bytes, int status)
    {
        await using var app = await StartAsync("fr");

        Assert.Equal(status, (await app.PostAsync("/api/me", new ByteArrayContent(new byte[bytes]))).Status);
    }

    [Fact]
    public async Task Who_is_not_to_be_announced_any_more_is_told_kindly()
    {
        await using var app = await StartAsync("en", "");
        var (status, page, _, _) = await GetAsync(app, LinkOf(app, LinkPurpose.Announce));

        Assert.Equal((200, "Welcome!"), (status, page.QuerySelector("h1")!.TextContent));
        Assert.Null(page.QuerySelector("button"));
        await app.PostAsync("/api/me", Form(("t", LinkOf(app, LinkPurpose.Announce).Split('=')[1])));
        Assert.Null((await MailScene.RowAsync(app, Id)).AnnounceAt);
    }

    [Fact]
    public async Task Wherever_the_process_dies_pressing_again_keeps_it_once()
    {
        await CrashMatrix.RunAsync(
            () => StartAsync("en"),
            async app =>
            {
                for (var press = 0; press < 3; press++)
                {
                    try
                    {
                        var content = Form(("t", LinkOf(app, LinkPurpose.Charter).Split('=')[1]), ("version", "1"));
                        if ((await app.PostAsync("/api/me", content)).Status == 200)
                        {
                            return;
                        }
                    }
                    catch (HttpRequestException)
                    {
                        // The app died while it answered.
                    }
                }

                Assert.Fail("The button did not work in three presses.");
            },
            async app =>
            {
                var progress = await app.Get<PeopleTable>().ProgressAsync("small", "first", default);
                Assert.Equal((1, 1), (progress.Accepted, progress.Active));
                Assert.Equal("1", (await MailScene.RowAsync(app, Id)).CharterVersion);
            },
            TimeSpan.FromMinutes(1),
            (0, 1));
    }

    private async Task<AppTest> StartAsync(string language, string rollout = Announced) =>
        await MailScene.StartAsync(azurite.NewAccount(), new() { WavesMore = rollout }, null, MailScene.Person(Id) with { Language = language });

    private static string LinkOf(AppTest app, LinkPurpose purpose) => new Uri(app.Get<PersonLinks>().To("small", Id, purpose)).PathAndQuery;

    private static async Task<(int Status, IHtmlDocument Page, System.Net.Http.Headers.HttpResponseHeaders Headers, string Text)> GetAsync(AppTest app, string link)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new("http://sandbox"), link));
        using var answer = await app.World.Host.SendAsync(request, default);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, new HtmlParser().ParseDocument(text), answer.Headers, text);
    }

    /// <summary>Sends a page's form as a browser does.</summary>
    private static async Task<(int Status, IDocument Page)> PressAsync(AppTest app, IDocument page)
    {
        var fields = page.QuerySelectorAll("form input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!));
        var (status, text) = await app.PostAsync("/api/me", Form([.. fields]));
        return (status, new HtmlParser().ParseDocument(text));
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>Only what pages can change.</summary>
    private static (DateTimeOffset?, ActivitySign?, string?, DateTimeOffset?, DateTimeOffset?, DateTimeOffset?) Marks(PersonRow row) =>
        (row.ActiveAt, row.ActiveBy, row.CharterVersion, row.CharterAt, row.RemindersStoppedAt, row.AnnounceAt);
}
