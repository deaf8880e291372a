using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Working days and quiet hours as the file writes them, read once more and minute by minute, apart from the app's own rule.</summary>
internal sealed class Hours(CampaignFile settings)
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Where somebody lives.</summary>
    public DateTimeZone ZoneOf(Employee person) => DateTimeZoneProviders.Tzdb[
        settings.TimeZones.FirstOrDefault(rule => rule.In.Contains(AudienceRule.ValueOf(person, rule.Attribute) ?? "", StringComparer.OrdinalIgnoreCase))?.Zone
        ?? settings.TimeZone];

    public bool IsOpen(DateTimeZone zone, DateTimeOffset at)
    {
        var local = Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;
        var (from, to, time) = (settings.QuietHours.From, settings.QuietHours.To, local.TimeOfDay);
        var quiet = from < to ? from <= time && time < to : from <= time || time < to;
        return IsWorkingDay(local.Date) && !quiet;
    }

    /// <summary>The instant itself if it is open, or the first quarter of an hour after it that is.</summary>
    public DateTimeOffset FirstOpen(DateTimeZone zone, DateTimeOffset at)
    {
        while (!IsOpen(zone, at))
        {
            at += Step;
        }

        return at;
    }

    public bool OpensBetween(DateTimeZone zone, DateTimeOffset from, DateTimeOffset until) => Steps(from, until).Any(at => IsOpen(zone, at));

    /// <summary>How long the campaign's own hours were open, to a quarter of an hour.</summary>
    public TimeSpan OpenBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        return Steps(from, until).Count(at => IsOpen(zone, at)) * Step;
    }

    /// <summary>The working day that a number of days after a date gives.</summary>
    public LocalDate WorkingDay(LocalDate date, int days)
    {
        var day = date.PlusDays(days);
        while (!IsWorkingDay(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    public bool IsWorkingDay(LocalDate day) => settings.WorkingDays.Contains(day.DayOfWeek) && !IsHoliday(day);

    public bool IsHoliday(LocalDate day) =>
        settings.Holidays.Contains(day) || settings.PublicHolidays.Any(country => PublicHolidays.IsHoliday(country, day));

    private static IEnumerable<DateTimeOffset> Steps(DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until; at += Step)
        {
            yield return at;
        }
    }
}
