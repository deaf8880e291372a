using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>A digest that somebody is to get.</summary>
/// <param name="Category">Of its mail.</param>
/// <param name="To">Mail address.</param>
/// <param name="At">When it is due.</param>
internal sealed record ExpectedDigest(string Category, string To, DateTimeOffset At);

/// <summary>
/// The digests that campaign.json asks for, found week by week from the file alone: none of the app's code that does so is called. Each tells of the
/// week before; the first of a month tells of the month before, and is all that those get who get one a month. Who is leadership and sponsor gets
/// the sponsor's.
/// </summary>
internal sealed class ExpectedDigests(CampaignFile settings)
{
    private readonly Hours hours = new(settings);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <param name="launch">When the first wave opened: weeks before it have no digest.</param>
    /// <param name="end">What falls due later is left out.</param>
    public IReadOnlyList<ExpectedDigest> Between(DateTimeOffset launch, DateTimeOffset end)
    {
        var monday = DateOf(launch).With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var former = DayIn(monday.PlusWeeks(-1));
        var digests = new List<ExpectedDigest>();
        for (; monday.AtStartOfDayInZone(zone).ToDateTimeOffset() < end; monday = monday.PlusWeeks(1))
        {
            if (DayIn(monday) is not { } day)
            {
                continue;
            }

            var isMonth = former?.Month != day.Month;
            var at = hours.FirstOpen(zone, day.At(settings.Digests.At).InZoneLeniently(zone).ToDateTimeOffset());
            digests.AddRange(Of(isMonth, isMonth ? day.PlusMonths(-1).ToString("uuuu-MM", null) : WeekOf(monday.PlusDays(-1)), at));
            former = day;
        }

        return [.. digests.Where(digest => digest.At < end)];
    }

    private IEnumerable<ExpectedDigest> Of(bool isMonth, string period, DateTimeOffset at)
    {
        var rhythm = settings.Digests;
        var sponsor = Gets(rhythm.Sponsor, isMonth) ? settings.Sponsor.Mail : null;
        var leadership = settings.DigestRecipients.Select(one => one.Mail).Where(mail => !Same(mail, sponsor));
        IEnumerable<(string Audience, IEnumerable<string> People)> audiences =
        [
            ("leadership", Gets(rhythm.Leadership, isMonth) ? leadership : []),
            ("sponsor", sponsor is null ? [] : [sponsor]),
            ("community", Gets(rhythm.CommunityManagers, isMonth) ? settings.CommunityManagers.Select(one => one.Mail) : []),
        ];
        return from audience in audiences
               from mail in audience.People.Distinct(StringComparer.OrdinalIgnoreCase)
               select new ExpectedDigest($"digest-{audience.Audience}.{period}", mail, at);
    }

    /// <summary>The day of a week on which digests go: the wanted one or the next on which people work, or the last one before; null: nobody works.</summary>
    private LocalDate? DayIn(LocalDate monday)
    {
        var days = Enumerable.Range(0, 7).Select(monday.PlusDays).Where(hours.IsWorkingDay).ToList();
        return days.Count == 0 ? null : days.Where(day => day.DayOfWeek >= settings.Digests.On).Append(days[^1]).First();
    }

    private static bool Gets(DigestEvery every, bool isMonth) => every == DigestEvery.Week || (every == DigestEvery.Month && isMonth);

    private static string WeekOf(LocalDate day) => $"{WeekYearRules.Iso.GetWeekYear(day):0000}-W{WeekYearRules.Iso.GetWeekOfWeekYear(day):00}";

    private static bool Same(string one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private LocalDate DateOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).Date;
}
