using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>When the rounds of a survey are asked, reminded of and closed (pure).</summary>
internal sealed class SurveyRounds(CampaignFile settings)
{
    private const int MonthsOfQuarter = 3;

    private static readonly LocalDatePattern Month = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM");

    private readonly OpenHours hours = new(settings);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <param name="survey">The survey.</param>
    /// <param name="opened">When the waves of its audience opened, by id; those that did not are absent.</param>
    /// <returns>All rounds that are known, in the order of their times.</returns>
    public IEnumerable<PlannedRound> Of(Survey survey, IReadOnlyDictionary<string, DateTimeOffset> opened) =>
        TimesOf(survey, opened).Select(one => PlannedOf(survey, one.Round, one.At)).OrderBy(round => round.OpensAt).ThenBy(round => round.Round, StringComparer.Ordinal);

    private IEnumerable<(string Round, LocalDateTime At)> TimesOf(Survey survey, IReadOnlyDictionary<string, DateTimeOffset> opened) => survey.When switch
    {
        { Once: { } once } => [("once", once)],
        { Monthly: { } monthly } => DatesOf(monthly).Select(date => (Month.Format(date), date + monthly.At)),
        { AfterWave: { } after } => WavesOf(survey.To, opened).Select(wave => (wave, DateOf(opened[wave]).PlusDays(after.Days) + after.At)),
        _ => [],
    };

    /// <summary>Counted from the first, so that a short month on the way takes no days from those after it.</summary>
    private static IEnumerable<LocalDate> DatesOf(MonthlyThenQuarterly monthly) => Enumerable.Range(0, monthly.Months)
        .Concat(Enumerable.Range(1, monthly.ThenQuarters).Select(quarter => monthly.Months - 1 + (quarter * MonthsOfQuarter)))
        .Select(months => monthly.From.PlusMonths(months));

    private static IEnumerable<string> WavesOf(SurveyAudience to, IReadOnlyDictionary<string, DateTimeOffset> opened) =>
        to.Everybody is true ? opened.Keys : (to.Waves ?? []).Where(opened.ContainsKey);

    private PlannedRound PlannedOf(Survey survey, string round, LocalDateTime wished)
    {
        var opens = OpenFrom(wished);
        var (first, at) = (DateOf(opens), TimeOf(opens));
        var closes = zone.AtStartOfDay(first.PlusDays(survey.OpenDays)).ToDateTimeOffset().ToUniversalTime();
        return new(
            survey.Id,
            round,
            opens,
            closes,
            closes.AddDays(survey.KeepDays),
            [.. survey.Reminders.Select(days => OpenFrom(first.PlusDays(days) + at)).Where(remind => remind > opens && remind < closes).Distinct()]);
    }

    /// <summary>A day without work gives way to the next with it at the same time of day, quiet hours to their end.</summary>
    private DateTimeOffset OpenFrom(LocalDateTime wished) => hours.NextOpen(
        zone.AtLeniently(hours.WorkingDayFrom(wished.Date) + wished.TimeOfDay).ToDateTimeOffset().ToUniversalTime(), settings.TimeZone);

    private LocalDate DateOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).Date;

    private LocalTime TimeOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).TimeOfDay;
}

/// <param name="Survey">The survey's id.</param>
/// <param name="Round"><c>once</c>, the wave's id, or the month as in <c>2026-10</c>.</param>
/// <param name="OpensAt">When its mails go out, in UTC.</param>
/// <param name="ClosesAt">The end of its last day.</param>
/// <param name="KeepUntil">When its answers and figures go.</param>
/// <param name="RemindAt">When those who have not answered are reminded; before it closes.</param>
internal sealed record PlannedRound(
    string Survey, string Round, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset KeepUntil, IReadOnlyList<DateTimeOffset> RemindAt)
{
    public string Id => SurveyRound.IdOf(Survey, Round);
}
