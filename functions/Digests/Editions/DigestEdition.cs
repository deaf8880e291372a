using System.Globalization;
using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>
/// One digest in time (pure): the week from Monday to Sunday that it tells of, and when it goes out in the week after. The first that goes out in a
/// month is the month's: it looks back on the month before, in the four weeks that end with that Sunday.
/// </summary>
/// <param name="Period">ISO week, such as <c>2026-W41</c>, or month, such as <c>2026-10</c>.</param>
/// <param name="Last">The Sunday with which it ends, by the campaign's calendar.</param>
/// <param name="At">When it goes out.</param>
internal sealed record DigestEdition(string Period, DateOnly Last, DateTimeOffset At)
{
    private const int Week = 7;
    private const int FourWeeks = 28;

    /// <summary>Weeks in a row in which nobody works, and that are looked through for one in which somebody does.</summary>
    private const int MostSilent = 60;

    private const int Back = 9;
    private const string MonthFormat = "uuuu-MM";

    public required bool IsMonth { get; init; }

    /// <summary>The month that it looks back on; null: it is a week's.</summary>
    public DateOnly? Month { get; init; }

    /// <summary>When the next is due: from then on this one is not sent any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When the next month's is due: for who gets only those.</summary>
    public required DateTimeOffset UntilMonth { get; init; }

    /// <summary>When its week is over: midnight by the campaign's clock. What happened a second before belongs to it.</summary>
    public required DateTimeOffset Ends { get; init; }

    /// <summary>When the one before was due; null: there is none in reach.</summary>
    public DateTimeOffset? FormerAt { get; init; }

    /// <summary>Sundays of the weeks since the one before of which nothing is told, for nobody worked in the week after.</summary>
    public IReadOnlyList<DateOnly> Silent { get; init; } = [];

    /// <summary>The first day that it tells of.</summary>
    public DateOnly First => Last.AddDays(1 - (IsMonth ? FourWeeks : Week));

    /// <summary>When an audience's next edition is due: from then on this one is not sent to it any more.</summary>
    public DateTimeOffset UntilFor(CampaignFile settings, DigestAudience audience) =>
        audience.EveryOf(settings.Digests) == DigestEvery.Month ? UntilMonth : Until;

    public bool IsFor(CampaignFile settings, DigestAudience audience) => audience.EveryOf(settings.Digests) switch
    {
        DigestEvery.Week => true,
        DigestEvery.Month => IsMonth,
        _ => false,
    };

    /// <summary>Those of the weeks up to the next, in order.</summary>
    public static IEnumerable<DigestEdition> Around(CampaignFile settings, DateTimeOffset now)
    {
        var today = Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[settings.TimeZone]).Date;
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return Enumerable.Range(-Back, Back + 2).Select(weeks => SentIn(settings, monday.PlusWeeks(weeks))).OfType<DigestEdition>();
    }

    /// <summary>Null: none is called so.</summary>
    public static DigestEdition? Find(CampaignFile settings, string period) =>
        MondaysAfter(period).Select(monday => SentIn(settings, monday)).FirstOrDefault(edition => edition?.Period == period);

    /// <summary>The one that goes out in the week that begins on a Monday; null: nobody works in it.</summary>
    private static DigestEdition? SentIn(CampaignFile settings, LocalDate monday)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        if (TimeIn(settings, monday) is not { } at)
        {
            return null;
        }

        var silent = Enumerable.Range(1, MostSilent).TakeWhile(weeks => TimeIn(settings, monday.PlusWeeks(-weeks)) is null).ToList();
        var former = TimeIn(settings, monday.PlusWeeks(-silent.Count - 1));
        var next = Enumerable.Range(1, MostSilent).Select(weeks => TimeIn(settings, monday.PlusWeeks(weeks))).OfType<DateTimeOffset>().Append(DateTimeOffset.MaxValue);
        var (day, last) = (DayOf(at, zone), monday.PlusDays(-1));
        var isMonth = former is not { } before || DayOf(before, zone).ToYearMonth() != day.ToYearMonth();
        var month = day.With(DateAdjusters.StartOfMonth).PlusMonths(-1);
        return new(isMonth ? month.ToString(MonthFormat, CultureInfo.InvariantCulture) : IsoWeek.Of(last), last.ToDateOnly(), at)
        {
            IsMonth = isMonth,
            Month = isMonth ? month.ToDateOnly() : null,
            Until = next.First(),
            UntilMonth = next.First(time => time == DateTimeOffset.MaxValue || DayOf(time, zone).ToYearMonth() != day.ToYearMonth()),
            Ends = zone.AtStartOfDay(monday).ToDateTimeOffset().ToUniversalTime(),
            FormerAt = former,
            Silent = [.. silent.Select(weeks => last.PlusWeeks(-weeks).ToDateOnly())],
        };
    }

    /// <summary>
    /// When in a week a digest goes out: on the wanted day, or the next one of the week on which people work; if there is none left, the last one
    /// before. Null: nobody works in it.
    /// </summary>
    private static DateTimeOffset? TimeIn(CampaignFile settings, LocalDate monday)
    {
        var (hours, zone, rhythm) = (new OpenHours(settings), DateTimeZoneProviders.Tzdb[settings.TimeZone], settings.Digests);
        var wanted = monday.PlusDays((int)rhythm.On - (int)IsoDayOfWeek.Monday);
        var end = monday.PlusWeeks(1);
        for (var day = wanted; day < end; day = day.PlusDays(1))
        {
            if (hours.IsWorkingDay(day) && Open(day + rhythm.At) is var open && DayOf(open, zone) < end)
            {
                return open;
            }
        }

        // Before the wanted day, at its time or, if that is a quiet one, when the day's hours begin.
        return Enumerable.Range(1, (int)rhythm.On - (int)IsoDayOfWeek.Monday)
            .Select(back => wanted.PlusDays(-back))
            .Where(hours.IsWorkingDay)
            .SelectMany(day => new[] { Open(day + rhythm.At), Open(day.AtMidnight()) }.Where(open => DayOf(open, zone) == day))
            .Select(open => (DateTimeOffset?)open)
            .FirstOrDefault();

        DateTimeOffset Open(LocalDateTime time) => hours.NextOpen(zone.AtLeniently(time).ToDateTimeOffset(), null).ToUniversalTime();
    }

    private static LocalDate DayOf(DateTimeOffset at, DateTimeZone zone) => Instant.FromDateTimeOffset(at).InZone(zone).Date;

    /// <summary>Mondays of the weeks in which the digest of a period may go out.</summary>
    private static IEnumerable<LocalDate> MondaysAfter(string period)
    {
        const int FirstYear = 2000;
        const int LastYear = 2200;
        const int WeeksOfAMonth = 6;
        var parts = period.Split('-');
        if (parts is not [{ Length: 4 }, { Length: 2 or 3 } part]
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or > LastYear)
        {
            return [];
        }

        if (part[0] == 'W')
        {
            return int.TryParse(part[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var week)
                && week >= 1 && week <= WeekYearRules.Iso.GetWeeksInWeekYear(year)
                ? [WeekYearRules.Iso.GetLocalDate(year, week, IsoDayOfWeek.Monday).PlusWeeks(1)]
                : [];
        }

        return int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12
            ? Enumerable.Range(0, WeeksOfAMonth).Select(new LocalDate(year, month, 1).PlusMonths(1).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusWeeks)
            : [];
    }
}
