using System.Globalization;
using System.Text;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>A plan as a readable diff: a line per group with its parts under it, and the totals last. Groups that stand are only counted.</summary>
internal static class PlanText
{
    public static string Of(PlanDocument plan)
    {
        var words = new PlanWords(plan.Language);
        var text = new StringBuilder();
        Line(0, $"{words.Say("Plan des groupes de", "Plan of the groups of")} {plan.Campaign}");
        Line(0, "");
        foreach (var group in plan.Groups.Where(group => !group.IsPlain))
        {
            Line(0, TitleOf(group, words));
            foreach (var line in LinesOf(group, words))
            {
                Line(1, line);
            }
        }

        foreach (var problem in plan.Problems)
        {
            Line(0, $"x {problem.Code} {PlaceOf(problem)}{words.Colon} {problem.Text}");
        }

        Line(0, "");
        Line(0, TotalsOf(plan, words));
        Line(0, $"{words.Say("Appliquer", "Apply")}{words.Colon} POST /api/groups/apply?plan={plan.Hash}");
        return text.ToString();

        void Line(int depth, string line) => text.Append(' ', 4 * depth).Append(line).Append('\n');
    }

    public static string TitleOf(PlanGroup group, PlanWords words)
    {
        var state = group.UnderWay ? $" ({words.Action(PlanDocument.UnderWay)})" : "";
        return $"{PlanWords.Sign(group.Action)} {words.Action(group.Action),-9} {group.Id}{(group.Name is null ? "" : $"  {words.Say($"« {group.Name} »", $"\"{group.Name}\"")}")}{state}";
    }

    /// <summary>What is to be said under the group's line.</summary>
    public static IEnumerable<string> LinesOf(PlanGroup group, PlanWords words)
    {
        foreach (var finding in group.Findings)
        {
            yield return $"{finding.Code} {(group.Origin is null ? "" : $"{group.Origin}{words.Colon} ")}{finding.Text}";
        }

        if (group.Action == "left")
        {
            yield return words.Undeclared;
        }

        if (group.Disappeared)
        {
            yield return words.Disappeared;
        }

        if (group.FailedBefore is { } reason)
        {
            yield return $"{words.Say("a échoué la dernière fois", "failed the last time")}{words.Colon} {reason}";
        }

        if (group is { UnderWay: false, Action: "create" or "adopt" or "change" })
        {
            foreach (var part in group.Parts.Where(part => part.Fields.Count == 0 || part.Fields.Any(IsSaid)))
            {
                yield return LineOf(part, words);
            }
        }

        if (group.IsNoted)
        {
            yield return words.Noted;
        }

        if (group.SaysKeeps)
        {
            yield return words.Keeps(group.Keeps);
        }

        foreach (var drift in group.Drift.Where(drift => !drift.Repaired))
        {
            yield return $"? {words.Word(drift.Kind)}{(drift.Detail.Length > 0 ? $"{words.Colon} {drift.Detail}" : "")} ({words.Left(drift)})";
        }
    }

    public static string TotalsOf(PlanDocument plan, PlanWords words) => string.Join(
        ", ",
        PlanWords.ActionOrder
            .Where(action => plan.Totals[action] > 0 || action is "create" or "change" or "keep")
            .Select(action => string.Create(CultureInfo.InvariantCulture, $"{plan.Totals[action]} {words.Total(action)}"))) + ".";

    public static string PlaceOf(PlanProblem problem) =>
        $"groups.json expansions '{problem.Expansion}'{(problem.Value is null ? "" : $", value '{problem.Value}'")}";

    /// <summary>The name of a new group is its heading, and what every group is by default need not be said.</summary>
    public static bool IsSaid(PlanGroupField field) => field.From is not null || field switch
    {
        { To: null } or { Name: "name" } => false,
        { Name: "posting", To: "everybody" } or { Name: "newsByMail", To: "no" } => false,
        _ => true,
    };

    /// <summary>A part on one line: its fields, and why, if it is not simply new.</summary>
    public static string LineOf(PlanGroupPart part, PlanWords words)
    {
        var why = part.Refusal is { } refusal ? $"{words.Word(part.Reason)}{words.Colon} {refusal}"
            : part.Reason == "new" ? null
            : words.Word(part.Reason);
        var what = part.Fields.Count > 0 ? string.Join("; ", part.Fields.Where(IsSaid).Select(words.Field)) : words.Word(part.Part);
        return why is null ? what : $"{what} ({why})";
    }
}
