using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>How many ambassadors each site has: no people, only places.</summary>
internal sealed record AmbassadorSites
{
    /// <summary>The attributes that say where somebody works.</summary>
    public static readonly IReadOnlyList<DirectoryAttribute> Attributes = [DirectoryAttribute.City, DirectoryAttribute.OfficeLocation];

    /// <summary>Ambassadors by city, without regard to case.</summary>
    public IReadOnlyDictionary<string, int> Cities { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Ambassadors by office, without regard to case.</summary>
    public IReadOnlyDictionary<string, int> Offices { get; init; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why not everybody could be looked at; null if everybody was.</summary>
    public string? Gap { get; init; }

    public bool Covers(AttributeCondition site) => CountAt(site) > 0;

    /// <summary>Ambassadors who work there.</summary>
    public int CountAt(AttributeCondition site)
    {
        var counts = site.Attribute == DirectoryAttribute.City ? Cities : Offices;
        return site.In.Distinct(StringComparer.OrdinalIgnoreCase).Sum(value => counts.GetValueOrDefault(value));
    }

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
