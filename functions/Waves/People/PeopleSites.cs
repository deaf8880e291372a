using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Waves.People;

/// <summary>At which site people work: by the group of their site, of which everybody has one at most (pure).</summary>
internal sealed class PeopleSites(Campaign campaign)
{
    private readonly IReadOnlyList<GroupExpansion> sites = Of(campaign);

    /// <summary>The expansions of a directory attribute that give everybody the group of their site, in the file's order.</summary>
    public static IReadOnlyList<GroupExpansion> Of(Campaign campaign)
    {
        var declarations = new GroupDeclarations(campaign.GroupTree, campaign.FileHashes);
        return [.. campaign.GroupTree.Expansions.Where(one => one.From.Attribute is not null && declarations.Merged(one.Template).Kind == GroupKind.Place)];
    }

    /// <summary>The group of a person's site, and what follows the expansion's id in it; null: they have none.</summary>
    public (string Group, string Value)? GroupOf(PersonRow person) => GroupOf(person.OwnGroups);

    /// <inheritdoc cref="GroupOf(PersonRow)"/>
    /// <param name="ownGroups">Ids of the groups that are theirs by an attribute.</param>
    public (string Group, string Value)? GroupOf(IReadOnlyList<string> ownGroups)
    {
        foreach (var site in sites)
        {
            var prefix = $"{site.Id}-";

            // Of expansions "site" and "site-fr" the longer name is meant.
            var own = ownGroups.FirstOrDefault(group => group.StartsWith(prefix, StringComparison.Ordinal)
                && !campaign.GroupTree.Expansions.Any(other => other.Id.Length > site.Id.Length && group.StartsWith($"{other.Id}-", StringComparison.Ordinal)));
            if (own is not null)
            {
                return (own, own[prefix.Length..]);
            }
        }

        return null;
    }
}
