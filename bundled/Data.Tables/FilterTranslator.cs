using System.Linq.Expressions;
using System.Reflection;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>
/// LINQ predicates to OData filters, as far as the official translator goes: comparisons of a property with a value,
/// <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, <c>Equals</c>, and <c>CompareTo</c> or <c>string.Compare</c> against 0.
/// (Neither <c>string.CompareOrdinal</c> nor a way of comparing: the official one refuses them.)
/// </summary>
internal static class FilterTranslator
{
    /// <summary>Null where the predicate is plainly true.</summary>
    public static string? Translate(LambdaExpression filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var text = Condition(filter.Body);
        return text == "true" ? null : text;
    }

    private static string Condition(Expression expression) => expression switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both => Joined(both, "and"),
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either => Joined(either, "or"),
        BinaryExpression comparison => Comparison(comparison),
        UnaryExpression { NodeType: ExpressionType.Not } not => $"not ({Condition(not.Operand)})",
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type == typeof(bool) => Condition(convert.Operand),
        MethodCallExpression { Method.Name: "Equals" } equals => Compared(equals, ExpressionType.Equal),
        _ when !UsesRow(expression) => FilterLiteral.Of(Value(expression)),
        _ => $"{Column(expression) ?? throw Unsupported(expression)} eq true",
    };

    private static string Joined(BinaryExpression expression, string word) =>
        $"({Condition(expression.Left)}) {word} ({Condition(expression.Right)})";

    private static string Comparison(BinaryExpression expression)
    {
        var (left, right) = (expression.Left, expression.Right);
        if (left is MethodCallExpression { Method.Name: "Compare" or "CompareTo" } compare && IsZero(right))
        {
            return Compared(compare, expression.NodeType);
        }

        return Sides(left, right, expression.NodeType, expression);
    }

    private static string Compared(MethodCallExpression call, ExpressionType type) => (call.Object, call.Arguments) switch
    {
        (null, [var left, var right]) => Sides(left, right, type, call),
        ({ } left, [var right]) => Sides(left, right, type, call),
        _ => throw Unsupported(call),
    };

    private static string Sides(Expression left, Expression right, ExpressionType type, Expression whole)
    {
        if (Column(left) is { } column && !UsesRow(right))
        {
            return $"{column} {Operator(type, whole)} {Literal(right, left)}";
        }

        if (Column(right) is { } mirrored && !UsesRow(left))
        {
            return $"{mirrored} {Operator(Mirrored(type), whole)} {Literal(left, right)}";
        }

        throw Unsupported(whole);
    }

    private static string Literal(Expression value, Expression column)
    {
        var constant = Value(value);
        var type = Nullable.GetUnderlyingType(Bare(column).Type) ?? Bare(column).Type;
        // The compiler compares enums as numbers; the service holds their names.
        return FilterLiteral.Of(type.IsEnum && constant is int or long or short or byte ? Enum.ToObject(type, constant) : constant);
    }

    private static string Operator(ExpressionType type, Expression whole) => type switch
    {
        ExpressionType.Equal => "eq",
        ExpressionType.NotEqual => "ne",
        ExpressionType.LessThan => "lt",
        ExpressionType.LessThanOrEqual => "le",
        ExpressionType.GreaterThan => "gt",
        ExpressionType.GreaterThanOrEqual => "ge",
        _ => throw Unsupported(whole),
    };

    private static ExpressionType Mirrored(ExpressionType type) => type switch
    {
        ExpressionType.LessThan => ExpressionType.GreaterThan,
        ExpressionType.LessThanOrEqual => ExpressionType.GreaterThanOrEqual,
        ExpressionType.GreaterThan => ExpressionType.LessThan,
        ExpressionType.GreaterThanOrEqual => ExpressionType.LessThanOrEqual,
        _ => type,
    };

    /// <summary>A property of the row, <c>row["Name"]</c> or <c>row.GetInt32("Name")</c>; else null.</summary>
    private static string? Column(Expression expression) => Bare(expression) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner }
            when Nullable.GetUnderlyingType(inner.Type) is not null => Column(inner),
        MemberExpression { Expression: { } row } member when Bare(row) is ParameterExpression => NameOf(member.Member),
        MethodCallExpression { Object: { } row, Arguments: [var name] } call
            when Bare(row) is ParameterExpression && IsGetter(call.Method) =>
            (string?)Value(name),
        _ => null,
    };

    private static string NameOf(MemberInfo member) =>
        member.DeclaringType == typeof(TableItem) ? "TableName" : EntityMap.NameOf(member);

    private static bool IsGetter(MethodInfo method) =>
        method.Name.StartsWith("Get", StringComparison.Ordinal) || method.Name is "get_Item";

    private static Expression Bare(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert)
        {
            expression = convert.Operand;
        }

        return expression;
    }

    private static bool IsZero(Expression expression) => expression is ConstantExpression { Value: 0 };

    private static bool UsesRow(Expression expression)
    {
        RowFinder finder = new();
        finder.Visit(expression);
        return finder.Found;
    }

    private static object? Value(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        _ => Expression.Lambda(expression).Compile(preferInterpretation: true).DynamicInvoke(),
    };

    private static NotSupportedException Unsupported(Expression expression) =>
        new($"The expression '{expression}' cannot be a table filter: compare a property of the row with a value.");

    private sealed class RowFinder : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found = true;
            return node;
        }
    }
}
