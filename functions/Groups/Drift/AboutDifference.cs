using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Drift;

/// <summary>Name, objective or visibility that is not as declared: one comparison for the plan, the daily check and the step (pure).</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Present">As the tenant has it.</param>
/// <param name="Wanted">As declared.</param>
internal sealed record AboutDifference(DriftKind Kind, string Present, string Wanted)
{
    /// <param name="declared">What is wanted.</param>
    /// <param name="name">Display name.</param>
    /// <param name="objective">Null: none.</param>
    /// <param name="visibility">As Graph writes it; null or empty: not told.</param>
    public static IReadOnlyList<AboutDifference> Between(DeclaredGroup declared, string? name, string? objective, string? visibility)
    {
        var found = new List<AboutDifference>();
        Compare(DriftKind.Renamed, name, declared.Name, StringComparison.Ordinal);
        Compare(DriftKind.Redescribed, objective, declared.Objective, StringComparison.Ordinal);
        if (!string.IsNullOrEmpty(visibility))
        {
            Compare(DriftKind.VisibilityChanged, visibility, declared.Visibility.ToString(), StringComparison.OrdinalIgnoreCase);
        }

        return found;

        void Compare(DriftKind kind, string? present, string wanted, StringComparison comparison)
        {
            if (!string.Equals(Plain(present ?? ""), Plain(wanted), comparison))
            {
                found.Add(new(kind, present ?? "", wanted));
            }
        }
    }

    /// <summary>The directory trims texts, and keeps line ends as it likes.</summary>
    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim().Normalize();
}
