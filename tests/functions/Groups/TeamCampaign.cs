using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Tests.Functions.Groups;

/// <summary>The small campaign with a third kind of group that has every part: settings, many members, members by rule, team, channels, tabs.</summary>
internal sealed record TeamCampaign
{
    public string Settings { get; init; } = """ "guests": "none" """;

    /// <summary>Names of the channels; the last has a tab.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["Ideas", "Help", "News"];

    public string Url { get; init; } = "https://agora.example/charte";

    public string? GeneralTabs { get; init; }

    /// <summary>Listed members of each group.</summary>
    public int Members { get; init; }

    /// <summary>Members by rule, as JSON.</summary>
    public string? MembersFrom { get; init; }

    /// <summary>Ids of the groups with teams.</summary>
    public IReadOnlyList<string> Groups { get; init; } = ["whole"];

    public string Objective { get; init; } = "All of it.";

    public SmallCampaign Build()
    {
        var channels = Channels.Select(name => name == Channels[^1] ? $$"""{ "name": "{{name}}", "tabs": [ { "name": "Rules", "url": "{{Url}}" } ] }""" : $$"""{ "name": "{{name}}" }""");
        var rule = MembersFrom is null ? "" : $""", "membersFrom": {MembersFrom}""";
        var general = GeneralTabs ?? $$"""{ "name": "Charter", "url": "{{Url}}" }""";
        var groups = Groups.Select(id => $$"""
            { "id": "{{id}}", "template": "team", "name": "The {{id}}", "objective": "{{Objective}}", "owners": ["ines.benali@lumen.example"],
              "members": [{{string.Join(',', Addresses(Members).Select(mail => $"\"{mail}\""))}}]{{rule}} }
            """);
        return new SmallCampaign
        {
            Groups = $$"""
                {
                  "templates": [
                    { "id": "general", "kind": "general", "visibility": "public" },
                    { "id": "team", "kind": "project", "visibility": "private", {{Settings}},
                      "team": { "tabs": [ {{general}} ], "channels": [ {{string.Join(',', channels)}} ] } }
                  ],
                  "groups": [
                    { "id": "everybody", "template": "general", "name": "Everybody", "objective": "News for all.",
                      "owners": ["claire.fontaine@lumen.example"], "members": ["paul.lefevre@lumen.example"] },
                    { "id": "few", "template": "general", "name": "A few", "objective": "Try it first.", "owners": ["hugo.marchand@lumen.example"] }
                    {{string.Concat(groups.Select(group => $", {group}"))}}
                  ]
                }
                """,
        };
    }

    /// <summary>People of the simulated company who are neither named nor away.</summary>
    public static IEnumerable<string> Addresses(int count)
    {
        var people = new Employees(new(), 1, 120, new(2026, 9, 7));
        return people.From(people.Shape.NamedPeople.Count).Where(person => person is { AccountEnabled: true, IsGuest: false }).Take(count).Select(person => person.Mail);
    }
}
