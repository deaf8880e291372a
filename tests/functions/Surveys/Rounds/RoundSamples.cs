using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

internal static class RoundSamples
{
    /// <summary>Paris, quiet from 18:30 to 08:00, weekends off, and some holidays.</summary>
    public static CampaignFile Settings { get; } = OpenHoursTests.Settings("18:30", "08:00") with { Holidays = [new(2026, 11, 11), new(2026, 12, 24), new(2026, 12, 25)] };

    public static Survey Survey(SurveyCadence when, int openDays = 14, IReadOnlyList<int>? reminders = null, SurveyAudience? to = null) => new()
    {
        Id = "s",
        Kind = SurveyKind.Feedback,
        Title = new() { Fr = "Enquête" },
        Purpose = new() { Fr = "Savoir." },
        To = to ?? new() { Everybody = true },
        When = when,
        OpenDays = openDays,
        Reminders = reminders ?? [],
        Questions = [new() { Id = "q", Kind = QuestionKind.Text, Text = new() { Fr = "Quoi ?" } }],
    };
}
