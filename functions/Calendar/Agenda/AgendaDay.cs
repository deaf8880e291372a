using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Agenda;

/// <summary>When the week's agenda is mailed (pure): on its first working day, which is Monday but for holidays, in the morning by the campaign's clock.</summary>
/// <param name="Week">ISO week, such as <c>2026-W41</c>.</param>
/// <param name="At">The instant.</param>
internal sealed record AgendaDay(string Week, DateTimeOffset At)
{
    private const int Days = 7;

    private static readonly LocalTime Morning = new(7, 30);

    /// <summary>The id of the week's notice: each person is told once.</summary>
    public string Notice => $"agenda.{Week}";

    /// <summary>Those of the week of an instant, of the one before it and of the next; a week without a working day has none.</summary>
    public static IEnumerable<AgendaDay> Around(CampaignFile settings, DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
        var hours = new OpenHours(settings);
        var monday = Instant.FromDateTimeOffset(now).InZone(zone).Date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        return new[] { monday.PlusWeeks(-1), monday, monday.PlusWeeks(1) }
            .Select(first => Enumerable.Range(0, Days).Select(first.PlusDays).Where(hours.IsWorkingDay).Select(day => (LocalDate?)day).FirstOrDefault())
            .OfType<LocalDate>()
            .Select(day => new AgendaDay(IsoWeek.Of(day), zone.AtLeniently(day + Morning).ToDateTimeOffset().ToUniversalTime()));
    }
}
