using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>Counts an audience as it streams by: numbers and a few object ids, whatever its size.</summary>
internal sealed class PlanTally(Campaign campaign, WaveDefinition wave)
{
    /// <summary>Object ids shown for each reason.</summary>
    public const int MostIds = 20;

    private readonly Dictionary<SkipReason, Some> skipped = [];
    private readonly Dictionary<string, int> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> languages = new(StringComparer.Ordinal);
    private readonly Dictionary<KitKind, int> kits = [];
    private readonly Dictionary<string, HashSet<string>> ownGroups = wave.OwnGroups.ToDictionary(
        id => id, _ => new HashSet<string>(StringComparer.OrdinalIgnoreCase), StringComparer.Ordinal);

    public int Read { get; private set; }

    public int Invited { get; private set; }

    public IReadOnlyDictionary<SkipReason, Some> Skipped => skipped;

    public IReadOnlyDictionary<string, int> Zones => zones;

    public IReadOnlyDictionary<string, int> Languages => languages;

    public IReadOnlyDictionary<KitKind, int> Kits => kits;

    /// <summary>Invited people without the service, or without any plan if the campaign names none.</summary>
    public Some Unlicensed { get; } = new();

    /// <summary>Groups that people join by an attribute of theirs.</summary>
    public int OwnGroups => ownGroups.Values.Sum(values => values.Count);

    public void Skip(SkipReason reason, string id) => Of(reason).Add(id);

    /// <summary>Addresses, or lines, that nobody stands behind.</summary>
    public void SkipNameless(SkipReason reason, int count)
    {
        if (count > 0)
        {
            Of(reason).Count += count;
        }
    }

    public void Meet() => Read++;

    public void Invite(DirectoryUser user)
    {
        Invited++;
        Count(zones, campaign.Settings.ZoneNameOf(user) ?? campaign.Settings.TimeZone);
        Count(languages, user.Language is { } language && campaign.Settings.Languages.Contains(language) ? language : campaign.FirstLanguage);
        foreach (var kit in wave.Kits.Where(kit => kit.For is null || kit.For.All(condition => condition.Holds(user))))
        {
            Count(kits, kit.Kit);
        }

        foreach (var (id, values) in ownGroups)
        {
            if (campaign.GroupTree.Expansions.FirstOrDefault(expansion => expansion.Id == id)?.From.Attribute?.Of(user) is { Length: > 0 } value)
            {
                values.Add(value);
            }
        }

        if (user.Services is { } services && !(campaign.Settings.Service is { } wanted ? services.Contains(LicenceRule.NameOf(wanted)) : services.Count > 0))
        {
            Unlicensed.Add(user.Id);
        }
    }

    private Some Of(SkipReason reason) => skipped.TryGetValue(reason, out var some) ? some : skipped[reason] = new();

    private static void Count<TKey>(Dictionary<TKey, int> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;

    /// <summary>How many, and the first of them.</summary>
    internal sealed class Some
    {
        public int Count { get; set; }

        public List<string> Ids { get; } = [];

        public void Add(string id)
        {
            Count++;
            if (Ids.Count < MostIds)
            {
                Ids.Add(id);
            }
        }
    }
}
