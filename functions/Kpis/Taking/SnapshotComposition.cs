using System.Text.Json;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Makes a day's snapshot from what its sources told and from what is kept of it (pure).</summary>
/// <param name="former">What is kept of the day; null: nothing.</param>
/// <param name="nameOf">What a scope is called.</param>
internal sealed class SnapshotComposition(DaySnapshot? former, Func<Scope, Said?> nameOf)
{
    /// <param name="day">The day.</param>
    /// <param name="now">When it was counted.</param>
    /// <param name="told">What sources told of the day; of those that are missing, what is kept stays.</param>
    /// <returns>The day as it is now: the kept version itself if nothing is new.</returns>
    public DaySnapshot Compose(DateOnly day, DateTimeOffset now, IReadOnlyList<SourceCounts> told)
    {
        var sources = Enum.GetValues<KpiSource>().Select(source => Choose(told.FirstOrDefault(one => one.Source == source), source)).OfType<SourceCounts>().ToList();
        var own = sources.FirstOrDefault(source => source.Source == KpiSource.Own);
        var counts = Merge(sources);
        var hidden = Hide(counts, own is not null && told.Contains(own));
        var composed = new DaySnapshot(day, (former?.Version ?? 0) + 1, now)
        {
            Sources = [.. sources.Select(source => source.Reading)],
            Events = own?.Events ?? [],
            Scopes =
            [
                .. counts.OrderBy(one => one.Key.Kind).ThenBy(one => one.Key.Id, StringComparer.Ordinal)
                    .Select(one => new ScopeCounts(one.Key, NameOf(one.Key), new(one.Value)) { IsHidden = hidden.Contains(one.Key) }),
            ],
        };
        return former is not null && IsSame(composed, former) ? former : composed;
    }

    /// <summary>What is used of a source: what it tells now, unless more was known before, or it knows no days and was counted nearer to this one.</summary>
    private SourceCounts? Choose(SourceCounts? now, KpiSource source)
    {
        var kept = former?.Sources.FirstOrDefault(one => one.Source == source);
        return kept is null ? now
            : now is null || (now.Reading.State == SourceState.Failed && kept.State != SourceState.Failed)
                || (now.Reading.State == SourceState.Concealed && kept.State == SourceState.Read)
                || (source == KpiSource.Directory && kept.State == SourceState.Read)
            ? Kept(kept)
            : now;
    }

    private SourceCounts Kept(SourceReading reading)
    {
        var tally = new ScopeTally();
        foreach (var scope in former!.Scopes)
        {
            // All scopes are the app's own to know.
            if (reading.Source == KpiSource.Own)
            {
                tally.Touch(scope.Scope);
            }

            foreach (var (count, value) in scope.Counts.Values.Where(one => CountSources.Of(one.Key) == reading.Source))
            {
                tally.Set(scope.Scope, count, value);
            }
        }

        return new(reading, tally) { Events = reading.Source == KpiSource.Own ? former.Events : [] };
    }

    /// <summary>Later sources say more than earlier ones of the same count.</summary>
    private static Dictionary<Scope, SortedDictionary<string, double>> Merge(List<SourceCounts> sources)
    {
        var merged = new Dictionary<Scope, SortedDictionary<string, double>> { [Scope.Organisation] = new(StringComparer.Ordinal) };
        foreach (var (scope, counts) in sources.SelectMany(source => source.Tally.Values))
        {
            if (!merged.TryGetValue(scope, out var all))
            {
                merged.Add(scope, all = new(StringComparer.Ordinal));
            }

            foreach (var (count, value) in counts)
            {
                all[count] = value;
            }
        }

        return merged;
    }

    /// <summary>Takes out what is about too few people.</summary>
    /// <param name="counts">What was counted.</param>
    /// <param name="isCounted">Whether people were counted now; if not, who was hidden stays so.</param>
    /// <returns>The scopes of which something was taken out.</returns>
    private HashSet<Scope> Hide(Dictionary<Scope, SortedDictionary<string, double>> counts, bool isCounted)
    {
        var before = (former?.Scopes ?? []).Where(scope => scope.IsHidden).Select(scope => scope.Scope).ToHashSet();
        var hidden = (isCounted ? PeopleHiding.Of(PeopleOf(counts)) : before.Where(scope => scope.Kind != ScopeKind.Group)).ToHashSet();
        hidden.UnionWith(counts
            .Where(one => one.Key.Kind == ScopeKind.Group && IsSmall(one.Value, before.Contains(one.Key)))
            .Select(one => one.Key));
        foreach (var scope in hidden.Where(counts.ContainsKey))
        {
            foreach (var count in counts[scope].Keys.Where(count => CountSources.IsOfPeople(count) || (scope.Kind == ScopeKind.Group && CountSources.IsOfMembers(count))).ToList())
            {
                counts[scope].Remove(count);
            }
        }

        return hidden;
    }

    private static Dictionary<Scope, int> PeopleOf(Dictionary<Scope, SortedDictionary<string, double>> counts) => counts
        .Where(one => one.Value.GetValueOrDefault(Count.Invited) + one.Value.GetValueOrDefault(Count.Bounced) > 0)
        .ToDictionary(one => one.Key, one => (int)one.Value.GetValueOrDefault(Count.Invited));

    /// <summary>Whether a group has fewer than five members; if nobody says, those who are active in it must be five.</summary>
    private static bool IsSmall(SortedDictionary<string, double> group, bool wasHidden) =>
        group.TryGetValue(Count.Members, out var members) ? members < PeopleHiding.Fewest
        : wasHidden || (group.Keys.Any(CountSources.IsOfMembers) && group.GetValueOrDefault(Count.TeamActive7) < PeopleHiding.Fewest);

    private Said? NameOf(Scope scope) => scope.Kind == ScopeKind.Organisation ? null
        : nameOf(scope) ?? former?.Scopes.FirstOrDefault(one => one.Scope == scope)?.Name ?? new(scope.Id, scope.Id);

    private static bool IsSame(DaySnapshot one, DaySnapshot other) => TextOf(one) == TextOf(other);

    private static string TextOf(DaySnapshot snapshot) => JsonSerializer.Serialize(snapshot with { Version = 0, TakenAt = default }, JsonSerializerOptions.Web);
}
