namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>The sample campaign with short surveys that use all that surveys.json can say.</summary>
internal static class SurveySample
{
    public const string Name = "surveys.json";

    public const string Text = """
        {
          "surveys": [
            {
              "id": "avant", "kind": "temperature", "title": { "fr": "Avant", "en": "Before" }, "purpose": { "fr": "Savoir.", "en": "To know." },
              "to": { "directory": true }, "when": { "once": "2026-09-08T10:00" }, "openDays": 6, "reminders": [2, 4],
              "questions": [
                { "id": "envie", "kind": "scale", "text": { "fr": "Envie ?", "en": "Keen?" }, "required": true, "lowest": { "fr": "non", "en": "no" }, "mood": true },
                { "id": "craintes", "kind": "multiple", "text": { "fr": "Craintes ?", "en": "Fears?" }, "choices": [
                  { "id": "temps", "text": { "fr": "Le temps", "en": "Time" } }, { "id": "outils", "text": { "fr": "Les outils", "en": "Tools" } } ],
                  "onlyIf": { "question": "envie", "atMost": 2 } },
                { "id": "plus", "kind": "text", "text": { "fr": "Dites.", "en": "Tell." }, "onlyIf": { "question": "craintes", "anyOf": ["temps"] } },
                { "id": "aider", "kind": "single", "text": { "fr": "Aider ?", "en": "Help?" }, "choices": [
                  { "id": "oui", "text": { "fr": "Oui", "en": "Yes" } }, { "id": "non", "text": { "fr": "Non", "en": "No" } } ],
                  "named": { "fr": "Avec votre nom.", "en": "With your name." } }
              ]
            },
            {
              "id": "vote", "kind": "vote", "title": { "fr": "Vote", "en": "A vote" }, "purpose": { "fr": "Choisir.", "en": "To choose." },
              "to": { "everybody": true }, "when": { "once": "2026-10-09T10:00" },
              "questions": [
                { "id": "nom", "kind": "single", "text": { "fr": "Lequel ?", "en": "Which?" }, "required": true, "choices": [
                  { "id": "agora", "text": { "fr": "Agora", "en": "The agora" } }, { "id": "temps", "text": { "fr": "Le Temps", "en": "Time" } } ] }
              ]
            },
            {
              "id": "apres", "kind": "feedback", "title": { "fr": "Après", "en": "After" }, "purpose": { "fr": "Corriger.", "en": "To mend." },
              "to": { "waves": ["pilote", "tous"] }, "when": { "afterWave": { "days": 10, "at": "10:00" } }, "openDays": 5,
              "questions": [
                { "id": "nps", "kind": "nps", "text": { "fr": "Conseiller ?", "en": "Recommend?" } },
                { "id": "merci", "kind": "text", "text": { "fr": "Quoi ?", "en": "What?" }, "onlyIf": { "question": "nps", "atLeast": 9 } }
              ]
            },
            {
              "id": "pouls", "kind": "pulse", "title": { "fr": "Pouls", "en": "Pulse" }, "purpose": { "fr": "Suivre.", "en": "To follow." },
              "to": { "groups": ["direction"] }, "when": { "monthly": { "from": "2026-10-15", "at": "10:00" } }, "openDays": 28,
              "questions": [ { "id": "humeur", "kind": "scale", "text": { "fr": "Humeur ?", "en": "Mood?" } } ]
            }
          ]
        }
        """;

    public static CampaignFolder Folder() => CampaignFolder.Sample().With(Name, Text);
}
