using System.Text.Json;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Parameter files, Bicep's and azd's, give their template all that it requires and nothing that it does not know.</summary>
internal static class ParameterFileRule
{
    private const string OfAzd = "infra/main.parameters.json";

    public static IEnumerable<Problem> Check(InfraFiles files) => files.ParameterFiles.SelectMany(file => Bicep(files, file)).Concat(Azd(files));

    private static IEnumerable<Problem> Bicep(InfraFiles files, BicepFile file)
    {
        if (files.UsedBy(file) is not { } template)
        {
            yield return file.Says(1, file.Using is null
                ? "There is no “using”. Begin with using './main.bicep'."
                : $"There is no file {file.Using}. Mend the path after “using”.");
            yield break;
        }

        foreach (var missing in template.Parameters.Where(parameter => parameter.IsRequired && file.Assignments.All(one => one.Name != parameter.Name)))
        {
            yield return file.Says(1, $"{missing.Name}, which {template.Path} requires, is not set. Set it.");
        }

        var types = new StaticTypes(files, file);
        foreach (var assignment in file.Assignments)
        {
            if (template.Parameters.FirstOrDefault(parameter => parameter.Name == assignment.Name) is not { } parameter)
            {
                yield return file.Says(assignment.Line, $"{template.Path} has no parameter {assignment.Name}. Mend its name, or take it out.");
            }
            else if (StaticTypes.Refusal(types.Of(assignment.Value), StaticTypes.Of(parameter)) is { } refusal)
            {
                yield return file.Says(assignment.Line, $"{assignment.Name}: {refusal}. Give it another value.");
            }
        }
    }

    private static IEnumerable<Problem> Azd(InfraFiles files)
    {
        if (files.Text(OfAzd) is not { } text || files.Templates.FirstOrDefault(file => file.Path == InfraFiles.Main) is not { } main)
        {
            return [];
        }

        using var json = JsonDocument.Parse(text);
        string[] names = [.. json.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name)];
        var unknown = names.Where(name => main.Parameters.All(parameter => parameter.Name != name))
            .Select(name => new Problem(OfAzd, Line(text, name), $"{main.Path} has no parameter {name}. Mend its name, or take it out."));
        var missing = main.Parameters.Where(parameter => parameter.IsRequired && !names.Contains(parameter.Name, StringComparer.Ordinal))
            .Select(parameter => new Problem(OfAzd, 1, $"{parameter.Name}, which {main.Path} requires, is not set. Set it."));
        return unknown.Concat(missing).ToArray();
    }

    private static int Line(string text, string name) => text[..text.IndexOf($"\"{name}\"", StringComparison.Ordinal)].Count(c => c == '\n') + 1;
}
