using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>One round of a survey that the files ask for.</summary>
/// <param name="Survey">Its definition.</param>
/// <param name="Round">As the app's key names it.</param>
/// <param name="OpensAt">When its mails are due.</param>
/// <param name="ClosesAt">When it takes no more answers.</param>
/// <param name="Reminders">The first instant of the days on which reminders are due.</param>
internal sealed record ExpectedRound(Survey Survey, string Round, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, IReadOnlyList<DateTimeOffset> Reminders)
{
    public string Id => $"{Survey.Id}.{Round}";

    /// <summary>The category of its mails.</summary>
    public string Kind => SurveyAnswering.Family + Id;

    /// <summary>Whether everybody of the directory is asked, invited or not.</summary>
    public bool AsksDirectory => Survey.To.Directory is true;

    /// <summary>Whether somebody of a wave is asked.</summary>
    public bool Asks(WaveDefinition wave) => Survey.When.AfterWave is null
        ? Survey.To is { Everybody: true } || Survey.To.Waves?.Contains(wave.Id) is true || Survey.To.Groups?.Any(wave.Groups.Contains) is true
        : wave.Id == Round;
}

/// <summary>The rounds that surveys.json asks for, found from the file alone: none of the app's code that works them out is called.</summary>
internal sealed class ExpectedSurveys(Campaign campaign)
{
    private readonly Hours hours = new(campaign.Settings);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];

    /// <param name="opened">When each wave was opened, by id.</param>
    /// <param name="end">Rounds that open later are left out.</param>
    public IReadOnlyList<ExpectedRound> Before(IReadOnlyDictionary<string, DateTimeOffset> opened, DateTimeOffset end) =>
    [
        .. campaign.Surveys.Where(survey => survey.Status == PostStatus.Approved)
            .SelectMany(survey => Days(survey, opened).Select(day => RoundOf(survey, day.Round, day.Date, day.At)))
            .Where(round => round.OpensAt < end),
    ];

    private IEnumerable<(string Round, LocalDate Date, LocalTime At)> Days(Survey survey, IReadOnlyDictionary<string, DateTimeOffset> opened)
    {
        if (survey.When.Once is { } once)
        {
            yield return ("once", once.Date, once.TimeOfDay);
        }

        if (survey.When.AfterWave is { } after)
        {
            foreach (var wave in campaign.Waves.Where(wave => survey.To.Waves?.Contains(wave.Id) ?? true))
            {
                if (opened.TryGetValue(wave.Id, out var at))
                {
                    yield return (wave.Id, Instant.FromDateTimeOffset(at).InZone(zone).Date.PlusDays(after.Days), after.At);
                }
            }
        }

        if (survey.When.Monthly is { } monthly)
        {
            var months = Enumerable.Range(0, monthly.Months).Concat(Enumerable.Range(1, monthly.ThenQuarters).Select(quarter => monthly.Months - 1 + (3 * quarter)));
            foreach (var date in months.Select(month => monthly.From.PlusMonths(month)))
            {
                yield return ($"{date.Year:D4}-{date.Month:D2}", date, monthly.At);
            }
        }
    }

    private ExpectedRound RoundOf(Survey survey, string round, LocalDate date, LocalTime at)
    {
        var day = hours.WorkingDay(date, 0);
        var opens = day.At(at).InZoneLeniently(zone).ToDateTimeOffset();
        while (!hours.IsOpen(zone, opens))
        {
            opens += TimeSpan.FromMinutes(15);
        }

        var opensOn = Instant.FromDateTimeOffset(opens).InZone(zone).Date;
        var closes = opensOn.PlusDays(survey.OpenDays).AtStartOfDayInZone(zone).ToDateTimeOffset();
        var reminders = survey.Reminders.Select(days => hours.WorkingDay(opensOn, days).AtStartOfDayInZone(zone).ToDateTimeOffset());
        return new(survey, round, opens, closes, [.. reminders.Where(at => at < closes)]);
    }
}
