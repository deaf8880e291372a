namespace AdoptionAutomation.Campaigns;

/// <summary>A JSON file that every campaign has: its name, the family of its problem codes, and the record it is read into.</summary>
internal sealed record CampaignFileKind(string Name, string Family, Type Record)
{
    public static IReadOnlyList<CampaignFileKind> All { get; } =
    [
        new("campaign.json", "CAM", typeof(CampaignFile)),
        new("groups.json", "GRP", typeof(GroupsFile)),
        new("waves.json", "WAV", typeof(WavesFile)),
    ];

    /// <summary>Name of its schema in the folder <c>schemas</c>.</summary>
    public string SchemaName => Path.ChangeExtension(Name, ".schema.json");
}
