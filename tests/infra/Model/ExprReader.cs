using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Parsing;

namespace AdoptionAutomation.Tests.Infra.Model;

/// <summary>Values out of a syntax tree.</summary>
internal static partial class ExprReader
{
    public static Expr Read(Syntax node) => node.Type switch
    {
        _ when node.IsBroken => new BrokenExpr(node.Line),
        "string" => Text(node),
        "number" => new LiteralExpr(long.Parse(node.Text, CultureInfo.InvariantCulture), node.Line),
        "boolean" => new LiteralExpr(node.Text == "true", node.Line),
        "null" => new LiteralExpr(null, node.Line),
        "identifier" or "loop_variable" => new NameExpr(node.Text, node.Line),
        "member_expression" => Behind(Part(node, "object"), of => new MemberExpr(of, node.At("property")?.Text ?? "", node.Line)),
        "resource_expression" => new NestedExpr(Part(node, "object"), node.At("resource")?.Text ?? "", node.Line),
        "subscript_expression" => Behind(Part(node, "object"), of => new IndexExpr(of, Part(node, "index"), node.Line)),
        "call_expression" => Call(node),
        "ternary_expression" => Behind(
            Part(node, "condition"), of => new ChoiceExpr(of, Part(node, "consequence"), Part(node, "alternative"), node.Line)),
        "binary_expression" => Behind(
            Part(node, "left"), of => new BinaryExpr(of, node.At("operator")?.Text ?? "", Part(node, "right"), node.Line)),
        "unary_expression" => new UnaryExpr(node.At("operator")?.Text ?? "", Part(node, "argument"), node.Line),
        "lambda_expression" => Lambda(node),
        "array" => new ArrayExpr([.. Items(node)], node.Line),
        "object" => Object(node),
        "for_statement" => Loop(node),
        "if_statement" => new IfExpr(First(node, "parenthesized_expression"), First(node, "object"), node.Line),
        "parenthesized_expression" or "nullable_type" => Values(node).Select(Read).FirstOrDefault() ?? new BrokenExpr(node.Line),
        _ => new BrokenExpr(node.Line),
    };

    /// <summary>The values among the children: no marks, no decorators.</summary>
    private static IEnumerable<Syntax> Values(Syntax node) => node.Children.Where(child => child.Type is not ("!" or "?" or "decorators"));

    private static Expr Part(Syntax node, string field) => node.At(field) is { } part ? Read(part) : new BrokenExpr(node.Line);

    private static Expr First(Syntax node, string type) => node.Find(type) is { } part ? Read(part) : new BrokenExpr(node.Line);

    private static Expr Call(Syntax node)
    {
        Expr[] arguments = [.. (node.At("arguments") is { } list ? Values(list) : []).Select(Read)];
        return Behind(Part(node, "function"), Expr (of) => of switch
        {
            NameExpr name => new CallExpr(null, name.Name, arguments, node.Line),
            MemberExpr member => new CallExpr(member.Of, member.Member, arguments, node.Line),
            _ => new BrokenExpr(node.Line),
        });
    }

    /// <summary>Items need no comma between them, so the grammar takes a call for a name and a value in brackets.</summary>
    private static IEnumerable<Expr> Items(Syntax array)
    {
        Syntax[] values = [.. Values(array)];
        for (var i = 0; i < values.Length; i++)
        {
            var next = i + 1 < values.Length ? values[i + 1] : null;
            if (values[i] is { Type: "identifier" } name && next?.Type == "parenthesized_expression" && next.Start == name.Start + name.Text.Length)
            {
                yield return new CallExpr(null, name.Text, [.. Values(next).Select(Read)], name.Line);
                i++;
            }
            else
            {
                yield return Read(values[i]);
            }
        }
    }

    /// <summary>The grammar ends a lambda as soon as it can; in Bicep what follows is of its body.</summary>
    private static Expr Behind(Expr first, Func<Expr, Expr> rest) =>
        first is LambdaExpr lambda ? lambda with { Body = Behind(lambda.Body, rest) } : rest(first);

    private static LambdaExpr Lambda(Syntax node)
    {
        var names = node.Children[0] is { Type: "parenthesized_expression" } several ? Values(several) : node.Children.Take(1);
        return new([.. names.Select(name => name.Text)], Read(node.Children[^1]), node.Line);
    }

    private static LoopExpr Loop(Syntax node)
    {
        var parameters = node.Find("for_loop_parameters");
        var item = parameters?.Find("loop_variable") ?? node.At("initializer");
        var list = node.Children.SkipWhile(child => child.Type != "in").Skip(1).FirstOrDefault();
        return new(
            item?.Text ?? "",
            parameters?.Find("loop_enumerator")?.Text,
            list is null ? new BrokenExpr(node.Line) : Read(list),
            Part(node, "body"),
            node.Line);
    }

    private static ObjectExpr Object(Syntax node)
    {
        Syntax[] entries = [.. node.Children.Where(child => child.Type == "object_property")];
        return new(
            [.. entries.Where(entry => !entry.Has("resource_declaration")).Select(Property)],
            [.. entries.Select(entry => entry.Find("resource_declaration")).OfType<Syntax>().Select(resource => DeclarationReader.Resource(resource, []))],
            node.Line);
    }

    private static Property Property(Syntax entry)
    {
        var name = entry.Children[0];
        var value = entry.Children.Count > 2 ? Read(entry.Children[2]) : new BrokenExpr(entry.Line);
        var key = name.Type == "string" ? Text(name) : null;
        return new(key is null ? name.Text : key.Literal, key is TextExpr ? key : null, value, entry.Line);
    }

    private static Expr Text(Syntax node)
    {
        if (node.Text.StartsWith("'''", StringComparison.Ordinal))
        {
            return new LiteralExpr(node.Text.Trim('\'').TrimStart('\r', '\n'), node.Line);
        }

        var pieces = new List<Expr>();
        var at = 1;
        foreach (var value in node.Children.Where(child => child.Type == "interpolation"))
        {
            var start = value.Start - node.Start;
            AddLiteral(start);
            pieces.Add(value.Children is [var inner, ..] ? Read(inner) : new BrokenExpr(value.Line));
            at = start + value.Text.Length;
        }

        AddLiteral(Math.Max(at, node.Text.Length - 1));
        return pieces is [] ? new LiteralExpr("", node.Line)
            : pieces is [LiteralExpr only] && !node.Has("interpolation") ? only
            : new TextExpr(pieces, node.Line);

        void AddLiteral(int end)
        {
            if (end > at)
            {
                pieces.Add(new LiteralExpr(Unescape(node.Text[at..end]), node.Line));
            }
        }
    }

    private static string Unescape(string text)
    {
        var plain = Escape().Replace(text, match => match.Groups["code"] is { Success: true } code
            ? new Rune(int.Parse(code.ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString()
            : match.Groups["letter"].Value switch { "n" => "\n", "r" => "\r", "t" => "\t", var other => other });
        return plain;
    }

    [GeneratedRegex(@"\\(u\{(?<code>[0-9A-Fa-f]+)\}|(?<letter>.))", RegexOptions.ExplicitCapture)]
    private static partial Regex Escape();
}
