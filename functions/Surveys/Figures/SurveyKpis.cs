namespace AdoptionAutomation.Surveys.Figures;

/// <summary>What the numbers of the campaign take from a survey: one line a round and part of the organisation, of released figures alone (pure).</summary>
internal static class SurveyKpis
{
    public static IEnumerable<SurveyKpi> Of(SurveyFigures figures) =>
        from round in figures.Rounds
        let mood = round.Questions.FirstOrDefault(question => question.Mood)
        let nps = round.Questions.FirstOrDefault(question => question.Kind == "nps")
        from cell in round.Cells
        let felt = mood is null ? null : cell.Find(mood.Id)
        select new SurveyKpi(figures.Survey, round, cell)
        {
            MoodMean = felt?.Mean,
            MoodGood = felt?.Good,
            Nps = nps is null ? null : cell.Find(nps.Id)?.Nps,
            Turnout = cell.Turnout?.Share,
        };
}

/// <summary>Null: not asked, or hidden.</summary>
/// <param name="Survey">The survey's id.</param>
/// <param name="Round">With its times.</param>
/// <param name="Cell">Organisation, site, wave of a site, wave, or group.</param>
internal sealed record SurveyKpi(string Survey, RoundFigures Round, CellFigures Cell)
{
    public decimal? MoodMean { get; init; }

    /// <summary>Per cent, rounded to five.</summary>
    public int? MoodGood { get; init; }

    public int? Nps { get; init; }

    /// <summary>Per cent, rounded to five.</summary>
    public int? Turnout { get; init; }
}
