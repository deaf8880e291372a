using AdoptionAutomation.Surveys.Figures;

namespace AdoptionAutomation.Tests.Functions.Surveys.Figures;

public sealed class SurveyKpisTests
{
    private static readonly AskedQuestion Mood = new("mood", "scale", Said("Mood?"), [], Mood: true);
    private static readonly AskedQuestion Other = new("ease", "scale", Said("Easy?"), [], Mood: false);
    private static readonly AskedQuestion Nps = new("nps", "nps", Said("Recommend?"), [], Mood: false);

    [Fact]
    public void Each_part_of_a_round_is_a_line_with_its_mood_recommendation_and_turnout()
    {
        var figures = Figures(
            [Other, Mood, Nps],
            new CellFigures(CellFigures.Organisation)
            {
                Turnout = new(80, 40, 50),
                Questions = [new("ease") { Mean = 1.5m }, new("mood") { Mean = 4.2m, Good = 75 }, new("nps") { Nps = 30 }],
            },
            new CellFigures(CellFigures.OfSite, Site: "Lyon") { Hidden = Reasons.FewerThanFive });

        var lines = SurveyKpis.Of(figures).ToList();

        Assert.Equal([(4.2m, 75, 30, 50), (null, null, null, null)], lines.Select(line => (line.MoodMean, line.MoodGood, line.Nps, line.Turnout)));
        Assert.Equal(["organisation", "site"], lines.Select(line => line.Cell.Scope));
        Assert.All(lines, line => Assert.Equal(("pulse", "2026-09"), (line.Survey, line.Round.Round)));
    }

    [Fact]
    public void What_was_not_asked_or_is_hidden_is_not_known()
    {
        var figures = Figures([Other], new CellFigures(CellFigures.Organisation) { Questions = [new("ease") { Mean = 1.5m }, new("mood") { Mean = 4.2m }] });
        var hidden = Figures([Mood, Nps], new CellFigures(CellFigures.Organisation) { Questions = [new("mood") { Hidden = Reasons.FewerThanFive }] });

        Assert.All(SurveyKpis.Of(figures).Concat(SurveyKpis.Of(hidden)), line => Assert.Equal((null, null), (line.MoodMean, line.Nps)));
    }

    private static SurveyFigures Figures(IReadOnlyList<AskedQuestion> questions, params CellFigures[] cells) => new(
        "pulse",
        [new() { Round = "2026-09", Kind = "pulse", TimeZone = "Europe/Paris", Languages = ["en"], Title = Said("How are you?"), Questions = questions, Cells = cells }]);

    private static Dictionary<string, string> Said(string text) => new(StringComparer.Ordinal) { ["en"] = text };
}
