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
