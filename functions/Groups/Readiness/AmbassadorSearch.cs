using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>
/// Finds where the ambassadors work: owners and members of the ambassadors groups, and the audiences of the waves that join one, streamed.
/// Only the places are kept, and who was counted until the end of the search.
/// </summary>
internal sealed class AmbassadorSearch(DirectoryUsers directory, AudienceReader audiences)
{
    /// <summary>Ambassadors are few; an audience of more than so many people is everybody, and is read no further.</summary>
    private const int MostPeople = 20_000;

    public async Task<AmbassadorSites> FindAsync(ReadinessFacts facts, CancellationToken cancellationToken)
    {
        var groups = facts.Groups.Where(group => group.Kind == GroupKind.Ambassadors).ToList();
        if (groups.Count == 0 || facts.Groups.All(group => AmbassadorSites.Of(facts.Campaign, group).Count == 0))
        {
            return new();
        }

        var sites = new Sites();
        try
        {
            var named = groups.SelectMany(group => group.Owners.Concat(group.Members)).Distinct(StringComparer.OrdinalIgnoreCase);
            foreach (var some in named.Chunk(DirectoryUsers.AddressesPerRequest))
            {
                sites.Add((await directory.FindAsync(some, cancellationToken)).Values);
            }

            foreach (var audience in AudiencesOf(facts.Campaign, groups))
            {
                await foreach (var page in audiences.ReadAsync(facts.Campaign, audience, null, DirectoryUsers.PageSize, cancellationToken))
                {
                    sites.Add(page.Users);
                    if (sites.People > MostPeople)
                    {
                        return sites.Found with { Gap = $"> {MostPeople}" };
                    }
                }
            }

            return sites.Found;
        }
        catch (GraphFailure failure)
        {
            return sites.Found with { Gap = failure.Message };
        }
    }

    private static IEnumerable<Audience> AudiencesOf(Campaign campaign, List<DeclaredGroup> groups) =>
    [
        .. groups.Select(group => group.MembersFrom).OfType<Audience>(),
        .. campaign.Waves.Where(wave => groups.Exists(group => wave.Groups.Contains(group.Id))).Select(wave => wave.Audience),
    ];

    private sealed class Sites
    {
        private readonly Dictionary<string, int> cities = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, int> offices = new(StringComparer.OrdinalIgnoreCase);
        private readonly HashSet<string> counted = new(StringComparer.Ordinal);

        public int People { get; private set; }

        public AmbassadorSites Found => new() { Cities = cities, Offices = offices };

        public void Add(IEnumerable<DirectoryUser> users)
        {
            foreach (var user in users)
            {
                People++;
                if (user is { IsEnabled: true, IsGuest: false } && counted.Add(user.Id))
                {
                    cities[user.City ?? ""] = cities.GetValueOrDefault(user.City ?? "") + 1;
                    offices[user.Office ?? ""] = offices.GetValueOrDefault(user.Office ?? "") + 1;
                }
            }
        }
    }
}
