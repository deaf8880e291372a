using System.Collections;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>
/// The welcomed of a campaign and what the reports by person say of them, in some 50 bytes a person, so that a million of them fit into a small
/// instance. People first, then the day, then the lines of the report of 30 days, then those of 7.
/// </summary>
/// <param name="siteOf">The id of the group of somebody's site, by the list of their own groups; null: they have none.</param>
internal sealed class PeopleUsage(Func<string, string?> siteOf)
{
    /// <summary>Of fewer registered people, the top 5 % are fewer than five.</summary>
    private const int FewestForTop = 100;

    private const int TopPart = 20;
    private const int Week = 7;
    private const int Month = 30;
    private const ushort Nowhere = 0;

    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PeopleIndex index = new();
    private readonly List<uint> welcomed = [];
    private readonly List<uint> active = [];
    private readonly List<uint> bounced = [];
    private readonly List<ushort> waves = [];
    private readonly List<ushort> sites = [];
    private readonly List<Scope> scopes = [Scope.Organisation];
    private readonly Dictionary<Scope, ushort> numbers = [];
    private readonly Dictionary<string, ushort> sitesByGroups = new(StringComparer.Ordinal);
    private int[] written = [];
    private BitArray seen = new(0);
    private BitArray met = new(0);
    private UsageSums[] sums = [];
    private CountedDay? counted;
    private uint end;

    public int Size => index.Count;

    /// <summary>Lines that named somebody a second time: they are left out.</summary>
    public int Repeated { get; private set; }

    /// <summary>Whether any line named one of them.</summary>
    public bool HasMatches { get; private set; }

    /// <summary>In the order of their ids.</summary>
    public void Add(CountedPerson person)
    {
        index.Add(Guid.Parse(person.Id), person.Address);
        welcomed.Add(SecondOf(person.WelcomedAt));
        active.Add(SecondOf(person.ActiveAt));
        bounced.Add(SecondOf(person.BouncedAt));
        waves.Add(NumberOf(new(ScopeKind.Wave, person.Wave)));
        if (!sitesByGroups.TryGetValue(person.OwnGroups, out var site))
        {
            site = siteOf(person.OwnGroups) is { } group ? NumberOf(new(ScopeKind.Site, group)) : Nowhere;
            sitesByGroups.Add(person.OwnGroups, site);
        }

        sites.Add(site);
    }

    /// <summary>Everybody is added.</summary>
    public void Seal() => index.Seal();

    /// <summary>It is known for which day they are counted; what was noted before is forgotten.</summary>
    public void Begin(CountedDay day)
    {
        (counted, end) = (day, SecondOf(day.End));
        (written, seen, met) = (new int[Size], new(Size), new(Size));
        sums = [.. scopes.Select(_ => new UsageSums())];
    }

    /// <summary>Another report follows: its lines repeat none of this one's.</summary>
    public void NextReport()
    {
        met.SetAll(false);
        HasMatches = false;
    }

    /// <summary>Their position; negative: not one of them.</summary>
    public int Find(Guid id) => index.Find(id);

    /// <inheritdoc cref="Find(Guid)"/>
    public int Find(string address) => index.Find(address);

    /// <summary>Takes note of a line of the report of 30 days, which tells of the last activity whenever that was.</summary>
    /// <param name="position">As found.</param>
    /// <param name="last">Their last day of activity.</param>
    /// <param name="posts">Posts of 30 days.</param>
    /// <param name="replies">Replies of 30 days.</param>
    public void NoteMonth(int position, DateOnly? last, long posts, long replies)
    {
        if (!IsNew(position) || last is not { } day || !IsOurs(position, day))
        {
            return;
        }

        seen[position] = true;
        written[position] = (int)Math.Min(posts + replies, int.MaxValue);
        foreach (var scope in ScopesOf(position))
        {
            var sum = sums[scope];
            sum.Active7 += counted!.Covers(day, Week) ? 1 : 0;
            sum.Active30 += counted.Covers(day, Month) ? 1 : 0;
            sum.Month.Note(posts, replies);
        }
    }

    /// <summary>Takes note of a line of the report of 7 days.</summary>
    /// <param name="position">As found.</param>
    /// <param name="last">Their last day of activity.</param>
    /// <param name="posts">Posts of 7 days.</param>
    /// <param name="replies">Replies of 7 days.</param>
    public void NoteWeek(int position, DateOnly? last, long posts, long replies)
    {
        if (IsNew(position) && last is { } day && IsOurs(position, day))
        {
            foreach (var scope in ScopesOf(position))
            {
                sums[scope].Week.Note(posts, replies);
            }
        }
    }

    /// <summary>Who was invited by the end of the day, who came, and whose welcome came back: as far as is known without reports if none was read.</summary>
    public ScopeTally People()
    {
        var people = new (int Invited, int Registered, int Bounced)[scopes.Count];
        for (var position = 0; position < Size; position++)
        {
            var (isInvited, isRegistered) = (IsInvited(position), IsRegistered(position));
            foreach (var scope in isInvited || HasBounced(position) ? ScopesOf(position) : [])
            {
                people[scope].Invited += isInvited ? 1 : 0;
                people[scope].Registered += isRegistered ? 1 : 0;
                people[scope].Bounced += isInvited ? 0 : 1;
            }
        }

        var tally = new ScopeTally();
        foreach (var (scope, (invited, registered, back)) in scopes.Zip(people).Where(one => one.First == Scope.Organisation || one.Second.Invited + one.Second.Bounced > 0))
        {
            tally.Set(scope, Count.Invited, invited);
            tally.Set(scope, Count.Registered, registered);
            tally.Set(scope, Count.Bounced, back);
        }

        return tally;
    }

    /// <summary>What the reports say of the invited.</summary>
    /// <param name="people">As counted with the reports.</param>
    /// <param name="columns">What the report tells at all.</param>
    public ScopeTally Usage(ScopeTally people, UserColumns columns)
    {
        var (tally, top) = (new ScopeTally(), columns.Posts is null ? null : TopOf(people));
        for (var scope = 0; scope < scopes.Count; scope++)
        {
            if (people[scopes[scope], Count.Registered] is { } registered)
            {
                tally.Set(scopes[scope], Count.Registered, registered);
                sums[scope].Write(tally, scopes[scope], columns);
                if (top is not null && registered >= FewestForTop)
                {
                    tally.Set(scopes[scope], Count.ByTop30, top[scope]);
                }
            }
        }

        return tally;
    }

    /// <summary>What the 5 % of the registered of each scope wrote who wrote most.</summary>
    private long[] TopOf(ScopeTally people)
    {
        var left = scopes.Select(scope => (int)(people[scope, Count.Registered] ?? 0) / TopPart).ToArray();
        var top = new long[scopes.Count];
        foreach (var position in Enumerable.Range(0, Size).Where(position => written[position] > 0).OrderByDescending(position => written[position]))
        {
            foreach (var scope in ScopesOf(position))
            {
                if (left[scope]-- > 0)
                {
                    top[scope] += written[position];
                }
            }
        }

        return top;
    }

    /// <summary>Whether this is somebody's first line in a report.</summary>
    private bool IsNew(int position)
    {
        if (position < 0)
        {
            return false;
        }

        HasMatches = true;
        if (met[position])
        {
            Repeated++;
            return false;
        }

        return met[position] = true;
    }

    /// <summary>Whether what somebody did last is to be counted: they were invited by then, and it is not from before.</summary>
    private bool IsOurs(int position, DateOnly last) =>
        IsInvited(position) && last <= counted!.Day && last >= DateOnly.FromDateTime(Epoch.AddSeconds(welcomed[position]).UtcDateTime);

    private bool IsInvited(int position) => welcomed[position] is not 0 and var at && at < end && !HasBounced(position);

    private bool HasBounced(int position) => bounced[position] is not 0 and var at && at < end;

    private bool IsRegistered(int position) => IsInvited(position) && (seen[position] || (active[position] is not 0 and var at && at < end));

    private ushort[] ScopesOf(int position) => sites[position] == Nowhere ? [Nowhere, waves[position]] : [Nowhere, waves[position], sites[position]];

    private ushort NumberOf(Scope scope)
    {
        if (!numbers.TryGetValue(scope, out var number))
        {
            number = checked((ushort)scopes.Count);
            numbers.Add(scope, number);
            scopes.Add(scope);
        }

        return number;
    }

    /// <summary>Seconds since 2000, up to 2136; 0: never.</summary>
    private static uint SecondOf(DateTimeOffset? instant) => instant is { } at ? (uint)Math.Clamp((at - Epoch).TotalSeconds, 1, uint.MaxValue) : 0;
}
