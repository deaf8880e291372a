using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Book;

/// <summary>A figure that the campaign is led by: everything that is said of it anywhere stands here. (Public because Razor's parameters are.)</summary>
/// <param name="Id">As objectives and addresses name it.</param>
/// <param name="Unit">What its number is.</param>
/// <param name="Better">Which way is the good one; null: neither.</param>
/// <param name="Scopes">Of what it is known.</param>
/// <param name="Value">The formula; null: not known.</param>
public sealed record Kpi(string Id, KpiUnit Unit, bool? Better, IReadOnlyList<ScopeKind> Scopes, Func<Counts, double?> Value)
{
    public required Said Name { get; init; }

    /// <summary>In words.</summary>
    public required Said Formula { get; init; }

    public required Said Source { get; init; }

    /// <summary>What it is good for.</summary>
    public required Said Why { get; init; }

    /// <summary>Of a figure of the organisation's own: what its numbers are.</summary>
    public Said? UnitName { get; init; }

    /// <summary>What others reach, with who says so.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];
}

/// <param name="Value">In the unit of its figure.</param>
/// <param name="Text">What it is, and the source.</param>
public sealed record Reference(double Value, Said Text);

/// <summary>The same in both languages of mails and pages.</summary>
public sealed record Said(string Fr, string En)
{
    public string In(string language) => Mail.FrenchText.Say(language, Fr, En);
}

public enum KpiUnit
{
    /// <summary>People, posts, groups: a whole number.</summary>
    Number,

    Percent,

    /// <summary>So many of one for each of another, to 0.1.</summary>
    Ratio,

    /// <summary>1 to 5, to 0.1.</summary>
    Score,

    /// <summary>-100 to 100.</summary>
    Points,
}
