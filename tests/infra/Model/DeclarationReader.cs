using System.Globalization;
using AdoptionAutomation.Tests.Infra.Parsing;

namespace AdoptionAutomation.Tests.Infra.Model;

/// <summary>Declarations out of a syntax tree.</summary>
internal static class DeclarationReader
{
    /// <param name="text">The file as it is, where a parameter file's <c>param</c> still stands.</param>
    public static IEnumerable<Declaration> ReadAll(Syntax root, string text)
    {
        IReadOnlyList<CallExpr> decorators = [];
        foreach (var node in root.Children)
        {
            if (node.Type == "decorators")
            {
                decorators = [.. node.Children.Select(child => child.Find("call_expression")).OfType<Syntax>().Select(ExprReader.Read).OfType<CallExpr>()];
                continue;
            }

            foreach (var declaration in Read(node, decorators, text))
            {
                yield return declaration;
            }

            decorators = [];
        }
    }

    public static Resource Resource(Syntax node, IReadOnlyList<CallExpr> decorators)
    {
        var type = Path(node).Split('@', 2);
        return new(NameOf(node), type[0], type.ElementAtOrDefault(1), node.Has("existing"), ExprReader.Read(node.Children[^1]), decorators, node.Line);
    }

    private static IEnumerable<Declaration> Read(Syntax node, IReadOnlyList<CallExpr> decorators, string text) => node.Type switch
    {
        "parameter_declaration" => [new Parameter(NameOf(node), TypeOf(node.Find("type")), Assigned(node), decorators, node.Line)],
        "variable_declaration" when text.AsSpan(node.Start).StartsWith("param") => [new Assignment(NameOf(node), Value(node), node.Line)],
        "variable_declaration" => [new Variable(NameOf(node), Value(node), decorators, node.Line)],
        "resource_declaration" => [Resource(node, decorators)],
        "module_declaration" => [new Module(NameOf(node), Path(node), ExprReader.Read(node.Children[^1]), decorators, node.Line)],
        "output_declaration" => [new Output(NameOf(node), TypeOf(node.Find("type")), Value(node), decorators, node.Line)],
        "type_declaration" or "user_defined_function" => [new Other(NameOf(node), decorators, node.Line)],
        "import_functionality" => node.Children.Where(child => child.Type == "identifier").Select(name => new Other(name.Text, [], node.Line)),
        _ => [],
    };

    private static string NameOf(Syntax node) => (node.At("name") ?? node.Find("identifier"))?.Text ?? "";

    private static string Path(Syntax node) => node.Find("string") is { } path ? ExprReader.Read(path).Literal ?? "" : "";

    private static Expr? Assigned(Syntax node) => node.Has("=") ? Value(node) : null;

    private static Expr Value(Syntax node) =>
        node.Children.SkipWhile(child => child.Type != "=").Skip(1).FirstOrDefault() is { } value ? ExprReader.Read(value) : new BrokenExpr(node.Line);

    private static BicepType TypeOf(Syntax? type) => type?.Children is [var only] ? Kind(only) with { Name = type.Text } : BicepType.Any;

    private static BicepType Kind(Syntax node) => node.Type switch
    {
        "type" => TypeOf(node),
        "primitive_type" when node.Text.StartsWith("secure", StringComparison.Ordinal) =>
            BicepType.Of(node.Text[6..].ToLowerInvariant()) with { IsSecure = true },
        "primitive_type" => BicepType.Of(node.Text),
        "array_type" => BicepType.Of("array"),
        "object" => BicepType.Of("object"),
        "nullable_type" => Kind(node.Children[0]) with { IsNullable = true },
        "parenthesized_type" => node.Find("type") is { } inner ? Kind(inner) : BicepType.Any,
        "string" => BicepType.Of("string") with { Values = [ExprReader.Read(node).Literal ?? ""] },
        "number" => BicepType.Of("int") with { Values = [long.Parse(node.Text, CultureInfo.InvariantCulture)] },
        "boolean" => BicepType.Of("bool") with { Values = [node.Text == "true"] },
        "union_type" => Union([.. node.Children.Where(child => child.Type != "|").Select(Kind)]),
        _ => BicepType.Any,
    };

    private static BicepType Union(BicepType[] types) =>
        types is [var first, ..] && types.All(type => type.Kind == first.Kind && type.Values is [_])
            ? first with { Values = [.. types.SelectMany(type => type.Values)] }
            : BicepType.Any;
}
