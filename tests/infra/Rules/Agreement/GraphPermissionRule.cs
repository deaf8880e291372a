using System.Text.RegularExpressions;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Agreement;

/// <summary>The permissions that are given, those that are documented and those that the code asks for are the same.</summary>
internal static partial class GraphPermissionRule
{
    private const string Code = "functions/Graph/Permissions.cs";
    private const string Bicep = "infra/graph-permissions.bicep";
    private static readonly string[] Scripts = ["infra/graph-permissions.sh", "infra/graph-permissions.ps1"];

    public static IEnumerable<Problem> Check(InfraFiles files)
    {
        string[] wanted = [.. typeof(Permissions).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        if (files.Templates.FirstOrDefault(file => file.Path == Bicep) is not { } template)
        {
            return [];
        }

        var given = template.Roots.SelectMany(root => root.All()).OfType<LiteralExpr>()
            .Where(literal => literal.Literal is { } text && Name().IsMatch(text) && Name().Match(text).Length == text.Length)
            .Select(literal => (Name: literal.Literal!, literal.Line));
        return Compare(Bicep, wanted, given)
            .Concat(Compare(InfraFiles.Permissions, wanted, Documented(files.Text(InfraFiles.Permissions) ?? "")))
            .Concat(Scripts.Where(path => files.Text(path) is not null).SelectMany(path => Compare(path, wanted, InScript(files.Text(path)!, wanted))));
    }

    private static IEnumerable<Problem> Compare(string path, string[] wanted, IEnumerable<(string Name, int Line)> there)
    {
        (string Name, int Line)[] found = [.. there];
        var missing = wanted.Except(found.Select(one => one.Name), StringComparer.Ordinal)
            .Select(name => new Problem(path, found is [var first, ..] ? first.Line : 1, $"Permission {name}, which {Code} asks for, is missing. Add it."));
        var stray = found.Where(one => !wanted.Contains(one.Name, StringComparer.Ordinal))
            .Select(one => new Problem(path, one.Line, $"Permission {one.Name} is not one that {Code} asks for. Mend its name, or take it out."));
        return missing.Concat(stray);
    }

    private static IEnumerable<(string Name, int Line)> Documented(string page) => page.ReplaceLineEndings("\n").Split('\n')
        .Select((text, i) => (Text: text, Line: i + 1))
        .SkipWhile(line => line.Text != "## Microsoft Graph")
        .Skip(1)
        .TakeWhile(line => !line.Text.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.Text.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Name().Matches(line.Text.Split('|')[1]).Select(match => (match.Value, line.Line)));

    /// <summary>A script also names permissions of whoever runs it: only what is missing can be told.</summary>
    private static IEnumerable<(string Name, int Line)> InScript(string text, string[] wanted) => Name().Matches(text)
        .Where(match => wanted.Contains(match.Value, StringComparer.Ordinal))
        .Select(match => (match.Value, text[..match.Index].Count(c => c == '\n') + 1));

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(\.[A-Z][A-Za-z]+)+\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
