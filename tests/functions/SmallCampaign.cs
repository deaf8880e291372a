namespace AdoptionAutomation.Tests.Functions;

/// <summary>A campaign small enough to count its every request: two groups, two waves.</summary>
internal sealed record SmallCampaign
{
    /// <summary>First content of a template, without which no wave starts.</summary>
    public const string Welcome = """
        , "welcome": [ { "title": { "fr": "Bienvenue", "en": "Welcome" }, "text": { "fr": "Dites bonjour.", "en": "Say hello." }, "by": "sponsor" } ]
        """;

    /// <summary>Audience of the first wave, as JSON.</summary>
    public string FirstAudience { get; init; } = """{ "attributes": [ { "attribute": "usageLocation", "in": ["FR", "CA", "IE"] } ] }""";

    public string SecondAudience { get; init; } = """{ "csv": "second.csv" }""";

    public string Csv { get; init; } = "mail\nclaire.fontaine@lumen.example\nhugo.marchand@lumen.example\n";

    /// <summary>Ids of the groups that the first wave joins, as JSON.</summary>
    public string FirstGroups { get; init; } = """["everybody"]""";

    /// <summary>Further members of the first wave, each after a comma.</summary>
    public string FirstMore { get; init; } = "";

    /// <inheritdoc cref="FirstMore"/>
    public string SecondMore { get; init; } = "";

    /// <summary>Further members of waves.json, each after a comma.</summary>
    public string WavesMore { get; init; } = "";

    /// <summary>Further members of campaign.json, each after a comma.</summary>
    public string SettingsMore { get; init; } = "";

    /// <summary>Whether digests go out, as they do where campaign.json says nothing of them.</summary>
    public bool HasDigests { get; init; }

    public string CharterVersion { get; init; } = "1";

    /// <summary>groups.json, with the groups <c>everybody</c> and <c>few</c>.</summary>
    public string Groups { get; init; } = GroupsWith(Welcome);

    /// <summary>content-calendar.json; null: there is none.</summary>
    public string? Calendar { get; init; }

    /// <summary>surveys.json; null: there is none.</summary>
    public string? Surveys { get; init; }

    /// <summary>Whether mails go out on all days at all hours but one minute: for tests whose clock is the machine's.</summary>
    public bool AtAnyHour { get; init; }

    /// <summary>Further files of the folder.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>The usual groups with more members in their JSON objects, each after a comma.</summary>
    public static string GroupsWith(string template = "", string everybody = "", string few = "", string more = "") => $$"""
        {
          "templates": [ { "id": "general", "kind": "general", "visibility": "public"{{template}} } ],
          "groups": [
            { "id": "everybody", "template": "general", "name": "Everybody", "objective": "News for all.",
              "owners": ["claire.fontaine@lumen.example"], "members": ["paul.lefevre@lumen.example"]{{everybody}} },
            { "id": "few", "template": "general", "name": "A few", "objective": "Try it first.", "owners": ["hugo.marchand@lumen.example"]{{few}} }
          ]{{more}}
        }
        """;

    /// <summary>Writes its files to a new folder, which the caller deletes.</summary>
    public DirectoryInfo Write()
    {
        var folder = Directory.CreateTempSubdirectory("campaign-");
        var (workingDays, quietHours) = AtAnyHour
            ? (""", "saturday", "sunday" ]""", """{ "from": "03:00", "to": "03:01" }""")
            : ("""]""", """{ "from": "20:00", "to": "07:00" }""");
        var digests = HasDigests ? "" : """, "digests": { "leadership": "never", "sponsor": "never", "communityManagers": "never" }""";
        Save("campaign.json", $$"""
            {
              "id": "small", "name": { "fr": "Petite", "en": "Small" }, "platform": "Agora", "platformUrl": "https://agora.example",
              "timeZone": "Europe/Paris", "languages": ["fr", "en"], "start": "2026-09-07",
              "workingDays": ["monday", "tuesday", "wednesday", "thursday", "friday"{{workingDays}}, "quietHours": {{quietHours}},
              "sponsor": { "name": "Claire Fontaine", "mail": "claire.fontaine@lumen.example" },
              "communityManagers": [ { "name": "Hugo Marchand", "mail": "hugo.marchand@lumen.example" } ],
              "itContacts": [ { "name": "Paul Lefèvre", "mail": "paul.lefevre@lumen.example" } ],
              "charter": { "url": "https://agora.example/charte", "version": "{{CharterVersion}}" }{{digests}}{{SettingsMore}}
            }
            """);
        Save("groups.json", Groups);
        Save("waves.json", $$"""
            {
              "waves": [
                { "id": "first", "name": { "fr": "Première", "en": "First" }, "audience": {{FirstAudience}}, "groups": {{FirstGroups}}{{FirstMore}} },
                { "id": "second", "name": { "fr": "Seconde", "en": "Second" }, "audience": {{SecondAudience}}, "groups": ["everybody", "few"]{{SecondMore}} }
              ]{{WavesMore}}
            }
            """);
        Save("second.csv", Csv);
        if (Calendar is not null)
        {
            Save("content-calendar.json", Calendar);
        }

        if (Surveys is not null)
        {
            Save("surveys.json", Surveys);
        }

        foreach (var (name, bytes) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, name), bytes);
        }

        return folder;

        void Save(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);
    }
}
