using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>When the rounds of a survey are asked, reminded of and closed (pure).</summary>
internal sealed class SurveyRounds(CampaignFile settings)
{
    /// <param name="survey">The survey.</param>
    /// <param name="opened">When the waves of its audience opened, by id; those that did not are absent.</param>
    /// <returns>All rounds that are known, in the order of their times.</returns>
    public IEnumerable<PlannedRound> Of(Survey survey, IReadOnlyDictionary<string, DateTimeOffset> opened)
    {
        _ = opened;
        if (survey.When.Once is { } once)
        {
            var zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];
            var at = zone.AtLeniently(once).ToDateTimeOffset().ToUniversalTime();
            var closes = zone.AtStartOfDay(once.Date.PlusDays(survey.OpenDays)).ToDateTimeOffset().ToUniversalTime();
            yield return new(survey.Id, "once", at, closes, closes.AddDays(survey.KeepDays), []);
        }
    }
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
