namespace AdoptionAutomation.Tests.Infra.Model;

internal abstract record Declaration(string Name, IReadOnlyList<CallExpr> Decorators, int Line)
{
    public bool Has(string decorator) => Decorators.Any(one => one.Function == decorator);

    public Expr? Argument(string decorator) => Decorators.FirstOrDefault(one => one.Function == decorator)?.Arguments is [var first, ..] ? first : null;
}

internal sealed record Parameter(string Name, BicepType Type, Expr? Default, IReadOnlyList<CallExpr> Decorators, int Line)
    : Declaration(Name, Decorators, Line)
{
    public bool IsRequired => Default is null && !Type.IsNullable;
}

internal sealed record Variable(string Name, Expr Value, IReadOnlyList<CallExpr> Decorators, int Line) : Declaration(Name, Decorators, Line);

/// <summary>A line <c>param name = value</c> of a parameter file.</summary>
internal sealed record Assignment(string Name, Expr Value, int Line) : Declaration(Name, [], Line);

/// <param name="Type">In full, also of a resource within another one.</param>
/// <param name="Version">What follows the @; null if nothing does.</param>
internal sealed record Resource(
    string Name, string Type, string? Version, bool IsExisting, Expr Body, IReadOnlyList<CallExpr> Decorators, int Line)
    : Declaration(Name, Decorators, Line)
{
    public IReadOnlyList<Resource> Nested => [.. (Body.Object?.Nested ?? []).Select(child => child with { Type = $"{Type}/{child.Type}" })];
}

internal sealed record Module(string Name, string Path, Expr Body, IReadOnlyList<CallExpr> Decorators, int Line) : Declaration(Name, Decorators, Line)
{
    public ObjectExpr? Params => Body.Object?["params"] as ObjectExpr;
}

internal sealed record Output(string Name, BicepType Type, Expr Value, IReadOnlyList<CallExpr> Decorators, int Line)
    : Declaration(Name, Decorators, Line);

/// <summary>A type, a function of one's own or what is imported: known by its name alone.</summary>
internal sealed record Other(string Name, IReadOnlyList<CallExpr> Decorators, int Line) : Declaration(Name, Decorators, Line);

/// <param name="Kind">string, int, bool, object or array; <c>any</c> for what is not told.</param>
/// <param name="Values">The only ones allowed; empty for any.</param>
/// <param name="Name">As written.</param>
internal sealed record BicepType(string Kind, IReadOnlyList<object> Values, bool IsNullable, bool IsSecure, string Name)
{
    public static readonly BicepType Any = new("any", [], IsNullable: false, IsSecure: false, "any");

    public static BicepType Of(string kind) => new(kind, [], IsNullable: false, IsSecure: false, kind);
}
