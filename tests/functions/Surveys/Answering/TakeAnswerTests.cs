using System.Text;
using System.Text.Json;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Surveys.Answering.SurveyScene;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

public sealed class TakeAnswerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task An_answer_from_elsewhere_is_taken_once_by_its_id()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        const string Answer = """{ "id": "forms-17", "site": "Brest", "wave": "first", "values": { "mood": 2, "why": "=cmd\r\n", "tools": ["mail"], "nps": null } }""";

        Assert.Equal((202, "taken"), await StateAsync(app, Answer));
        Assert.Equal((200, "known"), await StateAsync(app, Answer));
        var paper = Assert.Single(await SpoolAsync(app));
        Assert.Equal(("Brest", "first", 0), (paper.Place.Site, paper.Place.Wave, paper.Place.Groups.Count));
        Assert.Equal(["mood=2", "tools=mail", "why==cmd"], paper.Values.Select(pair => $"{pair.Key}={pair.Value[0]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_id_is_known_while_the_key_changes()
    {
        const string Next = "the-next-encryption-key-of-32-characters";
        await using var app = await StartAsync(azurite.NewAccount(), null, ("Surveys:EncryptionKey", $"{Next};{SandboxApp.EncryptionKey}"));
        await using var former = await StartAsync(azurite.NewAccount());
        var (one, other) = (await HashAsync(app), await HashAsync(former));

        Assert.Equal(one, other);

        static async Task<string> HashAsync(AppTest app)
        {
            await StateAsync(app, """{ "id": "forms-17", "values": { "mood": 4 } }""");
            return (await app.Get<Azure.Data.Tables.TableServiceClient>().GetTableClient("surveys")
                .QueryAsync<Azure.Data.Tables.TableEntity>("RowKey ge '!id|' and RowKey lt '!id}'").ToListAsync()).Single().RowKey;
        }
    }

    /// <summary>What is sent; the status; the fields that are named.</summary>
    public static TheoryData<string, int, string> Wrongs => new()
    {
        { """{ "id": "a", "values": { "mood": 4 } }""", 202, "" },
        { """{ "id": "b", "round": "once", "values": { "mood": "4" } }""", 202, "" },
        { """{ "id": "c", "values": {} }""", 400, "values.mood" },
        { """{ "id": "c", "values": { "mood": 9, "nps": 4.5, "tools": ["fax"], "color": "red", "help": "yes", "why": { "a": 1 } } }""", 400, "values.why, values.color, values.mood, values.tools, values.nps, values.help" },
        { """{ "values": { "mood": true }, "wave": "third", "site": "a\nb" }""", 400, "id, site, wave, values.mood" },
        { """{ "id": "c" }""", 400, "values, values.mood" },
        { """{ "id": "c", "values": { "mood": 4 }, "mail": "zoe@lumen.example" }""", 400, "" },
        { """[]""", 400, "" },
        { """null""", 400, "" },
        { """{ "id": """, 400, "" },
        { """{ "id": "c", "round": "2026-10", "values": { "mood": 4 } }""", 404, "" },
        { """{ "id": "c", "round": "a/b", "values": { "mood": 4 } }""", 404, "" },
        { """{ "id": "c", "round": "early", "values": { "mood": 4 } }""", 409, "" },
    };

    [Fact]
    public async Task Whatever_is_wrong_is_said_field_by_field_and_nothing_is_taken()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var early = RoundOf(app.Campaign.Surveys[0], new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero)) with { Round = "early" };
        await app.Get<RoundsTable>().TryWriteAsync(Scope, early, default);
        foreach (var row in Wrongs)
        {
            var (sent, status, fields) = ((string)row[0], (int)row[1], (string)row[2]);
            var (found, body) = await SendAsync(app, sent);

            Assert.True(found == status, $"{sent}: {found} {body}");
            if (fields.Length > 0)
            {
                Assert.Equal(fields, string.Join(", ", body.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("field").GetString())));
            }
        }

        Assert.Equal(404, (await SendAsync(app, """{ "id": "c", "values": { "mood": 4 } }""", "other")).Status);
        Assert.Equal(401, (await SendAsync(app, """{ "id": "c", "values": { "mood": 4 } }""", key: null)).Status);
        Assert.Equal(413, (await SendAsync(app, new string(' ', (64 * 1024) + 1))).Status);
        Assert.Equal(415, (await SendAsync(app, "{}", type: "text/plain")).Status);
        Assert.Equal(2, (await SpoolAsync(app)).Count);
    }

    [Fact]
    public async Task A_draft_takes_none_and_its_author_sees_the_page()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await app.EditAsync(Campaign with { Surveys = FileWith("draft") });
        var page = await PreviewAsync(app, "start/preview?lang=en");
        var round = await PreviewAsync(app, "start/preview?round=once");

        Assert.Equal(409, (await SendAsync(app, """{ "id": "c", "values": { "mood": 4 } }""")).Status);
        Assert.Equal((200, "Before the launch: how are you?"), (page.Status, page.Title));
        Assert.True(page.Page.QuerySelector("button")!.HasAttribute("disabled"));
        Assert.Contains("nothing can be sent", page.Page.QuerySelector(".preview")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("input[type=hidden]"));
        Assert.Contains("21 septembre 2026", round.Text, StringComparison.Ordinal);
        foreach (var (path, status) in new[] { ("other/preview", 404), ("start/preview?lang=de", 400), ("start/preview?round=never", 404), ("start/preview?round=a/b", 404) })
        {
            Assert.Equal(status, (await app.CallAsync(HttpMethod.Get, $"/api/surveys/{path}")).Status);
        }
    }

    private static Task<SurveyReply> PreviewAsync(AppTest app, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://sandbox/api/surveys/{path}"));
        request.Headers.Add("x-functions-key", SandboxApp.FunctionKey);
        return SurveyScene.SendAsync(app, request);
    }

    private static async Task<(int Status, string? State)> StateAsync(AppTest app, string json)
    {
        var (status, body) = await SendAsync(app, json);
        return (status, body.GetProperty("state").GetString());
    }

    private static async Task<(int Status, JsonElement Body)> SendAsync(
        AppTest app, string json, string survey = "start", string? key = SandboxApp.FunctionKey, string type = "application/json")
    {
        var (status, text) = await app.PostAsync($"/api/surveys/{survey}/answers", new StringContent(json, Encoding.UTF8, type), key);
        return (status, JsonDocument.Parse(text).RootElement);
    }
}
