using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>Adds to the groups of the files those of the directory's values (pure). What cannot be made is left out and named; the rest stays.</summary>
internal sealed class TreeGrowth
{
    public const int MostValues = 2_000;

    private readonly GroupDeclarations declarations;
    private readonly GroupNaming naming;
    private readonly Dictionary<string, GroupRow> rows;
    private readonly List<DeclaredGroup> groups;
    private readonly List<TreeProblem> problems = [];

    public TreeGrowth(Campaign campaign, IReadOnlyCollection<GroupRow> rows)
    {
        declarations = new(campaign.GroupTree, campaign.FileHashes);
        naming = new(campaign.GroupTree.Naming);
        this.rows = rows.ToDictionary(row => row.Group, StringComparer.Ordinal);
        groups = [.. campaign.Groups];
        foreach (var group in groups)
        {
            // Their problems were shown when the files were read; here they hold their ids and names.
            _ = naming.Take(group).Count;
        }
    }

    public TreeReading Result => new(groups, problems);

    public void Add(GroupExpansion expansion, ValueCounts counts)
    {
        var attribute = expansion.From.Attribute!.Value.GraphName();
        var values = expansion.From.Keep(counts.All.Where(value => value.People >= expansion.From.AtLeast), value => value.Value)
            .Take(MostValues + 1)
            .Select(value => value.Value)
            .ToList();
        if (counts.Overflowed || values.Count > MostValues)
        {
            problems.Add(new(expansion.Id, null, null, new(PlanCodes.TooManyValues, attribute, MostValues)));
            return;
        }

        if (values.Count == 0)
        {
            problems.Add(new(expansion.Id, null, null, new(PlanCodes.EmptyExpansion, attribute)));
        }

        // Of two that get in each other's way, the one that stands stays.
        var all = values.Concat(Standing(expansion)).DistinctBy(value => GroupIds.Of(expansion.Id, value));
        foreach (var group in all.Select(value => Declared(expansion, value))
            .OrderBy(group => !rows.ContainsKey(group.Id)).ThenBy(group => group.Id, StringComparer.Ordinal))
        {
            Add(expansion.Id, group);
        }
    }

    /// <summary>What stands stays declared though too few have the value now: people come and go, and only <c>except</c> lets go of a group.</summary>
    private IEnumerable<string> Standing(GroupExpansion expansion) => expansion.From.Keep(
        rows.Values.Where(row => row.GraphId is not null).Select(row => row.From).OfType<ExpandedFrom>()
            .Where(from => from.Expansion == expansion.Id)
            .Select(from => from.Value),
        value => value);

    private DeclaredGroup Declared(GroupExpansion expansion, string value)
    {
        var known = rows.GetValueOrDefault(GroupIds.Of(expansion.Id, value))?.From;
        return declarations.Of(expansion, known?.Expansion == expansion.Id ? known.Value : value, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    private void Add(string expansion, DeclaredGroup group)
    {
        if (FindingOf(group) is { } finding)
        {
            problems.Add(new(expansion, group.From!.Value, group.Id, finding));
            return;
        }

        groups.Add(group);
    }

    private PlanFinding? FindingOf(DeclaredGroup group) => GroupNaming.IsReadable(group.From!.Value)
        ? naming.Take(group).Select(problem => new PlanFinding(problem.Code, problem.Arguments)).FirstOrDefault()
        : new(PlanCodes.ValueWithoutLetter);
}
