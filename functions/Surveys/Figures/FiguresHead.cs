using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>What stands above the figures of a round: what was asked, when, of whom (pure).</summary>
internal static class FiguresHead
{
    public static RoundFigures Of(SurveyRound round, IEnumerable<SurveyQuestion> questions) => new()
    {
        Round = round.Round,
        Kind = Word(round.Survey.Kind),
        OpensAt = round.OpensAt,
        ClosesAt = round.ClosesAt,
        KeepUntil = round.KeepUntil,
        TimeZone = round.TimeZone,
        Languages = round.Languages,
        Title = TextOf(round.Survey.Title),
        Questions =
        [
            .. questions.Select(question => new AskedQuestion(
                question.Id,
                Word(question.Kind),
                TextOf(question.Text),
                [.. (question.Choices ?? []).Select(choice => new AskedChoice(choice.Id, TextOf(choice.Text)))],
                question.Mood)),
        ],
        Cells = [],
    };

    /// <summary>What waves and groups are called, of those that the figures name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> NamesOf(Campaign campaign, IEnumerable<CellFigures> cells)
    {
        var names = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            if (cell.Wave is { } wave && campaign.FindWave(wave) is { } definition)
            {
                names[$"wave:{wave}"] = TextOf(definition.Name);
            }
            else if (cell.Group is { } group && campaign.FindGroup(group) is { } declared)
            {
                names[$"group:{group}"] = TextOf(new() { Fr = declared.Name, En = declared.Name });
            }
        }

        return names;
    }

    private static Dictionary<string, string> TextOf(LocalText text) => new(StringComparer.Ordinal) { ["fr"] = text.In("fr"), ["en"] = text.In("en") };

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}
