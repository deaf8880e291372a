using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Plan;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Waves.Plan;

public sealed class PlanTimesTests
{
    // Monday 2026-09-07, 10:00 in Paris; quiet from 20:00 to 07:00, weekends off.
    [Theory]
    [InlineData(100, "2026-09-07T08:00Z", null, 60, "2026-09-07T08:00Z", "2026-09-07T08:01Z")]
    [InlineData(100, "2026-09-07T08:00Z", 100, 60, "2026-09-07T08:00Z", "2026-09-07T09:00Z")]
    [InlineData(101, "2026-09-07T08:00Z", 100, 60, "2026-09-07T08:00Z", "2026-09-07T09:00:36Z")]
    [InlineData(150, "2026-09-07T08:00Z", 100, 60, "2026-09-07T08:00Z", "2026-09-07T09:30Z")]
    [InlineData(1000, "2026-09-07T16:00Z", 100, 60, "2026-09-07T16:00Z", "2026-09-08T13:00Z")]
    [InlineData(10, "2026-09-11T19:00Z", 10, 60, "2026-09-14T05:00Z", "2026-09-14T06:00Z")]
    [InlineData(10, "2026-09-12T10:00Z", null, 60, "2026-09-14T05:00Z", "2026-09-14T05:00Z")]
    public void The_first_and_the_last_mail_keep_to_pace_and_working_hours(
        int people, string start, int? pace, int quotaSeconds, string first, string last) =>
        Assert.Equal(
            (At(first), At(last)),
            new PlanTimes(Hours).Of(people, At(start), pace, TimeSpan.FromSeconds(quotaSeconds)));

    [Fact]
    public void Nobody_is_never_written_to() => Assert.Null(new PlanTimes(Hours).Of(0, At("2026-09-07T08:00Z"), 10, TimeSpan.Zero));

    [Fact]
    public void A_million_people_one_an_hour_is_never() => Assert.Null(new PlanTimes(Hours).Of(1_000_000, At("2026-09-07T08:00Z"), 1, TimeSpan.Zero));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static OpenHours Hours => new(PlanScenes.Settings);
}

internal static class PlanScenes
{
    public static CampaignFile Settings { get; } = new()
    {
        Id = "small",
        Name = new() { Fr = "Petite", En = "Small" },
        Platform = "Agora",
        PlatformUrl = "https://agora.example",
        TimeZone = "Europe/Paris",
        Languages = ["en", "fr"],
        Start = new(2026, 9, 7),
        WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        QuietHours = new() { From = new(20, 0), To = new(7, 0) },
        Sponsor = new() { Name = "A", Mail = "a@lumen.example" },
        CommunityManagers = [],
        ItContacts = [],
        Charter = new() { Url = "https://agora.example/charte", Version = "1" },
    };
}
