using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>The sites that have an ambassador: no people, only places.</summary>
internal sealed record AmbassadorSites
{
    /// <summary>The attributes that say where somebody works.</summary>
    public static readonly IReadOnlyList<DirectoryAttribute> Attributes = [DirectoryAttribute.City, DirectoryAttribute.OfficeLocation];

    /// <summary>Values without regard to case.</summary>
    public IReadOnlySet<string> Cities { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlySet<string> Offices { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why not everybody could be looked at; null if everybody was.</summary>
    public string? Gap { get; init; }

    public bool Covers(AttributeCondition site) =>
        site.In.Any((site.Attribute == DirectoryAttribute.City ? Cities : Offices).Contains);

    /// <summary>Where the people of a place group work, as far as its declaration says so.</summary>
    public static IReadOnlyList<AttributeCondition> Of(Campaign campaign, DeclaredGroup group)
    {
        if (group.Kind != GroupKind.Place)
        {
            return [];
        }

        var expansion = campaign.GroupTree.Expansions.FirstOrDefault(expansion => expansion.Id == group.From?.Expansion);
        return expansion?.From.Attribute is { } attribute && Attributes.Contains(attribute)
            ? [new() { Attribute = attribute, In = [group.From!.Value] }]
            : [.. (group.MembersFrom?.Attributes ?? []).Where(condition => Attributes.Contains(condition.Attribute))];
    }
}
