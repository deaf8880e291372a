namespace AdoptionAutomation.Campaigns;

/// <summary>A JSON file of a campaign: its name, the family of its problem codes, and the record it is read into.</summary>
internal sealed record CampaignFileKind(string Name, string Family, Type Record)
{
    /// <summary>Whether a campaign may do without it.</summary>
    public bool IsOptional { get; private init; }

    public const string CalendarName = "content-calendar.json";

    public static IReadOnlyList<CampaignFileKind> All { get; } =
    [
        new("campaign.json", "CAM", typeof(CampaignFile)),
        new("groups.json", "GRP", typeof(GroupsFile)),
        new("waves.json", "WAV", typeof(WavesFile)),
        new(CalendarName, "CAL", typeof(CalendarFile)) { IsOptional = true },
        new("surveys.json", "SUR", typeof(SurveysFile)) { IsOptional = true },
    ];

    /// <summary>Name of its schema in the folder <c>schemas</c>.</summary>
    public string SchemaName => Path.ChangeExtension(Name, ".schema.json");
}
