using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>What is to be known of the days themselves (pure).</summary>
internal sealed class BoardDays(Campaign campaign, Instant now)
{
    private readonly OpenHours hours = new(campaign.Settings);
    private readonly LocalDate today = now.InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).Date;

    public BoardDay Of(LocalDate date, IReadOnlyList<BoardPost> posts)
    {
        var phase = PhaseOf(date);
        return new(
            date.ToDateOnly(),
            date == today,
            hours.IsWorkingDay(date),
            hours.IsHoliday(date),
            phase?.Kind.ToString().ToLowerInvariant(),
            phase?.From == date,
            posts);
    }

    private SeasonPhase? PhaseOf(LocalDate date) => campaign.Calendar.Phases.FirstOrDefault(phase => date >= phase.From && (phase.Until is not { } last || date <= last));
}
