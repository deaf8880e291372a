using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Waves.People;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys;

/// <summary>A survey that is asked on Tuesday the 8th at 10:00 in Paris (8:00 UTC), and welcomed people. It is Monday, 8:00.</summary>
internal static class SurveyScene
{
    public const string RoundId = "mood.once";
    public const string Purpose = "survey-mood.once";

    public const string Everybody = """{ "everybody": true }""";

    /// <summary>When the mails go out.</summary>
    public static readonly DateTimeOffset Opens = Utc(8, 8);

    /// <summary>The end of Monday the 14th.</summary>
    public static readonly DateTimeOffset Closes = Utc(14, 22);

    public static SmallCampaign With(
        string to = Everybody, string at = "2026-09-08T10:00", string more = "", string kind = "feedback", string questionMore = "", SmallCampaign? basis = null) =>
        (basis ?? new()) with
        {
            Surveys = $$"""
                {
                  "surveys": [ {
                    "id": "mood", "kind": "{{kind}}", "title": { "fr": "Votre avis", "en": "Your opinion" },
                    "purpose": { "fr": "Pour améliorer Agora.", "en": "To make Agora better." },
                    "to": {{to}}, "when": { "once": "{{at}}" }, "openDays": 7{{more}},
                    "questions": [
                      { "id": "feel", "kind": "scale", "text": { "fr": "Comment allez-vous ?", "en": "How are you?" } },
                      { "id": "help", "kind": "single", "text": { "fr": "Aideriez-vous ?", "en": "Would you help?" },
                        "choices": [ { "id": "yes", "text": { "fr": "Oui", "en": "Yes" } }, { "id": "no", "text": { "fr": "Non", "en": "No" } } ]{{questionMore}} }
                    ]
                  } ]
                }
                """,
        };

    /// <summary>People of the first wave, welcomed.</summary>
    public static async Task<AppTest> WelcomedAsync(StorageAccount account, SmallCampaign campaign, params PersonRow[] people)
    {
        var app = await StartAsync(account, campaign, null, people);
        await WelcomeAsync(app);
        return app;
    }

    public static async Task<AppTest> WelcomedAsync(StorageAccount account, SmallCampaign campaign, TenantOptions tenant, params PersonRow[] people)
    {
        var app = await StartAsync(account, campaign, tenant, people);
        await WelcomeAsync(app);
        return app;
    }

    public static async Task WelcomeAsync(AppTest app)
    {
        var joined = (await AllAsync(app)).Where(row => row.State == PersonState.Joined);
        foreach (var some in joined.Select(row => new PersonMove(row, PersonState.Welcomed)).Chunk(PeopleTable.ChunkSize))
        {
            await app.Get<PeopleTable>().MoveAsync(Scope, Wave, some, default);
        }
    }

    public static Task<SurveyRound?> RoundAsync(AppTest app, string scope = Scope) => app.Get<RoundsTable>().FindAsync(scope, RoundId, default);

    public static ValueTask<List<SurveyLink>> LinksAsync(AppTest app, string scope = Scope) =>
        app.Get<LinksTable>().ListAsync(scope, RoundId, default).ToListAsync();

    /// <summary>As the page does, without an answer to the anonymous questions.</summary>
    public static async Task AnswerAsync(AppTest app, string id, IReadOnlyDictionary<string, string>? named = null)
    {
        var links = app.Get<LinksTable>();
        var link = (await links.FindAsync(Scope, RoundId, IdOf(id), default))!;
        var paper = app.Get<AnswerCipher>().Encrypt(Scope, RoundId, new(link.Place, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)));
        Assert.True(await links.SpendAsync(Scope, RoundId, link, paper, named ?? new Dictionary<string, string>(StringComparer.Ordinal), default));
    }

    /// <summary>The mails about the survey that somebody got: purpose, day and hour in UTC.</summary>
    public static IEnumerable<string> Asked(AppTest app, string id) => Got(app, id).Where(mail => mail.StartsWith("survey-", StringComparison.Ordinal));

    /// <summary>Due work about the survey.</summary>
    public static ValueTask<List<DueWork>> DueWorkAsync(AppTest app) => app.Get<DueTable>().ReadAsync(DateTimeOffset.MaxValue, default)
        .Where(work => work.Name.Contains("mood", StringComparison.Ordinal))
        .ToListAsync();
}
