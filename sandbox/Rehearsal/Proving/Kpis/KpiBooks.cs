using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>
/// The figures of a day as the people's own doings, the tenant's log and the campaign's files give them: none of the app's code that counts is
/// called, so the two check each other. What surveys, contests and the organisation's own figures say has proofs of its own.
/// </summary>
internal sealed class KpiBooks(Campaign campaign, PeopleBook people, GroupBook groups, CompanyBook company)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];

    /// <param name="day">The last day that is counted.</param>
    /// <param name="takenAt">When the directory was asked: it tells of that moment alone.</param>
    public IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> On(DateOnly day, DateTimeOffset takenAt)
    {
        var page = new BookPage(day, EndOf(day), EndOf(day.AddDays(-7)));
        people.Write(page);
        groups.Write(page);
        company.Write(page, takenAt);
        return page.Scopes;
    }

    /// <summary>People of whom the app may know more or less on that day, for a fault struck when they were welcomed.</summary>
    public int Unsure(DateOnly day) => people.Unsure(EndOf(day));

    /// <summary>Posts of the seven days of which the app does not know that they arrived.</summary>
    public int UnsurePosts(DateOnly day) => groups.UnsurePosts(EndOf(day.AddDays(-7)), EndOf(day));

    /// <summary>Profiles that were completed in some time.</summary>
    public int CompletedBetween(DateTimeOffset from, DateTimeOffset to) => company.CompletedBetween(from, to);

    /// <summary>People who left in some time.</summary>
    public int LeftBetween(DateTimeOffset from, DateTimeOffset to) => company.LeftBetween(from, to);

    private DateTimeOffset EndOf(DateOnly day) => zone.AtStartOfDay(LocalDate.FromDateOnly(day.AddDays(1))).ToDateTimeOffset();
}

/// <summary>The figures of one day while they are written.</summary>
/// <param name="day">The last day that is counted, by the reports' clock.</param>
/// <param name="end">The first instant after it, by the campaign's clock.</param>
/// <param name="weekStart">The first instant of the seven days, by the campaign's clock.</param>
internal sealed class BookPage(DateOnly day, DateTimeOffset end, DateTimeOffset weekStart)
{
    private readonly Dictionary<Scope, Dictionary<string, double>> scopes = [];

    public DateOnly Day => day;

    public DateTimeOffset End => end;

    public DateTimeOffset WeekStart => weekStart;

    public IReadOnlyDictionary<Scope, IReadOnlyDictionary<string, double>> Scopes =>
        scopes.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, double>)pair.Value);

    public void Add(Scope scope, string count, double value)
    {
        if (!scopes.TryGetValue(scope, out var counts))
        {
            scopes[scope] = counts = new(StringComparer.Ordinal);
        }

        counts[count] = counts.GetValueOrDefault(count) + value;
    }

    /// <summary>Whether the books count it.</summary>
    public static bool IsCounted(string count) =>
        count is not (Count.ContestAnswers30 or Count.Mood or Count.Nps) && !count.StartsWith(Count.OfBusiness(""), StringComparison.Ordinal);

    /// <summary>Counts that are about people, and are left out where people could be guessed.</summary>
    public static bool IsAboutPeople(string count) => count is Count.Invited or Count.Registered or Count.Bounced or Count.Active7 or Count.Active30
        or Count.Posts7 or Count.Replies7 or Count.Contributors7 or Count.Posts30 or Count.Replies30 or Count.Contributors30 or Count.ByTop30;
}
