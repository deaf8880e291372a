using System.Text;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.App;

namespace AdoptionAutomation.Tests.Functions.Calendar.Board;

/// <summary>A season that has something of everything in September and October 2026. Worlds begin on Monday 2026-09-07 at 08:00 in Paris.</summary>
internal static class BoardScene
{
    public const string Calendar = """
        {
          "phases": [
            { "kind": "teasing", "from": "2026-09-01", "until": "2026-09-20" },
            { "kind": "launch", "from": "2026-09-21", "until": "2026-10-11" },
            { "kind": "routine", "from": "2026-10-12" }
          ],
          "rhythms": [
            {
              "id": "interview", "theme": { "fr": "Interview du lundi", "en": "Monday interview" }, "to": { "groups": ["everybody", "few"] },
              "channels": ["teams", "conversation"], "recurs": { "weekly": { "on": ["monday"] } }, "at": "09:00", "from": "2026-09-07", "rotation": "once",
              "posts": [
                { "title": { "fr": "Rencontre avec Zoé, logistique", "en": "Meet Zoé, logistics" }, "text": { "fr": "Bonjour **à tous**.", "en": "Hello **all**." },
                  "links": [ { "label": { "fr": "Lire", "en": "Read" }, "url": "https://agora.example/zoe" } ] },
                { "title": { "fr": "Rencontre avec Karim", "en": "Meet Karim" }, "text": { "fr": "Bonjour <script>alert(1)</script>.", "en": "Hello." } }
              ]
            },
            {
              "id": "advice", "theme": { "fr": "Le conseil du jeudi", "en": "Thursday advice" }, "to": { "groups": ["everybody"] }, "channels": ["teams"],
              "recurs": { "weekly": { "on": ["thursday"] } }, "at": "14:00", "from": "2026-09-07", "rotation": "again",
              "posts": [ { "title": { "fr": "Un conseil, trois clics", "en": "Advice, three clicks" }, "text": { "fr": "Un.", "en": "One." } } ]
            }
          ],
          "posts": [
            { "id": "launch", "to": { "groups": ["everybody"] }, "channels": ["news", "mail"], "at": "2026-09-21T10:00",
              "post": { "title": { "fr": "C’est parti !", "en": "Here we go!" }, "text": { "fr": "Agora ouvre.", "en": "Agora opens." } } },
            { "id": "surprise", "status": "draft", "to": { "groups": ["everybody"] }, "channels": ["teams"], "at": "2026-09-23T11:00",
              "post": { "title": { "fr": "Une surprise", "en": "A surprise" }, "text": { "fr": "Bientôt.", "en": "Soon." } } }
          ],
          "contests": [
            { "id": "quiz", "to": { "groups": ["everybody"] }, "channels": ["teams"], "at": "2026-09-16T12:00", "closes": "2026-09-18T12:00",
              "question": { "title": { "fr": "Combien de sites ?", "en": "How many sites?" }, "text": { "fr": "Devinez.", "en": "Guess." } },
              "choices": [ { "id": "a", "text": { "fr": "4", "en": "4" } }, { "id": "b", "text": { "fr": "5", "en": "5" } } ], "right": "a",
              "prize": { "fr": "Un livre", "en": "A book" } }
          ]
        }
        """;

    public static SmallCampaign Campaign => new() { Calendar = Calendar, SettingsMore = """, "publicHolidays": ["france"], "holidays": ["2026-09-25"]""" };

    /// <summary>Records what came of deliveries, as publishing does.</summary>
    public static async Task RecordAsync(AppTest app, string occurrence, PostChannel channel, string group, Outcome outcome, string scope = "small")
    {
        var family = Delivery.ScopeOf(scope, occurrence.Split('.')[1], EffectKind.Blind);
        var subject = Delivery.KeyOf(occurrence, channel, group);
        var claims = await app.Get<Ledger>().ClaimAsync(family, [subject], Evidence.None, default);
        await app.Get<Ledger>().RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [subject] = outcome }, default);
    }

    /// <summary>Something of every state by Wednesday 2026-09-16, 08:00 in Paris.</summary>
    public static async Task LiveAsync(AppTest app)
    {
        await RecordAsync(app, "interview.2026-09-07", PostChannel.Teams, "everybody", new(OutcomeKind.Done, "https://teams.example/posts/1"));
        await RecordAsync(app, "interview.2026-09-07", PostChannel.Teams, "few", Outcome.Done);
        await RecordAsync(app, "interview.2026-09-07", PostChannel.Conversation, "everybody", Outcome.Done);
        await RecordAsync(app, "interview.2026-09-07", PostChannel.Conversation, "few", Outcome.Done);
        await RecordAsync(app, "interview.2026-09-14", PostChannel.Teams, "everybody", Outcome.Done);
        await RecordAsync(app, "interview.2026-09-14", PostChannel.Teams, "few", new(OutcomeKind.Refused, "404: le lien du canal n’existe plus"));
        await RecordAsync(app, "interview.2026-09-14", PostChannel.Conversation, "everybody", Outcome.Done);
        await RecordAsync(app, "interview.2026-09-14", PostChannel.Conversation, "few", Outcome.Done);
        await RecordAsync(app, "advice.2026-09-10", PostChannel.Teams, "everybody", new(OutcomeKind.Unknown, "sans réponse"));
        await app.PassAsync(new DateTimeOffset(2026, 9, 16, 6, 0, 0, TimeSpan.Zero) - app.World.Clock.GetUtcNow());
    }

    public static async Task<(HttpResponseMessage Answer, string Text)> GetAsync(AppTest app, string path, string? accept = "text/html", string? key = SandboxApp.FunctionKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new("http://sandbox"), path));
        if (key is not null)
        {
            request.Headers.Add("x-functions-key", key);
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        var answer = await app.World.Host.SendAsync(request, default);
        return (answer, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>Rhythms that publish on every day of the week.</summary>
    public static string Busy(int rhythms) => $$"""
        { "rhythms": [ {{string.Join(", ", Enumerable.Range(0, rhythms).Select(i => $$"""
            { "id": "busy-{{i}}", "theme": { "fr": "Fil {{i}}", "en": "Thread {{i}}" }, "to": { "groups": ["everybody", "few"] }, "channels": ["teams", "conversation"],
              "recurs": { "weekly": { "on": ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] } }, "at": "0{{i % 10}}:30", "rotation": "again",
              "posts": [ { "title": { "fr": "Message {{i}}", "en": "Post {{i}}" }, "text": { "fr": "Texte.", "en": "Text." } } ] }
            """))}} ] }
        """;
}
