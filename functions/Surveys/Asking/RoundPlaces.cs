using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>Where people's answers count (pure).</summary>
/// <param name="campaign">The campaign.</param>
/// <param name="names">How sites are called, by the ids of their groups.</param>
internal sealed class RoundPlaces(Campaign campaign, IReadOnlyDictionary<string, string> names)
{
    private readonly IReadOnlyList<GroupExpansion> sites = SitesOf(campaign);

    /// <summary>The expansions of a directory attribute that give everybody the group of their site, in the file's order.</summary>
    public static IReadOnlyList<GroupExpansion> SitesOf(Campaign campaign)
    {
        var declarations = new GroupDeclarations(campaign.GroupTree, campaign.FileHashes);
        return [.. campaign.GroupTree.Expansions.Where(one => one.From.Attribute is not null && declarations.Merged(one.Template).Kind == GroupKind.Place)];
    }

    public Place Of(PersonRow person)
    {
        var groups = (campaign.FindWave(person.Wave)?.Groups ?? []).Union(person.OwnGroups, StringComparer.Ordinal);
        return new(SiteOf(person), person.Wave, [.. groups.Order(StringComparer.Ordinal)]);
    }

    private string SiteOf(PersonRow person)
    {
        foreach (var site in sites)
        {
            var prefix = $"{site.Id}-";

            // Of expansions "site" and "site-fr" the longer name is meant.
            var own = person.OwnGroups.FirstOrDefault(group => group.StartsWith(prefix, StringComparison.Ordinal)
                && !campaign.GroupTree.Expansions.Any(other => other.Id.Length > site.Id.Length && group.StartsWith($"{other.Id}-", StringComparison.Ordinal)));
            if (own is not null)
            {
                return names.GetValueOrDefault(own, own[prefix.Length..]);
            }
        }

        return "";
    }
}
