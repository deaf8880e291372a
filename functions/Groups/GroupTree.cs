using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups;

/// <summary>The whole tree of a campaign's groups: those of the files, and those expanded from the directory.</summary>
internal sealed class GroupTree
{
    /// <summary>The declaration behind a row; null if the files no longer have it.</summary>
    public static DeclaredGroup? Find(Campaign campaign, GroupRow row)
    {
        if (campaign.FindGroup(row.Group) is { } declared)
        {
            return declared;
        }

        var expansion = campaign.GroupTree.Expansions.FirstOrDefault(expansion => expansion.Id == row.From?.Expansion && expansion.From.Attribute is not null);
        return expansion is null ? null : new GroupDeclarations(campaign.GroupTree).Of(expansion, row.From!.Value, NoColumns);
    }

    private static readonly Dictionary<string, string> NoColumns = [];
}
