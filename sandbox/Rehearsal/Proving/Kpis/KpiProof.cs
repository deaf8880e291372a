using System.Globalization;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;

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

    private readonly KpiBooks books;
    private readonly IReadOnlyList<InjectedFault> faults;
    private readonly int uncertainPosts;

    /// <param name="kept">The snapshots that the app keeps.</param>
    /// <param name="timers">When the app's timer went off, and whether its snapshot must be there; the reports tell of two days before.</param>
    /// <param name="books">What is right.</param>
    /// <param name="faults">What went wrong.</param>
    /// <param name="uncertainPosts">Deliveries of which nobody knows whether they came.</param>
    public KpiProof(
        IReadOnlyList<DaySnapshot> kept, IReadOnlyList<(DateTimeOffset At, bool IsCertain)> timers, KpiBooks books, IReadOnlyList<InjectedFault> faults, int uncertainPosts)
    {
        (this.books, this.faults, this.uncertainPosts) = (books, faults, uncertainPosts);
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
            else if (isCertain && !IsNearFault(at))
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

    private void Prove(DaySnapshot snapshot, DateTimeOffset at)
    {
        var failed = snapshot.Sources.Where(source => source.State is SourceState.Failed or SourceState.Concealed).ToList();
        if (failed.Count > 0 && !IsNearFault(at))
        {
            Findings.Add($"{snapshot.Day:yyyy-MM-dd}: {string.Join(", ", failed.Select(source => $"{source.Source} could not be read: {source.Why}"))}");
        }

        var expected = books.On(snapshot.Day, snapshot.TakenAt);
        var unsure = books.Unsure(snapshot.Day);
        foreach (var (scope, counts) in expected)
        {
            Prove(snapshot, scope, counts, expected, failed.Count > 0, unsure);
        }

        foreach (var scope in snapshot.Scopes.Where(scope => !scope.IsHidden && InvitedTo(expected, scope.Scope) is > 0 and < FewestPeople && unsure == 0))
        {
            Findings.Add($"{snapshot.Day:yyyy-MM-dd} {scope.Scope}: figures of fewer than {FewestPeople} people are shown.");
        }
    }

    private void Prove(
        DaySnapshot snapshot,
        Scope scope,
        IReadOnlyDictionary<string, double> counts,
        IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> expected,
        bool hasGaps,
        int unsure)
    {
        var kept = snapshot.Of(scope);
        var isHidden = IsHidden(snapshot, scope, expected, counts);
        foreach (var (count, value) in counts)
        {
            var mayMiss = hasGaps || isHidden;
            var differs = kept[count] is { } there ? Math.Abs(there - value) > Tolerance(count, unsure) : !mayMiss;
            if (differs)
            {
                var found = kept[count] is { } number ? number.ToString(CultureInfo.InvariantCulture) : "nothing";
                Findings.Add(string.Create(CultureInfo.InvariantCulture, $"{snapshot.Day:yyyy-MM-dd} {scope} {count}: kept {found}, expected {value}."));
            }
        }
    }

    /// <summary>Few people; or one scope of several that part the whole, one of which is few people.</summary>
    private static bool IsHidden(
        DaySnapshot snapshot, Scope scope, IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> expected, IReadOnlyDictionary<string, double> counts) => scope.Kind switch
    {
        ScopeKind.Group => counts.GetValueOrDefault(Count.Members) + counts.GetValueOrDefault(Count.Guests) < FewestPeople || counts.GetValueOrDefault(Count.Members) < FewestPeople,
        _ when InvitedTo(expected, scope) < FewestPeople => true,
        ScopeKind.Organisation => false,
        _ => snapshot.Scopes.FirstOrDefault(one => one.Scope == scope) is null or { IsHidden: true }
            && expected.Keys.Any(other => other.Kind == scope.Kind && other != scope && InvitedTo(expected, other) < FewestPeople),
    };

    private static double InvitedTo(IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> expected, Scope scope) =>
        expected.TryGetValue(scope, out var counts) ? counts.GetValueOrDefault(Count.Invited) : 0;

    private double Tolerance(string count, int unsure) => count switch
    {
        Count.Published7 => uncertainPosts,
        Count.Posts7 or Count.Replies7 or Count.Posts30 or Count.Replies30 or Count.ByTop30 => unsure > 0 ? double.MaxValue : 0,
        _ => BookPage.IsAboutPeople(count) ? unsure : 0,
    };

    private bool IsNearFault(DateTimeOffset at) => faults.Any(fault => fault.At >= at - Near && fault.At <= at + Near);
}
