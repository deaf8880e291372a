using System.Text.Json;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>A plan as it is shown: the JSON of the endpoint, and what the page and the text are made from. (Public because Razor's parameters are.)</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Hash">What POST /api/groups/apply asks for.</param>
/// <param name="Language">Of its texts: the campaign's first.</param>
/// <param name="Totals">Groups by action; those under way are counted apart, whatever their action.</param>
/// <param name="Groups">In the order of their ids.</param>
/// <param name="Problems">What expansions cannot give.</param>
public sealed record PlanDocument(
    string Campaign,
    string Hash,
    string Language,
    IReadOnlyDictionary<string, int> Totals,
    IReadOnlyList<PlanGroup> Groups,
    IReadOnlyList<PlanProblem> Problems)
{
    public const string UnderWay = "underWay";

    public const string ProblemTotal = "problems";

    internal static PlanDocument Of(GroupPlan plan, string language)
    {
        var totals = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var action in Enum.GetValues<PlanAction>())
        {
            totals[Name(action)] = plan.Entries.Count(entry => entry.Action == action && !entry.IsUnderWay);
        }

        totals[UnderWay] = plan.Entries.Count(entry => entry.IsUnderWay);
        totals[ProblemTotal] = plan.Problems.Count;
        return new(
            plan.Campaign,
            plan.Hash,
            language,
            totals,
            [.. plan.Entries.Select(entry => Of(entry, language))],
            [.. plan.Problems.Select(problem => new PlanProblem(problem.Expansion, problem.Value, problem.Finding.Id, problem.Finding.In(language)))]);
    }

    private static PlanGroup Of(PlanEntry entry, string language) => new(
        entry.Group,
        Name(entry.Action),
        entry.Name,
        entry.Origin,
        entry.GraphId,
        entry.IsUnderWay,
        entry.HasDisappeared,
        [.. entry.Parts.Select(part => new PlanGroupPart(
            Name(part.Part),
            Name(part.Reason),
            [.. part.Fields.Select(field => new PlanGroupField(field.Name, field.From, field.To))],
            part.Refusal))],
        [.. entry.Drift.Select(drift => new PlanGroupDrift(Name(drift.Kind), drift.Detail, drift.IsRepaired, drift.IsTried))],
        [.. entry.Findings.Select(finding => new PlanGroupFinding(finding.Id, finding.In(language)))],
        [.. entry.Keeps.Select(Name)],
        entry.FailedBefore);

    private static string Name<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}

/// <param name="Id">The declared group's id.</param>
/// <param name="Action">create, adopt, change, keep, left, conflict or blocked.</param>
/// <param name="Name">As people see it; null if it is no longer declared.</param>
/// <param name="Origin">Where it is declared.</param>
/// <param name="GraphId">Object id in the tenant.</param>
/// <param name="UnderWay">Whether all of it was applied and is on its way.</param>
/// <param name="Disappeared">Whether it was there, and is not any more.</param>
/// <param name="Parts">What is to be brought about.</param>
/// <param name="Drift">What somebody changed in the tenant.</param>
/// <param name="Findings">What is in the way.</param>
/// <param name="Keeps">What the daily check puts back by itself, once this is applied.</param>
/// <param name="FailedBefore">Why it could not be made when it was last tried.</param>
public sealed record PlanGroup(
    string Id,
    string Action,
    string? Name,
    string? Origin,
    string? GraphId,
    bool UnderWay,
    bool Disappeared,
    IReadOnlyList<PlanGroupPart> Parts,
    IReadOnlyList<PlanGroupDrift> Drift,
    IReadOnlyList<PlanGroupFinding> Findings,
    IReadOnlyList<string> Keeps,
    string? FailedBefore)
{
    /// <summary>Whether applying only takes note: nothing changes in the tenant.</summary>
    internal bool IsNoted => Action == "change" && Parts.Count == 0 && !UnderWay;

    /// <summary>Whether to say what the daily check will put back: where it is applied anew.</summary>
    internal bool SaysKeeps => IsNoted || (Keeps.Count > 0 && !UnderWay && Action is "create" or "adopt" or "change");

    /// <summary>Whether there is nothing to do and nothing to say: such groups are only counted.</summary>
    internal bool IsPlain => Action == "keep" && Drift.Count == 0 && !UnderWay;
}

public sealed record PlanGroupPart(string Part, string Reason, IReadOnlyList<PlanGroupField> Fields, string? Refusal);

public sealed record PlanGroupField(string Name, string? From, string? To);

public sealed record PlanGroupDrift(string Kind, string Detail, bool Repaired, bool Tried);

public sealed record PlanGroupFinding(string Code, string Text);

/// <param name="Expansion">The expansion's id.</param>
/// <param name="Value">The value; null: the expansion as a whole.</param>
/// <param name="Code">Stable.</param>
/// <param name="Text">What is wrong and how to mend it.</param>
public sealed record PlanProblem(string Expansion, string? Value, string Code, string Text);
