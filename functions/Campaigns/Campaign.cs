using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>A whole, valid campaign: the files of one folder, read together and cross-checked.</summary>
internal sealed record Campaign(CampaignFile Settings, GroupsFile GroupTree, WavesFile Rollout)
{
    public string Id => Settings.Id;

    public string FirstLanguage => Settings.Languages[0];

    public IReadOnlyList<GroupDefinition> Groups => GroupTree.Groups;

    public IReadOnlyList<WaveDefinition> Waves => Rollout.Waves;

    public WaveDefinition? FindWave(string id) => Waves.FirstOrDefault(wave => wave.Id == id);

    public GroupDefinition? FindGroup(string id) => Groups.FirstOrDefault(group => group.Id == id);

    public GroupTemplate TemplateOf(GroupDefinition group) => GroupTree.Templates.First(template => template.Id == group.Template);
}

/// <summary>campaign.json: what holds for the whole campaign.</summary>
internal sealed record CampaignFile
{
    /// <summary>Starts every key in storage: 3 to 24 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>The collaboration platform's name, as people say it.</summary>
    public required string Platform { get; init; }

    /// <summary>Where the mails send people: https.</summary>
    public required string PlatformUrl { get; init; }

    /// <summary>IANA name, such as Europe/Paris.</summary>
    public required string TimeZone { get; init; }

    /// <summary>fr and en, the campaign's own first.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    public required LocalDate Start { get; init; }

    public required IReadOnlyList<IsoDayOfWeek> WorkingDays { get; init; }

    public IReadOnlyList<LocalDate> Holidays { get; init; } = [];

    public required QuietHours QuietHours { get; init; }

    public required Contact Sponsor { get; init; }

    public required IReadOnlyList<Contact> CommunityManagers { get; init; }

    public required IReadOnlyList<Contact> ItContacts { get; init; }

    public IReadOnlyList<Contact> DigestRecipients { get; init; } = [];

    public required Charter Charter { get; init; }

    public IReadOnlyList<Objective> Objectives { get; init; } = [];
}

/// <summary>A text in each of the campaign's languages.</summary>
internal sealed record LocalText
{
    public string? Fr { get; init; }

    public string? En { get; init; }

    /// <summary>The text in <paramref name="language"/>, or in the language that has one.</summary>
    public string In(string language) => (language == "fr" ? Fr ?? En : En ?? Fr) ?? "";
}

/// <summary>Local hours in which nobody is mailed; may pass midnight.</summary>
internal sealed record QuietHours
{
    public required LocalTime From { get; init; }

    public required LocalTime To { get; init; }
}

internal sealed record Contact
{
    public required string Name { get; init; }

    public required string Mail { get; init; }
}

internal sealed record Charter
{
    public required string Url { get; init; }

    public required string Version { get; init; }
}

internal sealed record Objective
{
    public required string Id { get; init; }

    public required LocalText Title { get; init; }
}
