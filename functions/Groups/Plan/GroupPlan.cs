using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>All that a plan is made of.</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Tree">What is declared.</param>
/// <param name="Rows">What was brought about, by group.</param>
/// <param name="Sight">What the tenant has.</param>
/// <param name="Owners">The declared owners whom the directory knows, by address without regard to case.</param>
/// <param name="Now">The present.</param>
internal sealed record PlanInput(
    string Campaign,
    TreeReading Tree,
    IReadOnlyDictionary<string, GroupRow> Rows,
    TenantSight Sight,
    IReadOnlyDictionary<string, DirectoryUser> Owners,
    DateTimeOffset Now);

/// <summary>What apply would do, group by group: declared + what stands + what the tenant has -> entries (pure).</summary>
internal sealed class GroupPlan
{
    private static readonly JsonSerializerOptions Canonical = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<string, PlanEntry> byGroup;

    private GroupPlan(string campaign, IReadOnlyList<PlanEntry> entries, IReadOnlyList<TreeProblem> problems)
    {
        (Campaign, Entries, Problems) = (campaign, entries, problems);
        byGroup = entries.ToDictionary(entry => entry.Group, StringComparer.Ordinal);
        Hash = HashOf([campaign, .. entries.Select(LineOf), .. problems.Select(LineOf).Order(StringComparer.Ordinal)]);
    }

    public string Campaign { get; }

    /// <summary>In the order of the groups' ids.</summary>
    public IReadOnlyList<PlanEntry> Entries { get; }

    /// <summary>What the tree could not give.</summary>
    public IReadOnlyList<TreeProblem> Problems { get; }

    /// <summary>
    /// Stands for all that is to be decided: other files, another state of the tenant or other actions make another one. What was approved and
    /// is on its way counts as standing, so the pipeline's own progress does not move it.
    /// </summary>
    public string Hash { get; }

    public static GroupPlan Of(PlanInput input)
    {
        var rule = new PlanRule(input);
        var declared = input.Tree.Groups.Select(group => group.Id).ToHashSet(StringComparer.Ordinal);
        var hindered = input.Tree.Problems.Where(problem => problem.Group is not null && !declared.Contains(problem.Group))
            .DistinctBy(problem => problem.Group)
            .ToDictionary(problem => problem.Group!, StringComparer.Ordinal);
        var undeclared = input.Rows.Values.Where(row => !declared.Contains(row.Group) && !hindered.ContainsKey(row.Group));
        var entries = input.Tree.Groups.Select(rule.EntryOf)
            .Concat(hindered.Values.Select(rule.Blocked))
            .Concat(undeclared.Select(PlanRule.Left));
        return new(input.Campaign, [.. entries.OrderBy(entry => entry.Group, StringComparer.Ordinal)], input.Tree.Problems);
    }

    public PlanEntry? Find(string group) => byGroup.GetValueOrDefault(group);

    /// <summary>Whether two plans would have the same done with a group.</summary>
    public static bool IsSame(PlanEntry one, PlanEntry other) => LineOf(one) == LineOf(other);

    private static string LineOf(PlanEntry entry) => JsonSerializer.Serialize(
        entry.IsUnderWay || entry.IsPlain
            ? new object?[] { entry.Group, entry.Approval, "stands" }
            :
            [
                entry.Group,
                entry.Approval,
                entry.Action,
                entry.GraphId,
                entry.Parts.Select(part => new object[] { part.Part, part.Reason, part.Fields }),
                entry.Drift,
                entry.Findings.Select(finding => new object[] { finding.Id, finding.Arguments }),
            ],
        Canonical);

    private static string LineOf(TreeProblem problem) =>
        JsonSerializer.Serialize(new object?[] { problem.Expansion, problem.Value, problem.Finding.Id, problem.Finding.Arguments }, Canonical);

    private static string HashOf(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(lines)));
}
