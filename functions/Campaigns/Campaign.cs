namespace AdoptionAutomation.Campaigns;

/// <summary>A whole, valid campaign: the files of one folder, read together and cross-checked.</summary>
/// <param name="Settings">campaign.json.</param>
/// <param name="GroupTree">groups.json.</param>
/// <param name="Rollout">waves.json.</param>
/// <param name="Calendar">content-calendar.json; empty if there is none.</param>
/// <param name="Groups">The groups written by hand or expanded from CSV files; those of directory attributes are known to the directory only.</param>
internal sealed record Campaign(CampaignFile Settings, GroupsFile GroupTree, WavesFile Rollout, CalendarFile Calendar, IReadOnlyList<DeclaredGroup> Groups)
{
    /// <summary>What its rows are kept under: the id of campaign.json, or a scope of it (see <see cref="Mail.MailRedirect"/>). Groups go by the former.</summary>
    public string Id { get => field ?? Settings.Id; init; }

    /// <summary>Where the files that it names are: beside the version that was read.</summary>
    public required ICampaignFiles Files { get; init; }

    /// <summary>Hashes of the files that it names, by name.</summary>
    public required IReadOnlyDictionary<string, string> FileHashes { get; init; }

    /// <summary>Those of surveys.json; none if there is no such file.</summary>
    public IReadOnlyList<Survey> Surveys { get; init; } = [];

    public string FirstLanguage => Settings.Languages[0];

    public IReadOnlyList<WaveDefinition> Waves => Rollout.Waves;

    public WaveDefinition? FindWave(string id) => Waves.FirstOrDefault(wave => wave.Id == id);

    /// <exception cref="InvalidOperationException">The wave was started, and has since been taken out of the file.</exception>
    public WaveDefinition GetWave(string id) => FindWave(id)
        ?? throw new InvalidOperationException($"Wave {id} of {Id} was started and is no longer in waves.json: put it back, then redrive the poison queue.");

    public Survey? FindSurvey(string id) => Surveys.FirstOrDefault(survey => survey.Id == id);

    public DeclaredGroup? FindGroup(string id) => Groups.FirstOrDefault(group => group.Id == id);
}
