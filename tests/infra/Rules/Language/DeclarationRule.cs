using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Every parameter is described; nothing is declared that nobody uses, nor twice.</summary>
internal static class DeclarationRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) =>
        files.Templates.SelectMany(file => file.Parameters.SelectMany(parameter => Described(file, parameter)))
            .Concat(files.All.SelectMany(Unused))
            .Concat(files.All.SelectMany(Twice));

    private static IEnumerable<Problem> Described(BicepFile file, Parameter parameter)
    {
        var begin = parameter.IsRequired ? "Required. " : "Optional. ";
        if (parameter.Argument("description") is not { } description)
        {
            yield return file.Says(parameter.Line, $"Parameter {parameter.Name} is not described. Put @description('{begin}...') before it.");
        }
        else if (!(description.Literal ?? begin).StartsWith(begin, StringComparison.Ordinal))
        {
            var why = parameter.IsRequired ? "has no default value" : "has a default value or may be null";
            yield return file.Says(parameter.Line, $"Parameter {parameter.Name} {why}. Let its description begin with “{begin.Trim()}”.");
        }
    }

    private static IEnumerable<Problem> Unused(BicepFile file)
    {
        var used = file.Roots.Concat(file.Metadata).SelectMany(root => root.All()).OfType<NameExpr>().Select(name => name.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var declaration in file.Declarations.Where(one => !used.Contains(one.Name)))
        {
            var what = declaration switch
            {
                Parameter => "Parameter",
                Variable variable when !variable.Has("export") => "Variable",
                Resource { IsExisting: true } => "Existing resource",
                _ => null,
            };
            if (what is not null)
            {
                yield return file.Says(declaration.Line, $"{what} {declaration.Name} is not used. Use it or take it out.");
            }
        }
    }

    private static IEnumerable<Problem> Twice(BicepFile file) => file.Declarations
        .GroupBy(one => (one.Name, IsOutput: one is Output))
        .SelectMany(group => group.Skip(1))
        .Select(again => file.Says(again.Line, $"{again.Name} is declared twice. Rename one of them."));
}
