namespace AdoptionAutomation.Tests.Infra.Model;

/// <summary>What stands where Bicep wants a value.</summary>
internal abstract record Expr(int Line)
{
    public virtual IEnumerable<Expr> Parts => [];

    /// <summary>The object of a resource or module, behind its loop and its condition.</summary>
    public ObjectExpr? Object => this switch
    {
        ObjectExpr body => body,
        LoopExpr loop => loop.Body.Object,
        IfExpr condition => condition.Body.Object,
        _ => null,
    };

    public string? Literal => (this as LiteralExpr)?.Value as string;

    public IEnumerable<Expr> All() => Parts.SelectMany(part => part.All()).Prepend(this);
}

/// <param name="Value">A string, a long, a bool or null.</param>
internal sealed record LiteralExpr(object? Value, int Line) : Expr(Line);

/// <summary>A string with values in it.</summary>
internal sealed record TextExpr(IReadOnlyList<Expr> Pieces, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => Pieces;
}

internal sealed record NameExpr(string Name, int Line) : Expr(Line);

internal sealed record MemberExpr(Expr Of, string Member, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Of];
}

/// <summary><c>parent::child</c>.</summary>
internal sealed record NestedExpr(Expr Of, string Resource, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Of];
}

internal sealed record IndexExpr(Expr Of, Expr Index, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Of, Index];
}

/// <param name="Of">The namespace or resource the function is asked of, if any.</param>
internal sealed record CallExpr(Expr? Of, string Function, IReadOnlyList<Expr> Arguments, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => Of is null ? Arguments : Arguments.Prepend(Of);
}

internal sealed record ObjectExpr(IReadOnlyList<Property> Properties, IReadOnlyList<Resource> Nested, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts =>
        Properties.SelectMany<Property, Expr>(property => property.Key is null ? [property.Value] : [property.Key, property.Value])
            .Concat(Nested.Select(resource => resource.Body));

    public Property? Find(string name) => Properties.FirstOrDefault(property => property.Name == name);

    public Expr? this[string name] => Find(name)?.Value;
}

/// <param name="Name">As it is written; null if it is worked out.</param>
/// <param name="Key">What works the name out.</param>
internal sealed record Property(string? Name, Expr? Key, Expr Value, int Line)
{
    /// <summary>The name under which the parser passes <c>...more</c>.</summary>
    public const string Spread = "__";
}

internal sealed record ArrayExpr(IReadOnlyList<Expr> Items, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => Items;
}

internal sealed record LoopExpr(string Item, string? Index, Expr In, Expr Body, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [In, Body];
}

/// <summary>The condition of a resource or module.</summary>
internal sealed record IfExpr(Expr Condition, Expr Body, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Condition, Body];
}

internal sealed record ChoiceExpr(Expr Condition, Expr Yes, Expr No, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Condition, Yes, No];
}

internal sealed record BinaryExpr(Expr Left, string Operator, Expr Right, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Left, Right];
}

internal sealed record UnaryExpr(string Operator, Expr Operand, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Operand];
}

internal sealed record LambdaExpr(IReadOnlyList<string> Parameters, Expr Body, int Line) : Expr(Line)
{
    public override IEnumerable<Expr> Parts => [Body];
}

/// <summary>What could not be read; the rule of syntax says so.</summary>
internal sealed record BrokenExpr(int Line) : Expr(Line);
