using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Plan;

namespace AdoptionAutomation.Groups;

/// <summary>The whole tree of a campaign's groups: those of the files, and those expanded from the directory.</summary>
internal sealed class GroupTree(DirectoryValues directory)
{
    private static readonly Dictionary<string, string> NoColumns = [];

    /// <summary>The declaration behind a row; null if the files no longer have it.</summary>
    public static DeclaredGroup? Find(Campaign campaign, GroupRow row)
    {
        if (campaign.FindGroup(row.Group) is { } declared)
        {
            return declared;
        }

        var expansion = ByAttribute(campaign).FirstOrDefault(expansion => expansion.Id == row.From?.Expansion);
        return expansion is null || !expansion.From.Keep([row.From!.Value], value => value).Any()
            ? null
            : new GroupDeclarations(campaign.GroupTree).Of(expansion, row.From!.Value, NoColumns);
    }

    /// <summary>Every declared group; the directory is read once if an expansion asks for it, whatever the number of groups.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="rows">What stands: a group keeps the spelling of the value that it was made with.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<TreeReading> ReadAsync(Campaign campaign, IReadOnlyCollection<GroupRow> rows, CancellationToken cancellationToken)
    {
        var expansions = ByAttribute(campaign).ToList();
        var counts = await directory.CountAsync([.. expansions.Select(expansion => expansion.From.Attribute!.Value)], cancellationToken);
        var growth = new TreeGrowth(campaign, rows);
        foreach (var expansion in expansions)
        {
            growth.Add(expansion, counts[expansion.From.Attribute!.Value]);
        }

        return growth.Result;
    }

    private static IEnumerable<GroupExpansion> ByAttribute(Campaign campaign) =>
        campaign.GroupTree.Expansions.Where(expansion => expansion.From.Attribute is not null);
}

/// <param name="Groups">All that can be made: those of the files first.</param>
/// <param name="Problems">What was left out, and why.</param>
internal sealed record TreeReading(IReadOnlyList<DeclaredGroup> Groups, IReadOnlyList<TreeProblem> Problems);

/// <summary>A group that an expansion cannot give, or a whole expansion.</summary>
/// <param name="Expansion">The expansion's id.</param>
/// <param name="Value">The value, as the directory has it; null: the expansion as a whole.</param>
/// <param name="Group">The id that the group would have.</param>
/// <param name="Finding">What is wrong.</param>
internal sealed record TreeProblem(string Expansion, string? Value, string? Group, PlanFinding Finding);
