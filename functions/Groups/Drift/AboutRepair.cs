namespace AdoptionAutomation.Groups.Drift;

/// <summary>
/// Name, objective and visibility are one part, and a template may keep some of them only. A repair stands in place of the part's
/// fingerprint and says which of them to put back; once the declaration changes, it counts no more.
/// </summary>
internal static class AboutRepair
{
    private const string Prefix = "repair";
    private const char Separator = '|';

    private static readonly DriftKind[] Kinds = [DriftKind.Renamed, DriftKind.Redescribed, DriftKind.VisibilityChanged];

    /// <summary>Null if none of it is to be put back.</summary>
    public static string? For(IReadOnlySet<DriftKind> repaired, string wanted) =>
        Kinds.Where(repaired.Contains).ToList() is { Count: > 0 } kinds
            ? string.Join(Separator, [Prefix, wanted, .. kinds.Select(kind => kind.ToString())])
            : null;

    public static bool IsOne(string? applied) => applied?.StartsWith(Prefix + Separator, StringComparison.Ordinal) is true;

    /// <summary>What to put back; all of it where no repair of this declaration is noted.</summary>
    /// <param name="applied">What the row has in place of the fingerprint.</param>
    /// <param name="wanted">The fingerprint of what is declared now.</param>
    public static IReadOnlySet<DriftKind> KindsIn(string? applied, string wanted) =>
        applied?.Split(Separator) is [Prefix, var then, .. var kinds] && then == wanted
            ? kinds.Select(Enum.Parse<DriftKind>).ToHashSet()
            : Kinds.ToHashSet();
}
