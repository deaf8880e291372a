using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure;
using Azure.Data.Tables;
using static AdoptionAutomation.Tests.Functions.Surveys.Answering.SurveyScene;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

public sealed class SurveyPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Somebody_answers_once_in_two_requests_to_storage_and_is_thanked()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var asked = await GetAsync(app, PathOf(app, Zoe));
        var thanks = await AnswerAsync(app, TokenOf(app, Zoe), Good);
        var again = await AnswerAsync(app, TokenOf(app, Zoe), Good);
        var later = await GetAsync(app, PathOf(app, Zoe));

        Assert.Equal((200, "Avant le lancement : où en êtes-vous ?"), (asked.Status, asked.Title));
        Assert.Equal((200, "Merci, c’est noté !"), (thanks.Status, thanks.Title));
        Assert.Equal((2, 0, 0), thanks.Requests);
        Assert.Equal((404, 404), (again.Status, later.Status));
        Assert.Equal(again.Text, later.Text);
        var paper = Assert.Single(await SpoolAsync(app));
        Assert.Equal(("Nantes", "first"), (paper.Place.Site, paper.Place.Wave));
        Assert.Equal(["mood=2", "tools=mail", "why=C’est <b>nouveau</b>.\n=1+1"], paper.Values.Select(pair => $"{pair.Key}={pair.Value[0]}").Order(StringComparer.Ordinal));
        Assert.Equal([new NamedAnswer(Zoe, "help", "yes", "Nantes")], await app.Get<LinksTable>().NamedAsync(Scope, Round, default).ToListAsync());
        Assert.True(await IsSpentAsync(app, Zoe));
        Assert.False(await IsSpentAsync(app, Max));
    }

    [Fact]
    public async Task A_page_needs_nothing_but_itself_and_speaks_the_links_language_or_the_other()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var french = await GetAsync(app, PathOf(app, Zoe));
        var english = await GetAsync(app, $"/api/{french.Page.QuerySelector("a[hreflang=en]")!.GetAttribute("href")}");
        var thanks = await AnswerAsync(app, TokenOf(app, Zoe), [("lang", "en"), .. Good]);

        Assert.Equal(("fr", "en", "en"), (french.Page.DocumentElement.GetAttribute("lang"), english.Page.DocumentElement.GetAttribute("lang"), thanks.Page.DocumentElement.GetAttribute("lang")));
        Assert.Empty(french.Page.QuerySelectorAll("script, img, link, iframe, [onclick], [style], [required]"));
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(french.Page.QuerySelector("style")!.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", french.Headers["Content-Security-Policy"]);
        Assert.Equal(("no-store", "no-referrer"), (french.Headers["Cache-Control"], french.Headers["Referrer-Policy"]));
        var notice = french.Page.QuerySelector(".notice")!.TextContent;
        Assert.All(
            new[] { "Adapter l’accompagnement du lancement.", "22 septembre 2027", "Hugo Marchand", "moins de cinq", "gardée avec votre nom" },
            said => Assert.Contains(said, notice, StringComparison.Ordinal));
        Assert.Contains("Jusqu’au 21 septembre 2026 inclus", french.Page.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("cette réponse est transmise", french.Page.QuerySelector(".named")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_a_link_is_wrong_the_page_and_the_requests_are_the_same()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await AnswerAsync(app, TokenOf(app, Max), ("q.mood", "4"));
        await EraseAsync(app, Zoe);
        await WriteRoundAsync(app, "gone", "once", Closes);
        await WriteRoundAsync(app, "start", "early", new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero));
        var good = TokenOf(app, Max);
        var (key, day) = (SandboxApp.SigningKey, new DateOnly(2027, 1, 1));
        var wrongs = new Dictionary<string, string?>
        {
            ["none"] = null,
            ["garbage"] = "garbage",
            ["truncated"] = good[..^5],
            ["altered"] = "x" + good,
            ["half"] = good.Split('.')[0],
            ["endless"] = new('x', 5_000),
            ["of another key"] = SurveyToken.Write(new('x', 32), new(Scope, Round, Max), day),
            ["too old"] = SurveyToken.Write(key, new(Scope, Round, Max), new(2026, 9, 6)),
            ["spent"] = good,
            ["erased"] = TokenOf(app, Zoe),
            ["of nobody"] = SurveyToken.Write(key, new(Scope, Round, "nobody"), day),
            ["of a round that never opened"] = SurveyToken.Write(key, new(Scope, "start.other", Max), day),
            ["of a survey that is gone"] = SurveyToken.Write(key, new(Scope, "gone.once", Max), day),
            ["of a round that has closed"] = SurveyToken.Write(key, new(Scope, "start.early", Max), day),
        };
        foreach (var token in wrongs.Values)
        {
            await GetAsync(app, $"/api/survey?t={token}");
        }

        var kind = await GetAsync(app, "/api/survey");
        Assert.Equal((404, "Ce lien ne prend plus de réponse"), (kind.Status, kind.Title));
        Assert.Equal((1, 0, 0), kind.Requests);
        foreach (var (what, token) in wrongs)
        {
            foreach (var reply in new[] { await GetAsync(app, $"/api/survey?t={token}"), await AnswerAsync(app, token, Good), await AnswerAsync(app, token, ("q.mood", "9")) })
            {
                Assert.True((kind.Status, kind.Text, kind.Requests) == (reply.Status, reply.Text, reply.Requests), $"{what}: {reply.Status} {reply.Title} {reply.Requests}");
                Assert.Equal(kind.Headers, reply.Headers);
            }
        }

        Assert.Single(await SpoolAsync(app));
    }

    [Fact]
    public async Task From_the_second_it_closes_a_round_takes_nothing()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await WriteRoundAsync(app, "start", "short", new(2026, 9, 7, 6, 30, 0, TimeSpan.Zero));
        await app.Get<LinksTable>().AddAsync(Scope, "start.short", [Link(Zoe, "fr")], default);
        var token = SurveyToken.Write(SandboxApp.SigningKey, new(Scope, "start.short", Zoe), new(2026, 9, 7));

        var open = await GetAsync(app, $"/api/survey?t={token}");
        await app.PassAsync(new DateTimeOffset(2026, 9, 7, 6, 30, 0, TimeSpan.Zero) - app.World.Clock.GetUtcNow());
        var closed = await AnswerAsync(app, token, Good);

        Assert.Equal((200, 404), (open.Status, closed.Status));
    }

    [Theory]
    [InlineData("draft", "start")]
    [InlineData("approved", "another")]
    public async Task A_survey_that_is_taken_back_takes_nothing_more(string status, string id)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await app.EditAsync(Campaign with { Surveys = FileWith(status, id) });

        Assert.Equal(404, (await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
    }

    [Fact]
    public async Task An_edit_of_the_file_does_not_change_what_an_open_round_asks()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await app.EditAsync(Campaign with { Surveys = FileWith().Replace("\"id\": \"mood\"", "\"id\": \"heat\"", StringComparison.Ordinal).Replace("\"question\": \"mood\"", "\"question\": \"heat\"", StringComparison.Ordinal) });

        Assert.Equal(200, (await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_once_with_what_was_typed_and_the_link_stays_good()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var reply = await AnswerAsync(app, TokenOf(app, Zoe), ("q.tools", "chat"), ("q.nps", "11"), ("q.why", "</textarea><script>"), ("q.color", "x"));

        Assert.Equal(400, reply.Status);
        Assert.Equal(
            [
                "« L’arrivée d’Agora vous fait-elle envie ? » : choisissez une des réponses.",
                "« Quelle messagerie ? » : choisissez une des réponses.",
                "« Conseilleriez-vous l’intranet actuel à un collègue ? » : choisissez un nombre de 0 à 10.",
                "La page envoyée contient une question inconnue. Rouvrez le lien du message et répondez à nouveau.",
            ],
            reply.Problems);
        Assert.All(reply.Page.QuerySelectorAll(".problems a"), link => Assert.NotNull(reply.Page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("</textarea><script>", reply.Page.QuerySelector("textarea")!.TextContent);
        Assert.Equal("chat", reply.Page.QuerySelector("input[checked]")!.GetAttribute("value"));
        Assert.Empty(reply.Page.QuerySelectorAll("script"));
        Assert.Empty(await SpoolAsync(app));
        Assert.Equal(200, (await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
    }

    public static TheoryData<string, string?, int, int> Bodies => new()
    {
        { "no type", null, 10, 415 },
        { "json", "application/json", 10, 415 },
        { "multipart", "multipart/form-data; boundary=x", 10, 415 },
        { "as large as it may be", "application/x-www-form-urlencoded", 64 * 1024, 404 },
        { "larger", "application/x-www-form-urlencoded; charset=utf-8", (64 * 1024) + 1, 413 },
        { "a megabyte", "application/x-www-form-urlencoded", 1024 * 1024, 413 },
        { "empty", "application/x-www-form-urlencoded", 0, 404 },
    };

    [Fact]
    public async Task A_body_that_is_not_the_pages_is_refused_before_anything_is_asked_of_storage()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        foreach (var row in Bodies)
        {
            var (what, type, bytes, status) = ((string)row[0], (string?)row[1], (int)row[2], (int)row[3]);
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(new string('a', bytes)));
            content.Headers.ContentType = type is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            var reply = await SendAsync(app, new(HttpMethod.Post, new Uri("http://sandbox/api/survey")) { Content = content });

            Assert.True(reply.Status == status, $"{what}: {reply.Status}");
            Assert.True(status == 404 || reply.Requests == default, what);
        }
    }

    [Fact]
    public async Task A_hundred_submits_at_once_keep_one_answer_and_the_others_get_the_kind_page()
    {
        await using var app = await StartAsync(azurite.NewAccount(), null, ("Surveys:MostPerLink", "1000"));
        var kind = await GetAsync(app, "/api/survey?t=none");
        var token = TokenOf(app, Zoe);

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => AnswerAsync(app, token, ("q.mood", $"{3 + (i % 3)}"), ("q.help", "yes")))));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply.Status != 200), reply => Assert.Equal((404, kind.Text), (reply.Status, reply.Text)));
        Assert.Single(await SpoolAsync(app));
        Assert.Single(await app.Get<LinksTable>().NamedAsync(Scope, Round, default).ToListAsync());
    }

    [Fact]
    public async Task A_link_that_changes_while_its_answer_is_kept_is_not_taken_for_spent()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var table = app.Get<LinksTable>();
        var visit = (await app.Get<SurveyVisits>().FindAsync(TokenOf(app, Zoe), default))!;
        await MergeAsync(app, Zoe, "Refused", "bounced");

        Assert.True(await app.Get<AnswerKeeping>().KeepAsync(visit, AnswerCheck.Check(visit.Round.Survey, new Dictionary<string, IReadOnlyList<string>> { ["mood"] = ["4"] }), default));
        Assert.Equal((true, "bounced"), await table.FindAsync(Scope, Round, Zoe, default) is { } link ? (link.IsSpent, link.Refused) : default);
    }

    /// <summary>Takes as long as the SDK tries again.</summary>
    [Fact]
    public async Task When_storage_is_out_of_reach_what_was_typed_comes_back_with_a_button_to_send_it_again()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await GetAsync(app, PathOf(app, Zoe));
        var isDown = true;
        for (var i = 1; i <= 10; i++)
        {
            app.World.Faults.Strike(target => isDown && target is { Service: RemoteService.Tables, Method: "POST" }, i, new(FaultKind.ConnectionRefused));
        }

        var down = await AnswerAsync(app, TokenOf(app, Zoe), Good);
        Assert.Equal((503, "Un instant…"), (down.Status, down.Title));
        Assert.False(await IsSpentAsync(app, Zoe));

        isDown = false;
        var fields = down.Page.QuerySelectorAll("form input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        var kept = await AnswerAsync(app, fields[0].Item2, fields[1..]);
        Assert.Equal(200, kept.Status);
        Assert.Equal("C’est <b>nouveau</b>.\n=1+1", Assert.Single(await SpoolAsync(app)).Values["why"][0]);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_taken_and_nothing_is_lost()
    {
        await using var app = await StartAsync(azurite.NewAccount(), null, ("Surveys:EncryptionKey", ""));

        Assert.Equal(503, (await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
        Assert.False(await IsSpentAsync(app, Zoe));
    }

    [Fact]
    public async Task A_link_that_is_tried_too_often_waits_and_loses_nothing()
    {
        await using var app = await StartAsync(azurite.NewAccount(), null, ("Surveys:MostPerLink", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await GetAsync(app, PathOf(app, Zoe))).Status);
        }

        var busy = await AnswerAsync(app, TokenOf(app, Zoe), Good);
        Assert.Equal((429, (0, 0, 0)), (busy.Status, busy.Requests));
        Assert.InRange(int.Parse(busy.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Contains(busy.Page.QuerySelectorAll("input[type=hidden]"), input => input.GetAttribute("name") == "q.why");
        Assert.Equal(200, (await GetAsync(app, PathOf(app, Max))).Status);
        await app.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
    }

    [Fact]
    public async Task Links_of_the_former_key_are_good_as_long_as_it_is_named()
    {
        const string Next = "the-next-signing-key-of-32-characters";
        await using var app = await StartAsync(azurite.NewAccount(), null, ("Links:SigningKey", $"{Next};{SandboxApp.SigningKey}"));
        var former = SurveyToken.Write(SandboxApp.SigningKey, new(Scope, Round, Zoe), new(2026, 9, 21));

        Assert.NotEqual(former, TokenOf(app, Zoe));
        Assert.Equal((200, 200), ((await GetAsync(app, $"/api/survey?t={former}")).Status, (await GetAsync(app, PathOf(app, Zoe))).Status));
        Assert.Null(SurveyToken.Read([Next], former, new(2026, 9, 7)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_the_answer_is_kept_once_and_pressing_again_tells_so(int part)
    {
        await CrashMatrix.RunAsync(
            async () =>
            {
                var app = await StartAsync(azurite.NewAccount());
                await GetAsync(app, PathOf(app, Max));
                return app;
            },
            app => PressAsync(app, 2),
            async app =>
            {
                var seen = await PressAsync(app, 2);
                Assert.Equal([404, 404], seen);
                Assert.Equal("C’est <b>nouveau</b>.\n=1+1", Assert.Single(await SpoolAsync(app)).Values["why"][0]);
                Assert.Single(await app.Get<LinksTable>().NamedAsync(Scope, Round, default).ToListAsync());
            },
            TimeSpan.FromMinutes(1),
            (part, 2));
    }

    /// <summary>Presses the button again and again, whatever comes of it; at least one page comes.</summary>
    private static async Task<List<int>> PressAsync(AppTest app, int times)
    {
        var seen = new List<int>();
        for (var i = 0; i < times; i++)
        {
            try
            {
                seen.Add((await AnswerAsync(app, TokenOf(app, Zoe), Good)).Status);
            }
            catch (HttpRequestException)
            {
                // The app died while it answered.
            }
        }

        Assert.NotEmpty(seen);
        Assert.All(seen, status => Assert.Contains(status, (int[])[200, 404]));
        return seen;
    }

    private static async Task WriteRoundAsync(AppTest app, string survey, string round, DateTimeOffset closes) => await app.Get<RoundsTable>().TryWriteAsync(
        Scope, RoundOf(app.Campaign.Surveys[0] with { Id = survey }, closes) with { Round = round }, default);

    private static Task EraseAsync(AppTest app, string person) => MergeAsync(app, person, "IsErased", true);

    private static Task MergeAsync(AppTest app, string person, string property, object value) => app.Get<TableServiceClient>()
        .GetTableClient(TableNames.Surveys)
        .UpdateEntityAsync(new TableEntity(Key.Of(Scope, Round), person) { [property] = value }, ETag.All, TableUpdateMode.Merge);
}
