using System.Globalization;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Campaigns;

public class OpenHoursTests
{
    /// <summary>Quiet from 18:30 to 08:00 in Paris, weekends off, a holiday on Wednesday 2026-11-11 and on Friday 2026-12-25.</summary>
    [Theory]
    // Paris: UTC+2 in summer, UTC+1 in winter
    [InlineData("2026-09-14T07:00Z", null, "2026-09-14T07:00Z")]
    [InlineData("2026-09-14T06:00Z", null, "2026-09-14T06:00Z")]
    [InlineData("2026-09-14T05:59Z", null, "2026-09-14T06:00Z")]
    [InlineData("2026-09-14T16:30Z", null, "2026-09-15T06:00Z")]
    [InlineData("2026-09-14T22:30Z", null, "2026-09-15T06:00Z")]
    // Over a weekend, over a holiday, over a holiday and a weekend
    [InlineData("2026-09-18T20:00Z", null, "2026-09-21T06:00Z")]
    [InlineData("2026-09-19T10:00Z", null, "2026-09-21T06:00Z")]
    [InlineData("2026-11-10T20:00Z", null, "2026-11-12T07:00Z")]
    [InlineData("2026-12-24T20:00Z", null, "2026-12-28T07:00Z")]
    // Over the clock changes of 2026-10-25 and 2027-03-28
    [InlineData("2026-10-23T18:00Z", null, "2026-10-26T07:00Z")]
    [InlineData("2027-03-26T18:00Z", null, "2027-03-29T06:00Z")]
    // Where they live: Toronto is at UTC-4 in summer, Dublin at UTC+1, Kiritimati at UTC+14, and the day is theirs
    [InlineData("2026-09-14T07:00Z", "America/Toronto", "2026-09-14T12:00Z")]
    [InlineData("2026-09-14T06:30Z", "Europe/Dublin", "2026-09-14T07:00Z")]
    [InlineData("2026-09-18T12:00Z", "Pacific/Kiritimati", "2026-09-20T18:00Z")]
    public void People_are_mailed_on_working_days_outside_quiet_hours_by_their_own_clock(string now, string? zone, string expected)
    {
        var hours = new OpenHours(Settings("18:30", "08:00"));

        Assert.Equal(At(expected), hours.NextOpen(At(now), zone));
        Assert.Equal(now == expected, hours.IsOpen(At(now), zone));
    }

    [Theory]
    [InlineData("2026-09-14T10:00Z", "2026-09-14T10:00Z")]
    [InlineData("2026-09-14T10:30Z", "2026-09-14T12:00Z")]
    [InlineData("2026-09-14T22:30Z", "2026-09-14T22:30Z")]
    [InlineData("2026-09-18T22:30Z", "2026-09-20T22:00Z")]
    public void Quiet_hours_may_lie_within_the_day(string now, string expected) =>
        Assert.Equal(At(expected), new OpenHours(Settings("12:30", "14:00")).NextOpen(At(now), null));

    [Theory]
    [InlineData("18:30", "08:00", "2026-09-14T07:00Z", "2026-09-14T16:30Z")]
    [InlineData("18:30", "08:00", "2026-12-14T07:00Z", "2026-12-14T17:30Z")]
    [InlineData("12:30", "14:00", "2026-09-14T09:00Z", "2026-09-14T10:30Z")]
    [InlineData("12:30", "14:00", "2026-09-14T12:00Z", "2026-09-14T22:00Z")]
    public void Open_hours_end_with_the_quiet_ones_or_with_the_day(string from, string to, string now, string expected) =>
        Assert.Equal(At(expected), new OpenHours(Settings(from, to)).ClosesAfter(At(now), null));

    [Fact]
    public void A_day_off_gives_way_to_the_next_working_day()
    {
        var hours = new OpenHours(Settings("18:30", "08:00"));

        Assert.Equal(new LocalDate(2026, 12, 28), hours.WorkingDayFrom(new(2026, 12, 25)));
        Assert.Equal(new LocalDate(2028, 2, 29), hours.WorkingDayFrom(new(2028, 2, 29)));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    internal static CampaignFile Settings(string quietFrom, string quietTo) => new()
    {
        Id = "small",
        Name = new() { Fr = "Petite" },
        Platform = "Agora",
        PlatformUrl = "https://agora.example",
        TimeZone = "Europe/Paris",
        Languages = ["fr"],
        Start = new(2026, 9, 7),
        WorkingDays = [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        Holidays = [new(2026, 11, 11), new(2026, 12, 25)],
        QuietHours = new() { From = TimeOf(quietFrom), To = TimeOf(quietTo) },
        Sponsor = new() { Name = "Claire", Mail = "claire@lumen.example" },
        CommunityManagers = [],
        ItContacts = [],
        Charter = new() { Url = "https://agora.example/charte", Version = "1" },
    };

    private static LocalTime TimeOf(string text) => NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;
}
