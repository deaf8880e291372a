using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>Values that parameters get, from parameter files through all modules, keep to the limits that the parameters set.</summary>
internal static class ValueRule
{
    public static IEnumerable<Problem> Check(InfraFiles files) =>
        from deployment in files.Deployments
        from inner in deployment.Deployment.All
        from parameter in inner.File.Parameters
        let value = inner.Evaluate(new NameExpr(parameter.Name, parameter.Line))
        where Values.IsKnown(value) && value is not null
        from complaint in Complaints(parameter, value)
        select inner.File.Says(
            parameter.Line,
            $"Parameter {parameter.Name} becomes “{Values.Text(value)}” with {deployment.File.Path}: {complaint}. Mend the value or the limit.");

    private static IEnumerable<string> Complaints(Parameter parameter, object value)
    {
        var size = value switch { string text => text.Length, object?[] list => list.Length, long number => number, _ => (long?)null };
        if (Limit(parameter, "minLength") is { } shortest && size < shortest)
        {
            yield return $"shorter than {shortest}";
        }

        if (Limit(parameter, "maxLength") is { } longest && size > longest)
        {
            yield return $"longer than {longest}";
        }

        if (Limit(parameter, "minValue") is { } least && size < least)
        {
            yield return $"less than {least}";
        }

        if (Limit(parameter, "maxValue") is { } most && size > most)
        {
            yield return $"more than {most}";
        }

        var kind = value switch { string => "string", long => "int", bool => "bool", object?[] => "array", Fields => "object", _ => "any" };
        if (StaticTypes.Refusal(BicepType.Of(kind) with { Values = value is string or long or bool ? [value] : [] }, StaticTypes.Of(parameter)) is { } refusal)
        {
            yield return refusal;
        }
    }

    private static long? Limit(Parameter parameter, string decorator) => (parameter.Argument(decorator) as LiteralExpr)?.Value as long?;
}
