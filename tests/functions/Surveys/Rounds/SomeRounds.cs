using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

/// <summary>Rounds as they stand in the table.</summary>
internal static class SomeRounds
{
    public const int KeepDays = 90;

    public static SurveyRound Of(string round, RoundState state, DateTimeOffset closes)
    {
        var text = new LocalText { Fr = "Texte", En = "Text" };
        var survey = new Survey
        {
            Id = "mood",
            Kind = SurveyKind.Temperature,
            Title = text,
            Purpose = text,
            To = new() { Everybody = true },
            When = new() { Once = new(2026, 1, 1, 10, 0) },
            Questions =
            [
                new() { Id = "feel", Kind = QuestionKind.Scale, Text = text },
                new() { Id = "help", Kind = QuestionKind.Single, Text = text, Named = text },
            ],
        };
        return new(survey, round, closes.AddDays(-7), closes, closes.AddDays(KeepDays))
        {
            State = state,
            RemindAt = [closes.AddDays(-3)],
            Sites = new Dictionary<string, string>(StringComparer.Ordinal) { ["site-nimes"] = "Nîmes" },
            Languages = ["fr"],
            TimeZone = "Europe/Paris",
            Platform = "Agora",
            Contact = new() { Name = "Hugo Marchand", Mail = "hugo.marchand@lumen.example" },
        };
    }
}
