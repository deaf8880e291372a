using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Language;

/// <summary>The type of a value, as far as it shows; <c>any</c> where it does not.</summary>
internal sealed class StaticTypes(InfraFiles files, BicepFile file)
{
    /// <summary>What functions answer, a line for each type.</summary>
    private static readonly Dictionary<string, string> Answers = new[]
    {
        "string base64 extensionResourceId format guid join loadTextContent newGuid padLeft readEnvironmentVariable replace resourceId string",
        "string subscriptionResourceId substring tenantResourceId toLower toUpper trim uniqueString uri uriComponent utcNow",
        "int indexOf int lastIndexOf length",
        "bool bool contains empty endsWith startsWith",
        "array array filter flatten map objectKeys range sort split",
        "object deployment environment resourceGroup subscription tenant toObject",
    }.Select(line => line.Split(' ')).SelectMany(words => words[1..].Select(function => (Function: function, Type: words[0])))
        .ToDictionary(answer => answer.Function, answer => answer.Type, StringComparer.Ordinal);

    private readonly HashSet<string> open = new(StringComparer.Ordinal);

    public BicepType Of(Expr expr) => expr switch
    {
        LiteralExpr { Value: null } => BicepType.Any with { IsNullable = true, Name = "null" },
        LiteralExpr { Value: { } value } => BicepType.Of(Kind(value)) with { Values = [value] },
        TextExpr => BicepType.Of("string"),
        ObjectExpr => BicepType.Of("object"),
        ArrayExpr or LoopExpr => BicepType.Of("array"),
        LambdaExpr => BicepType.Any,
        BinaryExpr { Operator: "??" } => BicepType.Any,
        BinaryExpr { Operator: "+" or "-" or "*" or "/" or "%" } => BicepType.Of("int"),
        BinaryExpr or UnaryExpr { Operator: "!" } => BicepType.Of("bool"),
        UnaryExpr => BicepType.Of("int"),
        CallExpr call => Answers.TryGetValue(call.Function, out var kind) ? BicepType.Of(kind) : BicepType.Any,
        ChoiceExpr choice => Either(Of(choice.Yes), Of(choice.No)),
        NameExpr name => Named(name.Name),
        MemberExpr { Of: MemberExpr { Member: "outputs", Of: NameExpr module } } member => OutputOf(module.Name, member.Member),
        MemberExpr { Member: "id" or "name" or "type" or "location", Of: NameExpr name } when IsResource(name.Name) => BicepType.Of("string"),
        _ => BicepType.Any,
    };

    /// <summary>Why a value of this type cannot go there; null if it can, or if nobody can tell.</summary>
    public static string? Refusal(BicepType value, BicepType wanted)
    {
        if (value.Kind == "any" || wanted.Kind == "any")
        {
            return null;
        }

        if (value.Kind != wanted.Kind)
        {
            return $"a value of type {wanted.Kind} is wanted, this is {value.Kind}";
        }

        return wanted.Values.Count > 0 && value.Values.FirstOrDefault(one => !wanted.Values.Contains(one)) is { } stranger
            ? $"{stranger} is none of {string.Join(", ", wanted.Values)}"
            : null;
    }

    /// <summary>With the values that <c>@allowed</c> leaves.</summary>
    public static BicepType Of(Parameter parameter) => parameter.Argument("allowed") is ArrayExpr { Items: var items } && items.All(item => item is LiteralExpr)
        ? parameter.Type with { Values = [.. items.Cast<LiteralExpr>().Select(item => item.Value).OfType<object>()] }
        : parameter.Type;

    private static string Kind(object value) => value switch { string => "string", long => "int", bool => "bool", _ => "any" };

    private static BicepType Either(BicepType one, BicepType other) =>
        one.Kind != other.Kind ? BicepType.Any
        : one.Values is [] || other.Values is [] ? BicepType.Of(one.Kind)
        : one with { Values = [.. one.Values, .. other.Values] };

    private BicepType Named(string name)
    {
        if (!open.Add(name))
        {
            return BicepType.Any;
        }

        var type = file.Symbols.GetValueOrDefault(name) switch
        {
            Parameter parameter => Of(parameter),
            Variable variable => Of(variable.Value),
            _ => BicepType.Any,
        };
        open.Remove(name);
        return type;
    }

    private BicepType OutputOf(string module, string output) =>
        file.Symbols.GetValueOrDefault(module) is Module { Body: not LoopExpr } found
            ? files.Module(file, found)?.Outputs.FirstOrDefault(one => one.Name == output)?.Type ?? BicepType.Any
            : BicepType.Any;

    private bool IsResource(string name) => file.Symbols.GetValueOrDefault(name) is Resource { Body: not LoopExpr };
}
