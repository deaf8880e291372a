namespace AdoptionAutomation.Campaigns;

/// <summary>groups.json: templates and the groups made from them.</summary>
internal sealed record GroupsFile
{
    public required IReadOnlyList<GroupTemplate> Templates { get; init; }

    public required IReadOnlyList<GroupDefinition> Groups { get; init; }
}

internal sealed record GroupTemplate
{
    public required string Id { get; init; }

    public required GroupKind Kind { get; init; }

    public required GroupVisibility Visibility { get; init; }
}

internal enum GroupKind
{
    Project,
    Function,
    Place,
    Theme,
    Product,
    Visibility,
    General,
    Pilot,
    Ambassadors,
}

internal enum GroupVisibility
{
    Public,
    Private,
}

internal sealed record GroupDefinition
{
    /// <summary>Stable for the life of the group: it makes the nickname. 2 to 40 lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    public required string Template { get; init; }

    /// <summary>Display name, up to 256 characters.</summary>
    public required string Name { get; init; }

    /// <summary>What the group is for; becomes its description (up to 1,024 characters).</summary>
    public required string Objective { get; init; }

    /// <summary>Mail addresses; at least one (Graph makes an unmanageable group without).</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>Mail addresses of the first members; waves add the others.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
}
