using System.Net;
using System.Text.RegularExpressions;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AdoptionAutomation.Tests.Functions.Surveys.Answering;

/// <summary>The small campaign with a survey whose round is open until Monday 21 September, midnight in Paris. It is Monday 7th, 8:00 there.</summary>
internal static class SurveyScene
{
    public const string Scope = "small";
    public const string Round = "start.once";

    public static readonly DateTimeOffset Closes = new(2026, 9, 21, 22, 0, 0, TimeSpan.Zero);
    public static readonly string Zoe = MailScene.IdOf("1a");
    public static readonly string Max = MailScene.IdOf("1b");

    /// <summary>Answers that are right.</summary>
    public static readonly (string, string)[] Good = [("q.mood", "2"), ("q.why", "C’est <b>nouveau</b>.\r\n=1+1"), ("q.tools", "mail"), ("q.help", "yes")];

    public static SmallCampaign Campaign { get; } = new() { Surveys = FileWith() };

    public static string FileWith(string status = "approved", string id = "start") => $$"""
        { "surveys": [ {
            "id": "{{id}}", "kind": "temperature", "status": "{{status}}",
            "title": { "fr": "Avant le lancement : où en êtes-vous ?", "en": "Before the launch: how are you?" },
            "intro": { "fr": "Deux minutes pour nous dire ce que vous attendez d’Agora.", "en": "Two minutes to tell us what you expect of Agora." },
            "purpose": { "fr": "Adapter l’accompagnement du lancement.", "en": "To fit the launch to what people need." },
            "to": { "directory": true }, "when": { "once": "2026-09-07T07:00" },
            "questions": [
              { "id": "mood", "kind": "scale", "required": true, "mood": true,
                "text": { "fr": "L’arrivée d’Agora vous fait-elle envie ?", "en": "Do you look forward to Agora?" },
                "lowest": { "fr": "pas du tout", "en": "not at all" }, "highest": { "fr": "beaucoup", "en": "very much" } },
              { "id": "why", "kind": "text", "required": true, "onlyIf": { "question": "mood", "atMost": 2 },
                "text": { "fr": "Qu’est-ce qui vous retient ?", "en": "What holds you back?" },
                "help": { "fr": "Ne nommez personne.", "en": "Name nobody." } },
              { "id": "tools", "kind": "multiple", "text": { "fr": "Avec quoi échangez-vous aujourd’hui ?", "en": "What do you use today?" },
                "choices": [ { "id": "mail", "text": { "fr": "Le courriel", "en": "Mail" } }, { "id": "chat", "text": { "fr": "Une messagerie", "en": "Chat" } },
                             { "id": "phone", "text": { "fr": "Le téléphone", "en": "The phone" } } ] },
              { "id": "which", "kind": "single", "required": true, "onlyIf": { "question": "tools", "anyOf": ["chat"] },
                "text": { "fr": "Quelle messagerie ?", "en": "Which chat?" },
                "choices": [ { "id": "teams", "text": { "fr": "Teams", "en": "Teams" } }, { "id": "other", "text": { "fr": "Une autre", "en": "Another" } } ] },
              { "id": "other", "kind": "text", "onlyIf": { "question": "which", "anyOf": ["other"] }, "text": { "fr": "Laquelle ?", "en": "Which one?" } },
              { "id": "nps", "kind": "nps", "text": { "fr": "Conseilleriez-vous l’intranet actuel à un collègue ?", "en": "Would you recommend today’s intranet to a colleague?" },
                "lowest": { "fr": "jamais", "en": "never" }, "highest": { "fr": "sans hésiter", "en": "certainly" } },
              { "id": "help", "kind": "single", "text": { "fr": "Voulez-vous aider vos collègues à démarrer ?", "en": "Would you help your colleagues to start?" },
                "named": { "fr": "cette réponse est transmise à l’équipe du projet, pour vous recontacter.", "en": "this answer goes to the project team, who will get in touch." },
                "choices": [ { "id": "yes", "text": { "fr": "Oui, avec plaisir", "en": "Yes, gladly" } }, { "id": "no", "text": { "fr": "Pas maintenant", "en": "Not now" } } ] }
            ] } ] }
        """;

    public static async Task<AppTest> StartAsync(StorageAccount account, SmallCampaign? campaign = null, params (string Name, string? Value)[] settings)
    {
        var app = await AppTest.StartAsync(
            account, TenantHost.Calm, campaign: campaign ?? Campaign, settings: settings.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal));
        await app.Get<RoundsTable>().TryWriteAsync(Scope, RoundOf(app.Campaign.Surveys[0], Closes), default);
        await app.Get<LinksTable>().AddAsync(Scope, Round, [Link(Zoe, "fr"), Link(Max, "en")], default);
        return app;
    }

    public static SurveyRound RoundOf(Survey survey, DateTimeOffset closes) => new(survey, "once", closes.AddDays(-14), closes, closes.AddDays(365))
    {
        State = RoundState.Open,
        Languages = ["fr", "en"],
        TimeZone = "Europe/Paris",
        Platform = "Agora",
        Contact = new() { Name = "Hugo Marchand", Mail = "hugo.marchand@lumen.example" },
    };

    public static SurveyLink Link(string person, string language) =>
        new(person, $"{person}@lumen.example", "Zoé", language) { Place = new("Nantes", "first", ["everybody"]) };

    public static string TokenOf(AppTest app, string person) =>
        app.Get<SurveyLinks>().TokenOf(Scope, RoundOf(app.Campaign.Surveys[0], Closes), person);

    public static string PathOf(AppTest app, string person) => $"/api/survey?t={TokenOf(app, person)}";

    public static Task<SurveyReply> GetAsync(AppTest app, string path) => SendAsync(app, new(HttpMethod.Get, new Uri(new("http://sandbox"), path)));

    public static Task<SurveyReply> AnswerAsync(AppTest app, string? token, params (string Name, string Value)[] fields) => SendAsync(
        app,
        new(HttpMethod.Post, new Uri("http://sandbox/api/survey"))
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("t", token ?? ""), .. fields.Select(field => KeyValuePair.Create(field.Name, field.Value))]),
        });

    public static async Task<SurveyReply> SendAsync(AppTest app, HttpRequestMessage request)
    {
        using (request)
        {
            var (tables, blobs, queues) = (app.Counts.Tables, app.Counts.Blobs, app.Counts.Queues);
            using var answer = await app.World.Host.SendAsync(request, default);
            var text = await answer.Content.ReadAsStringAsync();
            var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new(answer.StatusCode, text, new HtmlParser().ParseDocument(text), headers)
            {
                Requests = (app.Counts.Tables - tables, app.Counts.Blobs - blobs, app.Counts.Queues - queues),
            };
        }
    }

    /// <summary>What waits in the spool, opened.</summary>
    public static async Task<IReadOnlyList<AnswerPaper>> SpoolAsync(AppTest app) => await app.Get<LinksTable>().SpoolAsync(Scope, Round, default)
        .Select(row => app.Get<AnswerCipher>().Decrypt(Scope, Round, row.Answer)).ToListAsync();

    public static async Task<bool> IsSpentAsync(AppTest app, string person) => (await app.Get<LinksTable>().FindAsync(Scope, Round, person, default))!.IsSpent;
}

internal sealed partial record SurveyReply(HttpStatusCode Code, string Text, IHtmlDocument Page, IReadOnlyDictionary<string, string> Headers)
{
    public (long Tables, long Blobs, long Queues) Requests { get; init; }

    public int Status => (int)Code;

    public string Title => Spaces().Replace(Page.QuerySelector("h1")!.TextContent, " ");

    public IEnumerable<string> Problems => Page.QuerySelectorAll(".problems li").Select(item => Spaces().Replace(item.TextContent, " ").Trim());

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
