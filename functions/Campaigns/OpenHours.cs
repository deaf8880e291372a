using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// When people of a campaign may be mailed: on its working days, but for its holidays, outside its quiet hours, by the clock of where they
/// live (pure).
/// </summary>
internal sealed class OpenHours(CampaignFile settings)
{
    /// <summary>Campaigns without a working day in reach do not pass the reader; a year of holidays in a row might.</summary>
    private const int FarthestDay = 400;

    private readonly HashSet<IsoDayOfWeek> workingDays = [.. settings.WorkingDays];
    private readonly HashSet<LocalDate> holidays = [.. settings.Holidays];

    /// <param name="zone">IANA name; null: the campaign's.</param>
    public DateTimeZone ZoneOf(string? zone) =>
        (zone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)) ?? DateTimeZoneProviders.Tzdb[settings.TimeZone];

    public bool IsWorkingDay(LocalDate date) => workingDays.Contains(date.DayOfWeek) && !IsHoliday(date);

    public bool IsHoliday(LocalDate date) => holidays.Contains(date) || settings.PublicHolidays.Any(country => PublicHolidays.IsHoliday(country, date));

    /// <summary>The date itself if it is a working day, else the next that is.</summary>
    public LocalDate WorkingDayFrom(LocalDate date)
    {
        for (var days = 0; days < FarthestDay && !IsWorkingDay(date); days++)
        {
            date = date.PlusDays(1);
        }

        return date;
    }

    /// <summary>The last working day before a date; the date itself if there is none in reach.</summary>
    public LocalDate WorkingDayBefore(LocalDate date)
    {
        var before = date.PlusDays(-1);
        for (var days = 0; days < FarthestDay && !IsWorkingDay(before); days++)
        {
            before = before.PlusDays(-1);
        }

        return IsWorkingDay(before) ? before : date;
    }

    public bool IsOpen(DateTimeOffset now, string? zone) => NextOpen(now, zone) <= now;

    /// <summary>When people in a zone may be mailed next: now, if they may.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset now, string? zone)
    {
        var place = ZoneOf(zone);
        var local = Instant.FromDateTimeOffset(now).InZone(place).LocalDateTime;
        return IsWorkingDay(local.Date) && !IsQuiet(local.TimeOfDay) ? now : FirstOpenAfter(local, place).ToDateTimeOffset().ToUniversalTime();
    }

    /// <summary>When the hours that are open now end: with the quiet ones, or with the day.</summary>
    public DateTimeOffset ClosesAfter(DateTimeOffset now, string? zone)
    {
        var place = ZoneOf(zone);
        var local = Instant.FromDateTimeOffset(now).InZone(place).LocalDateTime;
        var closes = settings.QuietHours.From > local.TimeOfDay
            ? local.Date + settings.QuietHours.From
            : local.Date.PlusDays(1) + LocalTime.Midnight;
        return place.AtLeniently(closes).ToDateTimeOffset().ToUniversalTime();
    }

    private ZonedDateTime FirstOpenAfter(LocalDateTime local, DateTimeZone place)
    {
        // Hours open at one end of the quiet ones, or at midnight if those lie within the day.
        var opens = settings.QuietHours.To;
        var date = WorkingDayFrom(local.Date);
        var earliest = date == local.Date ? local.TimeOfDay : LocalTime.Midnight;
        if (!IsQuiet(earliest))
        {
            return place.AtLeniently(date + earliest);
        }

        return earliest < opens
            ? place.AtLeniently(date + opens)
            : FirstOpenAfter(date.PlusDays(1) + LocalTime.Midnight, place);
    }

    /// <summary>From the start up to, but without, the end; they may pass midnight.</summary>
    private bool IsQuiet(LocalTime time)
    {
        var (from, to) = (settings.QuietHours.From, settings.QuietHours.To);
        return from < to ? time >= from && time < to : time >= from || time < to;
    }
}
