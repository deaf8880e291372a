using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Evaluating;

/// <summary>Bicep's binary operators.</summary>
internal static class Operators
{
    public static object? Of(BinaryExpr binary, Evaluator evaluator)
    {
        var left = evaluator.Of(binary.Left);
        switch (binary.Operator, left)
        {
            case ("&&", false):
                return false;
            case ("||", true):
                return true;
            case ("??", not null):
                return left;
        }

        var right = evaluator.Of(binary.Right);
        return binary.Operator switch
        {
            "??" => right,
            "&&" => right is false ? false : left is bool && right is bool ? true : Unsure,
            "||" => right is true ? true : left is bool && right is bool ? false : Unsure,
            _ when !Values.IsKnown(left) || !Values.IsKnown(right) => Unsure,
            "==" => Values.Same(left, right),
            "!=" => !Values.Same(left, right),
            "=~" => Values.Same(left, right, StringComparison.OrdinalIgnoreCase),
            "!~" => !Values.Same(left, right, StringComparison.OrdinalIgnoreCase),
            _ when left is long a && right is long b => Numbers(binary.Operator, a, b),
            _ => Unsure,
        };
    }

    private static readonly Unknown Unsure = new("condition");

    private static object? Numbers(string @operator, long left, long right) => @operator switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" when right != 0 => left / right,
        "%" when right != 0 => left % right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        ">=" => left >= right,
        _ => Unsure,
    };
}
