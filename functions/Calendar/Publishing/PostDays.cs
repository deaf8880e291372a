using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>The days that a call asks about, by the campaign's clock (pure).</summary>
/// <param name="From">The first day's start.</param>
/// <param name="Until">The end of the last.</param>
internal sealed record PostDays(DateTimeOffset From, DateTimeOffset Until)
{
    public const int MostDays = 400;
    private const int Back = 7;
    private const int Ahead = 14;

    /// <param name="from">The first day; empty: a week ago, or before <paramref name="until"/>.</param>
    /// <param name="until">The last day; empty: three weeks after the first.</param>
    /// <param name="settings">Whose clock.</param>
    /// <param name="now">The present.</param>
    /// <returns>Null: these are no days.</returns>
    public static PostDays? Read(string? from, string? until, CampaignFile settings, DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var today = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        var (first, last) = (DateOf(from), DateOf(until));
        if ((first is null && from is { Length: > 0 }) || (last is null && until is { Length: > 0 }))
        {
            return null;
        }

        var start = first ?? (last is { } end && end < today ? end : today).PlusDays(-Back);
        var stop = last ?? start.PlusDays(Back + Ahead);
        return start <= stop && Period.DaysBetween(start, stop) < MostDays ? new(StartOf(start), StartOf(stop.PlusDays(1))) : null;

        DateTimeOffset StartOf(LocalDate day) => zone.AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();
    }

    private static LocalDate? DateOf(string? text) =>
        text is { Length: > 0 } && LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year is > 1900 and < 3000 ? date : null;
}
