using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Surveys.Rounds;

internal static class RoundSamples
{
    /// <summary>Paris, quiet from 18:30 to 08:00, weekends off, and some holidays.</summary>
    public static CampaignFile Settings { get; } = new()
    {
        Id = "small",
        Name = new() { Fr = "Petite" },
        Platform = "Agora",
        PlatformUrl = "https://agora.example",
        TimeZone = "Europe/Paris",
        Languages = ["fr"],
        Start = new(2026, 9, 7),
        WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        Holidays = [new(2026, 11, 11), new(2026, 12, 24), new(2026, 12, 25)],
        QuietHours = new() { From = new(18, 30), To = new(8, 0) },
        Sponsor = new() { Name = "Claire", Mail = "claire@lumen.example" },
        CommunityManagers = [],
        ItContacts = [],
        Charter = new() { Url = "https://agora.example/charte", Version = "1" },
    };

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
