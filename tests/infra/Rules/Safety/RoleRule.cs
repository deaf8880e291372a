using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Safety;

/// <summary>The roles given in Azure are those of the documentation, no more and no fewer, under their true ids.</summary>
internal static partial class RoleRule
{
    private const string Heading = "## Azure roles";

    /// <summary>Azure's own ids of the roles the app could ask for: a wrong one in page and file alike would still be wrong.</summary>
    private static readonly Dictionary<string, string> BuiltIn = new(StringComparer.Ordinal)
    {
        ["Storage Blob Data Owner"] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        ["Storage Blob Data Contributor"] = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        ["Storage Blob Data Reader"] = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        ["Storage Queue Data Contributor"] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        ["Storage Table Data Contributor"] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        ["Key Vault Secrets User"] = "4633458b-17de-408a-b874-0445c86b69e6",
        ["Key Vault Secrets Officer"] = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        ["Monitoring Metrics Publisher"] = "3913510d-42f4-4e42-8a64-420c390055eb",
    };

    public static IEnumerable<Problem> Check(InfraFiles files)
    {
        (string Role, string Id, int Line)[] documented = [.. Documented(files.Text(InfraFiles.Permissions) ?? "")];
        var ids = (documented is [] ? BuiltIn.Values : documented.Select(row => row.Id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Deployed[] assignments = [.. files.Deployments.SelectMany(one => one.Deployment.Resources)
            .Where(resource => resource.Type == "Microsoft.Authorization/roleAssignments")];

        foreach (var assignment in assignments.Where(assignment => !ids.Contains(IdOf(assignment))))
        {
            yield return assignment.Says(
                $"Role {IdOf(assignment)} of {assignment.Resource.Name} is not in the table of {InfraFiles.Permissions}. "
                + "Mend the id, or say there why the role is needed.",
                "properties", "roleDefinitionId");
        }

        foreach (var (role, id, line) in documented)
        {
            if (BuiltIn.TryGetValue(role, out var own) && own != id)
            {
                yield return new(InfraFiles.Permissions, line, $"The id of {role} is {own}, not {id}. Mend it.");
            }

            if (assignments.Length > 0 && !assignments.Any(assignment => string.Equals(IdOf(assignment), id, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new(InfraFiles.Permissions, line, $"No file in infra/ gives {role} ({id}) to anybody. Take the row out, or assign the role.");
            }
        }
    }

    private static string IdOf(Deployed assignment) => Id().Match(Values.Text(assignment["properties", "roleDefinitionId"])).Value;

    private static IEnumerable<(string Role, string Id, int Line)> Documented(string page) => page.ReplaceLineEndings("\n").Split('\n')
        .Select((text, i) => (Text: text, Line: i + 1))
        .SkipWhile(line => line.Text != Heading)
        .Skip(1)
        .TakeWhile(line => !line.Text.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => Row().IsMatch(line.Text))
        .Select(line => (Row().Match(line.Text).Groups["role"].Value, Id().Match(line.Text).Value, line.Line));

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex(@"^\|\s*(?<role>[^|]+?)\s*\|\s*`[0-9a-fA-F-]{36}`", RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
