using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>What readiness is judged by.</summary>
/// <param name="Campaign">The files.</param>
/// <param name="Rows">What is known of the groups, by id.</param>
internal sealed record ReadinessFacts(Campaign Campaign, IReadOnlyDictionary<string, GroupRow> Rows)
{
    /// <summary>The wave that is judged; null: the whole campaign.</summary>
    public WaveDefinition? Wave { get; init; }

    /// <summary>Where ambassadors are; null: not asked.</summary>
    public AmbassadorSites? Ambassadors { get; init; }

    public bool IsFirstWave => Wave is null || Wave == Campaign.Waves[0];

    public IReadOnlyList<WaveDefinition> Waves => Wave is null ? Campaign.Waves : [Wave];

    /// <summary>Those of the files, and those expanded from the directory that IT has approved.</summary>
    public IReadOnlyList<DeclaredGroup> Groups { get; } =
    [
        .. Campaign.Groups,
        .. Rows.Values.Where(row => Campaign.FindGroup(row.Group) is null).Select(row => GroupTree.Find(Campaign, row)).OfType<DeclaredGroup>(),
    ];

    /// <summary>The groups that are judged: all, or those of the wave.</summary>
    public IEnumerable<DeclaredGroup> JudgedGroups => Wave is null ? Groups : Groups.Where(group => Wave.Groups.Contains(group.Id));

    /// <summary>The first of the judged waves that joins a group.</summary>
    public string? WaveOf(DeclaredGroup group) => Waves.FirstOrDefault(wave => wave.Groups.Contains(group.Id))?.Id;

    public GroupRow? RowOf(DeclaredGroup group) => Rows.GetValueOrDefault(group.Id);
}
