using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>How a wave's people feel, by what was released: a read for each feedback or pulse survey with a mood question.</summary>
internal sealed class MoodReader(FiguresStore store)
{
    public async Task<WaveMood?> FindAsync(Campaign campaign, string wave, CancellationToken cancellationToken)
    {
        var figures = new List<SurveyFigures>();
        foreach (var survey in campaign.Surveys.Where(survey =>
            survey.Kind is SurveyKind.Feedback or SurveyKind.Pulse && survey.Questions.Any(question => question.Mood)))
        {
            if (await store.FindAsync(campaign.Id, survey.Id, cancellationToken) is { } released)
            {
                figures.Add(released);
            }
        }

        return WaveMood.Of(figures, wave);
    }
}

/// <param name="Survey">The survey's id.</param>
/// <param name="Round">The round that it is of.</param>
/// <param name="Good">Per cent of 4 and 5, as released; null: hidden, for too few answered.</param>
/// <param name="Respondents">How many answered the question, as released.</param>
internal sealed record WaveMood(string Survey, string Round, int? Good, int Respondents)
{
    /// <summary>Of the youngest round that shows the wave's mood; else of the youngest that asked the wave and hides it; else null.</summary>
    public static WaveMood? Of(IEnumerable<SurveyFigures> surveys, string wave) => surveys
        .SelectMany(survey => survey.Rounds, (survey, round) => (Survey: survey.Survey, Round: round))
        .OrderByDescending(one => one.Round.OpensAt)
        .Select(one => Of(one.Survey, one.Round, wave))
        .OfType<WaveMood>()
        .OrderBy(mood => mood.Good is null)
        .FirstOrDefault();

    private static WaveMood? Of(string survey, RoundFigures round, string wave) =>
        round.Questions.FirstOrDefault(question => question.Mood) is { } mood && round.Find(CellFigures.OfWave, wave: wave) is { } cell
            ? new(survey, round.Round, cell.Find(mood.Id)?.Good, cell.Find(mood.Id)?.Respondents ?? 0)
            : null;
}
