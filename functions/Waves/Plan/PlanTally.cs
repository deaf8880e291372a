using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>Counts an audience as it streams by: numbers and a few object ids, whatever its size.</summary>
internal sealed class PlanTally(Campaign campaign, WaveDefinition wave, DateTimeOffset now)
{
    /// <summary>Object ids shown for each reason.</summary>
    public const int MostIds = 20;

    private readonly Dictionary<SkipReason, Some> skipped = [];
    private readonly Dictionary<string, int> zones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> languages = new(StringComparer.Ordinal);
    private readonly Dictionary<KitKind, int> kits = [];
    private readonly Dictionary<string, int> ownGroups = new(StringComparer.Ordinal);
    private readonly PersonPlan plan = new(campaign, wave);

    public int Read { get; private set; }

    public int Invited { get; private set; }

    public IReadOnlyDictionary<SkipReason, Some> Skipped => skipped;

    public IReadOnlyDictionary<string, int> Zones => zones;

    public IReadOnlyDictionary<string, int> Languages => languages;

    public IReadOnlyDictionary<KitKind, int> Kits => kits;

    /// <summary>Invited people without the service, or without any plan if the campaign names none.</summary>
    public Some Unlicensed { get; } = new();

    /// <summary>Groups that people join by an attribute of theirs.</summary>
    public int OwnGroups => ownGroups.Count;

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
        var row = plan.RowOf(user, 0, now);
        Count(zones, row.Zone ?? campaign.Settings.TimeZone);
        Count(languages, row.Language);
        foreach (var kit in row.Kits)
        {
            Count(kits, kit);
        }

        foreach (var group in row.OwnGroups)
        {
            Count(ownGroups, group);
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
