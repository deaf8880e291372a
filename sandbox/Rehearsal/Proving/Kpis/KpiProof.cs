using System.Globalization;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>
/// Holds the snapshots that the app keeps against the books, figure by figure, to the unit. A snapshot or a source may be missing only near a fault;
/// figures of people only where somebody could be guessed by them.
/// </summary>
internal sealed class KpiProof
{
    private const int FewestPeople = 5;

    /// <summary>What is read in the morning may be tried again until the evening, and a bad night be made up for on the next day.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(36);

    /// <summary>A source is waited for so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly KpiBooks books;
    private readonly IReadOnlyList<InjectedFault> faults;
    private readonly IReadOnlyList<Happening> concealed;

    /// <param name="kept">The snapshots that the app keeps.</param>
    /// <param name="timers">When the app's timer went off, and whether its snapshot must be there; the reports tell of two days before.</param>
    /// <param name="books">What is right.</param>
    /// <param name="faults">What went wrong.</param>
    /// <param name="happenings">What a script did besides.</param>
    public KpiProof(
        IReadOnlyList<DaySnapshot> kept,
        IReadOnlyList<(DateTimeOffset At, bool IsCertain)> timers,
        KpiBooks books,
        IReadOnlyList<InjectedFault> faults,
        IReadOnlyList<Happening> happenings)
    {
        (this.books, this.faults) = (books, faults);
        concealed = [.. happenings.Where(one => one.Kind == HappeningKind.NamesConcealed)];
        var byDay = kept.ToDictionary(snapshot => snapshot.Day);
        var expected = timers.Count(timer => timer.IsCertain);
        var there = 0;
        foreach (var (at, isCertain) in timers)
        {
            var day = DayOf(at);
            if (byDay.Remove(day, out var snapshot))
            {
                there += isCertain ? 1 : 0;
                Prove(snapshot, at);
            }
            else if (isCertain && !faults.Any(fault => fault.At >= at - Near && fault.At <= at + Near))
            {
                Findings.Add($"Lost: no snapshot of {day:yyyy-MM-dd}.");
            }
        }

        Findings.AddRange(byDay.Keys.Order().Select(day => $"Nobody asked for the snapshot of {day:yyyy-MM-dd}."));
        Figures = new(there, expected);
    }

    public KpiFigures Figures { get; }

    public List<string> Findings { get; } = [];

    /// <summary>The last day that reports know.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).AddDays(-2);

    /// <summary>The report of groups knows none on a day on which none stood.</summary>
    private void Prove(DaySnapshot snapshot, DateTimeOffset at)
    {
        var expected = books.On(snapshot.Day, at);
        var failed = snapshot.Sources.Where(source => source.State is SourceState.Failed or SourceState.Concealed).ToList();
        var wrong = failed.Where(source => source.Source != KpiSource.Groups || expected.Keys.Any(scope => scope.Kind == ScopeKind.Group))
            .Where(source => source.State is SourceState.Failed || !WereHidden(at))
            .ToList();
        if (wrong.Count > 0 && !faults.Any(fault => fault.Service == RemoteService.Graph && fault.At >= at - Patience && fault.At <= at + Patience))
        {
            Findings.Add($"{snapshot.Day:yyyy-MM-dd}: {string.Join(", ", wrong.Select(source => $"{source.Source} could not be read: {source.Why}"))}");
        }

        var (unsure, hidden) = (books.Unsure(snapshot.Day), HiddenOf(expected));
        foreach (var (scope, counts) in expected)
        {
            var mayMiss = failed.Count > 0 || hidden.Contains(scope) || (unsure > 0 && scope.Kind is ScopeKind.Site or ScopeKind.Wave);
            Prove(snapshot, scope, counts, mayMiss, (count, off) => IsNear(count, off, snapshot, unsure, at));
        }

        Findings.AddRange(from scope in snapshot.Scopes
                          from count in scope.Counts.Values
                          where unsure == 0 && count.Value > 0 && BookPage.IsCounted(count.Key) && expected.GetValueOrDefault(scope.Scope)?.ContainsKey(count.Key) is not true
                          select string.Create(CultureInfo.InvariantCulture, $"{snapshot.Day:yyyy-MM-dd} {scope.Scope} {count.Key}: kept {count.Value}, expected nothing."));
        foreach (var scope in hidden.Where(scope => unsure == 0 && InvitedTo(expected, scope) > 0 && snapshot.Of(scope).Values.Keys.Any(BookPage.IsAboutPeople)))
        {
            Findings.Add($"{snapshot.Day:yyyy-MM-dd} {scope}: figures are shown by which fewer than {FewestPeople} people could be found.");
        }
    }

    private void Prove(DaySnapshot snapshot, Scope scope, IReadOnlyDictionary<string, double> counts, bool mayMiss, Func<string, double, bool> isNear)
    {
        var kept = snapshot.Of(scope);
        foreach (var (count, value) in counts)
        {
            if (kept[count] is { } there ? !isNear(count, there - value) : !mayMiss)
            {
                var found = kept[count] is { } number ? number.ToString(CultureInfo.InvariantCulture) : "nothing";
                Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{snapshot.Day:yyyy-MM-dd} {scope} {count}: kept {found}, expected {value}."));
            }
        }
    }

    /// <summary>Scopes of few people; and the smallest of the others, if those who are in none of them, or in a hidden one, are few people.</summary>
    private static HashSet<Scope> HiddenOf(IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> expected)
    {
        var hidden = expected.Where(one => (one.Key.Kind == ScopeKind.Group ? one.Value.GetValueOrDefault(Count.Members) : InvitedTo(expected, one.Key)) < FewestPeople)
            .Select(one => one.Key).ToHashSet();
        foreach (var kind in new[] { ScopeKind.Site, ScopeKind.Wave })
        {
            var shown = expected.Keys.Where(scope => scope.Kind == kind && !hidden.Contains(scope)).ToList();
            var others = InvitedTo(expected, Scope.Organisation) - shown.Sum(scope => InvitedTo(expected, scope));
            if (shown.Count > 0 && others is > 0 and < FewestPeople)
            {
                hidden.Add(shown.OrderBy(scope => InvitedTo(expected, scope)).ThenBy(scope => scope.Id, StringComparer.Ordinal).First());
            }
        }

        return hidden;
    }

    /// <summary>Whether reports hid who people are, or did until the day before: then only those count as registered who pressed a button of ours.</summary>
    private bool WereHidden(DateTimeOffset at) =>
        concealed.Any(one => one.Overlaps(at - Near, at + Patience));

    private static double InvitedTo(IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> expected, Scope scope) =>
        expected.TryGetValue(scope, out var counts) ? counts.GetValueOrDefault(Count.Invited) : 0;

    /// <summary>
    /// The directory tells of the moment alone in which it is asked: in the morning, or when a source came back. Of what was published the app may
    /// know less, and never more.
    /// </summary>
    private bool IsNear(string count, double off, DaySnapshot snapshot, int unsure, DateTimeOffset at) => count switch
    {
        Count.Registered when WereHidden(at) => true,
        Count.Accounts => Math.Abs(off) <= books.LeftBetween(at, snapshot.TakenAt),
        Count.Profiles => Math.Abs(off) <= books.CompletedBetween(at, snapshot.TakenAt),
        Count.Published7 => off <= 0 && -off <= books.UnsurePosts(snapshot.Day),
        Count.Posts7 or Count.Replies7 or Count.Posts30 or Count.Replies30 or Count.ByTop30 when unsure > 0 => true,
        _ => Math.Abs(off) <= (BookPage.IsAboutPeople(count) ? unsure : 0),
    };
}
