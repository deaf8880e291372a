using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>
/// Which scopes' figures about people are left out (pure): of fewer than five; and of the smallest site, or wave, that
/// has more, if those whose figures follow when the shown ones are taken from the whole were fewer than five.
/// </summary>
internal static class PeopleHiding
{
    public const int Fewest = 5;

    /// <param name="people">How many people each scope has, but for those of which there is nothing to tell.</param>
    public static IReadOnlySet<Scope> Of(IReadOnlyDictionary<Scope, int> people)
    {
        var hidden = people.Where(one => one.Value < Fewest).Select(one => one.Key).ToHashSet();
        var whole = people.GetValueOrDefault(Scope.Organisation);
        foreach (var kind in new[] { ScopeKind.Site, ScopeKind.Wave })
        {
            var shown = people.Where(one => one.Key.Kind == kind && one.Value >= Fewest).ToList();
            var rest = whole - shown.Sum(one => one.Value);
            if (rest is > 0 and < Fewest && shown.Count > 0)
            {
                // With the smallest of them the rest is enough people.
                hidden.Add(shown.OrderBy(one => one.Value).ThenBy(one => one.Key.Id, StringComparer.Ordinal).First().Key);
            }
        }

        return hidden;
    }
}
