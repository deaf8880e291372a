namespace AdoptionAutomation.Tests.Campaigns;

/// <summary>A calendar of the sample campaign that is sound and gives no warning on 7 September 2026; tests change what they are about.</summary>
internal static class CalendarSample
{
    public const string Name = "content-calendar.json";

    public const string Text = """
        {
          "$schema": "schemas/content-calendar.schema.json",
          "phases": [
            { "kind": "teasing", "from": "2026-09-07", "until": "2026-09-13" },
            { "kind": "launch", "from": "2026-09-14", "until": "2026-09-27" },
            { "kind": "routine", "from": "2026-09-28", "until": "2026-11-01" }
          ],
          "rhythms": [
            {
              "id": "interview", "honours": true, "theme": { "fr": "Portrait", "en": "Interview" },
              "author": { "name": "Inès Benali", "mail": "ines.benali@lumen.example" },
              "to": { "groups": ["toute-l-entreprise"] }, "channels": ["teams", "mail"],
              "recurs": { "weekly": { "on": ["monday"] } }, "at": "09:00", "rotation": "again",
              "posts": [
                { "title": { "fr": "Marc, à la qualité", "en": "Marc, in quality" },
                  "text": { "fr": "Marc raconte.\n\nSon [atelier](https://agora.lumen.example/marc).", "en": "Marc tells.\n\nHis [workshop](https://agora.lumen.example/marc)." } },
                { "title": { "fr": "Julie, à Montréal", "en": "Julie, in Montréal" }, "text": { "fr": "Julie raconte.", "en": "Julie tells." } }
              ]
            },
            {
              "id": "conseil", "theme": { "fr": "Conseil", "en": "Advice" }, "author": { "name": "Paul Lefèvre", "mail": "paul.lefevre@lumen.example" },
              "to": { "kinds": ["theme"] }, "channels": ["conversation"], "clock": "group",
              "recurs": { "weekly": { "on": ["thursday"] } }, "at": "10:00", "from": "2026-09-10", "until": "2026-09-24",
              "posts": [
                { "title": { "fr": "Chercher", "en": "Search" }, "text": { "fr": "Cherchez ainsi.", "en": "Search like this." } },
                { "title": { "fr": "Partager", "en": "Share" }, "text": { "fr": "Partagez ainsi.", "en": "Share like this." }, "quickWin": true },
                { "title": { "fr": "Répondre", "en": "Answer" }, "text": { "fr": "Répondez ainsi.", "en": "Answer like this." } }
              ],
              "overrides": [ { "on": "2026-09-24", "moveTo": "2026-09-25T11:00" } ]
            },
            {
              "id": "bilan", "theme": { "fr": "Bilan", "en": "Review" }, "author": { "name": "Claire Fontaine", "mail": "claire.fontaine@lumen.example" },
              "to": { "groups": ["direction"] }, "channels": ["news"],
              "recurs": { "monthly": { "workingDay": 1 } }, "at": "14:00",
              "posts": [ { "title": { "fr": "Le mois", "en": "The month" }, "text": { "fr": "Nos chiffres.", "en": "Our figures." } } ]
            }
          ],
          "posts": [
            {
              "id": "bonjour", "author": { "name": "Claire Fontaine", "mail": "claire.fontaine@lumen.example" },
              "to": { "groups": ["toute-l-entreprise"], "kinds": ["place"] }, "channels": ["teams"], "at": "2026-09-15T09:00",
              "post": {
                "title": { "fr": "Bonjour à tous", "en": "Hello all" }, "text": { "fr": "Nous y sommes.", "en": "Here we are." },
                "picture": { "file": "images/bienvenue.png", "alt": { "fr": "Trois silhouettes.", "en": "Three figures." } }
              }
            }
          ],
          "contests": [
            {
              "id": "quiz", "author": { "name": "Hugo Marchand", "mail": "hugo.marchand@lumen.example" },
              "to": { "groups": ["toute-l-entreprise"] }, "channels": ["teams"], "at": "2026-09-16T10:00", "closes": "2026-09-23T16:00",
              "question": { "title": { "fr": "Notre première lampe ?", "en": "Our first lamp?" }, "text": { "fr": "Devinez.", "en": "Guess." } },
              "choices": [ { "id": "a", "text": { "fr": "1950", "en": "in 1950" } }, { "id": "b", "text": { "fr": "1960", "en": "in 1960" } } ],
              "right": "a", "prize": { "fr": "Une lampe", "en": "A lamp" }
            }
          ],
          "feeds": [
            {
              "id": "veille", "to": { "kinds": ["product"] }, "channels": ["conversation"], "url": "https://news.example/feed.xml",
              "title": { "fr": "Veille", "en": "Watch" }, "at": "08:30", "until": "2026-11-01"
            }
          ]
        }
        """;

    public static CampaignFolder Folder() => CampaignFolder.Sample().With(Name, Text);
}
