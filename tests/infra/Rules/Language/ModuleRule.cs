using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Every module's file exists, and is passed what it asks for: no less, no more, nothing else. Values fit where they are declared.</summary>
internal static class ModuleRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) =>
        files.Templates.SelectMany(file => file.Modules.SelectMany(module => Module(files, file, module)).Concat(Declared(files, file)));

    private static IEnumerable<Problem> Module(InfraFiles files, BicepFile file, Module module)
    {
        if (files.Module(file, module) is not { } inner)
        {
            return module.Path.StartsWith("br", StringComparison.Ordinal) || module.Path.StartsWith("ts", StringComparison.Ordinal)
                ? [file.Says(module.Line, $"Module {module.Name} needs a registry when it is built. Write its resources here.")]
                : [file.Says(module.Line, $"There is no file {module.Path}. Mend the path of module {module.Name}.")];
        }

        return module.Params is null && module.Body.Object?["params"] is not null ? [] : Params(files, file, module, inner);
    }

    private static IEnumerable<Problem> Params(InfraFiles files, BicepFile file, Module module, BicepFile inner)
    {
        var passed = module.Params?.Properties ?? [];
        var types = new StaticTypes(files, file);
        if (passed.All(property => property.Name is not (null or Property.Spread)))
        {
            foreach (var missing in inner.Parameters.Where(parameter => parameter.IsRequired && passed.All(property => property.Name != parameter.Name)))
            {
                yield return file.Says(module.Line, $"Module {module.Name} is not passed {missing.Name}, which {inner.Path} requires. Pass it.");
            }
        }

        foreach (var property in passed.Where(property => property.Name is not (null or Property.Spread)))
        {
            if (inner.Parameters.FirstOrDefault(parameter => parameter.Name == property.Name) is not { } parameter)
            {
                var all = string.Join(", ", inner.Parameters.Select(one => one.Name));
                yield return file.Says(property.Line, $"{inner.Path} has no parameter {property.Name}. Mend its name: it has {all}.");
            }
            else if (StaticTypes.Refusal(types.Of(property.Value), StaticTypes.Of(parameter)) is { } refusal)
            {
                yield return file.Says(property.Line, $"Parameter {property.Name} of {inner.Path}: {refusal}. Pass another value.");
            }
        }
    }

    private static IEnumerable<Problem> Declared(InfraFiles files, BicepFile file)
    {
        var types = new StaticTypes(files, file);
        var parameters = file.Parameters.Where(one => one.Default is not null).Select(one => (one.Name, Value: one.Default!, Type: StaticTypes.Of(one), one.Line));
        var outputs = file.Outputs.Select(one => (one.Name, one.Value, one.Type, one.Line));
        foreach (var (name, value, type, line) in parameters.Concat(outputs))
        {
            if (StaticTypes.Refusal(types.Of(value), type) is { } refusal)
            {
                yield return file.Says(line, $"{name}: {refusal}. Give it another value or type.");
            }
        }
    }
}
