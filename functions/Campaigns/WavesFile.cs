using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>waves.json: who is invited, in which order, into which groups.</summary>
internal sealed record WavesFile
{
    public required IReadOnlyList<WaveDefinition> Waves { get; init; }
}

internal sealed record WaveDefinition
{
    /// <summary>2 to 40 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public required LocalText Name { get; init; }

    /// <summary>When IT means to open it, in the campaign's time zone; absent: by hand.</summary>
    public LocalDateTime? Opens { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>Ids of the groups everyone of the wave joins.</summary>
    public required IReadOnlyList<string> Groups { get; init; }
}

/// <summary>Who a wave is for: exactly one of the three.</summary>
internal sealed record Audience
{
    /// <summary>Conditions on the directory's attributes; all must hold.</summary>
    public IReadOnlyList<AttributeCondition>? Attributes { get; init; }

    /// <summary>A CSV file of the campaign's folder, with a column named mail.</summary>
    public string? Csv { get; init; }

    /// <summary>Object id of an Entra group; its members, nested ones included.</summary>
    public string? EntraGroup { get; init; }
}

internal sealed record AttributeCondition
{
    public required DirectoryAttribute Attribute { get; init; }

    /// <summary>The attribute equals one of these (1 to 15 values, Graph's limit for <c>in</c>).</summary>
    public required IReadOnlyList<string> In { get; init; }
}

/// <summary>User attributes that Graph can filter on.</summary>
internal enum DirectoryAttribute
{
    Department,
    City,
    OfficeLocation,
    Country,
    JobTitle,
    EmployeeType,
    UsageLocation,
}
