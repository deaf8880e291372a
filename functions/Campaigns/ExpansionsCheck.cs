using System.Globalization;
using System.Text.Json;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Checks the expansions of groups.json and every group that a CSV file makes of them; those of attributes are known to the directory only.
/// </summary>
internal sealed class ExpansionsCheck(
    TemplateChains templates, IReadOnlyDictionary<string, ExpansionTable> tables, GroupNaming naming, string? prefix, Findings findings)
{
    private const int MostProblems = 100;

    private static readonly Dictionary<string, string> NoColumns = [];

    /// <returns>The ids of the groups that the expansion makes.</returns>
    public IReadOnlyList<string> Check(JsonPart expansion)
    {
        var from = expansion.Find("from");
        var table = from?.TextOf("csv") is { } csv ? tables.GetValueOrDefault(csv) : null;
        if (expansion.TextOf("template") is { } template)
        {
            templates.CheckUse(template, expansion.TextOf("id") ?? "");
        }

        IReadOnlyList<string> marks = (from?.TextOf("attribute"), from?.TextOf("csv")) switch
        {
            (not null, null) => [GroupPattern.Value],
            (null, not null) => table?.Columns ?? [],
            _ => [],
        };
        var name = PatternOf(expansion, "name", marks);
        var objective = PatternOf(expansion, "objective", marks);
        CheckOwners(expansion, from, table);
        if (table is not null)
        {
            return CheckRows(expansion, from!, table, name, objective);
        }

        if (name is not null)
        {
            Report(expansion.Find("name")!, naming.Forbidden(prefix + name.Fill("", NoColumns)));
        }

        return [];
    }

    /// <summary>Null if there is none, or if its marks are wrong: then the names made by it say nothing.</summary>
    private GroupPattern? PatternOf(JsonPart expansion, string field, IReadOnlyList<string> marks)
    {
        if (expansion.Find(field) is not { Kind: JsonValueKind.String } part || marks.Count == 0)
        {
            return null;
        }

        var pattern = new GroupPattern(part.Text);
        var unknown = pattern.Marks.Except(marks, StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var mark in unknown)
        {
            var near = NearMiss.Of(mark, marks);
            var code = near is null ? GroupProblemCodes.UnknownMark : GroupProblemCodes.MisspeltMark;
            findings.Add(part, code, mark, near ?? string.Join(", ", marks));
        }

        if (field == "name" && pattern.Marks.Count == 0 && part.Text.Length > 0)
        {
            findings.Add(part, GroupProblemCodes.NoMark);
            return null;
        }

        return unknown.Count == 0 ? pattern : null;
    }

    /// <summary>Owners may come from the template, the expansion, or a column of the CSV file; then each line must name some.</summary>
    private bool LacksOwners(JsonPart expansion) =>
        expansion.ItemsOf("owners").Count == 0
        && templates.TryFind(expansion.TextOf("template"), "owners", out var owners) && owners is null or { Parts: [] };

    private void CheckOwners(JsonPart expansion, JsonPart? from, ExpansionTable? table)
    {
        var byLine = from?.TextOf("csv") is not null
            && table?.Columns.Contains(ExpansionCsv.Owners, StringComparer.OrdinalIgnoreCase) != false;
        if (!byLine && LacksOwners(expansion))
        {
            findings.Add(
                expansion.File, expansion.Offset, expansion.PathTo("owners"), GroupProblemCodes.NoOwner,
                expansion.TextOf("id") ?? "", expansion.TextOf("template")!);
        }
    }

    private List<string> CheckRows(JsonPart expansion, JsonPart from, ExpansionTable table, GroupPattern? name, GroupPattern? objective)
    {
        var source = new ExpansionSource { Except = [.. from.TextsOf("except")] };
        var rows = source.Keep(table.Rows, row => row.Value).ToList();
        if (rows.Count == 0 && table.Rows.Count > 0)
        {
            findings.Add(from.Find("except")!, GroupProblemCodes.NothingLeft, table.File);
        }

        var id = expansion.TextOf("id") ?? "";
        var ownersByLine = table.Columns.Contains(ExpansionCsv.Owners, StringComparer.OrdinalIgnoreCase) && LacksOwners(expansion);
        var problems = rows
            .SelectMany(row => ProblemsOf(row, id, table.File, name, objective)
                .Concat(ownersByLine ? OwnersOf(row, expansion) : [])
                .Select(problem => (row.Line, problem.Column, problem.Problem)))
            .ToList();
        foreach (var (line, column, problem) in problems.Take(MostProblems))
        {
            findings.Add(table.File, line, column, problem.Code, problem.Arguments);
        }

        if (problems.Count > MostProblems)
        {
            findings.Add(table.File, problems[MostProblems].Line, GroupPattern.Value, ProblemCodes.CsvMore, problems.Count - MostProblems);
        }

        return [.. rows.Select(row => GroupIds.Of(id, row.Value))];
    }

    private IEnumerable<(string Column, NamingProblem Problem)> ProblemsOf(
        ExpansionRow row, string id, string file, GroupPattern? name, GroupPattern? objective)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{row.Line}");
        var shown = name is null ? null : prefix + name.Fill(row.Value, row.Columns);
        NamingProblem?[] problems =
        [
            naming.TakeId(GroupIds.Of(id, row.Value), place),
            .. shown is null ? [] : naming.OfName(shown),
            shown is null ? null : naming.TakeName(shown, place),
            .. objective is null ? [] : GroupNaming.OfObjective(objective.Fill(row.Value, row.Columns)),
        ];
        return problems.OfType<NamingProblem>().Select(problem => (GroupPattern.Value, problem));
    }

    private static IEnumerable<(string Column, NamingProblem Problem)> OwnersOf(ExpansionRow row, JsonPart expansion) =>
        ExpansionCsv.AddressesIn(row.Columns.GetValueOrDefault(ExpansionCsv.Owners, "")).Length > 0
            ? []
            : [(ExpansionCsv.Owners, new(GroupProblemCodes.NoOwner, row.Value, expansion.TextOf("template")!))];

    private void Report(JsonPart place, IEnumerable<NamingProblem> problems)
    {
        foreach (var problem in problems)
        {
            findings.Add(place, problem.Code, problem.Arguments);
        }
    }
}
