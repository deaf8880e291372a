using AdoptionAutomation.Calendar.Agenda;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Agenda;

public sealed class AgendaDayTests
{
    [Theory]
    // An ordinary week; both ends of summer time; Easter Monday; a Monday that is a holiday by the file; the turn of an ISO year.
    [InlineData("2026-09-09", "Europe/Paris", "2026-W37", "2026-09-07T05:30:00Z")]
    [InlineData("2026-10-26", "Europe/Paris", "2026-W44", "2026-10-26T06:30:00Z")]
    [InlineData("2027-03-29", "Europe/Paris", "2027-W13", "2027-03-30T05:30:00Z")]
    [InlineData("2026-11-02", "Europe/Paris", "2026-W45", "2026-11-03T06:30:00Z")]
    [InlineData("2026-12-31", "Europe/Paris", "2026-W53", "2026-12-28T06:30:00Z")]
    [InlineData("2026-11-04", "America/New_York", "2026-W45", "2026-11-03T12:30:00Z")]
    [InlineData("2026-10-07", "Australia/Lord_Howe", "2026-W41", "2026-10-04T20:30:00Z")]
    public async Task It_is_the_first_working_day_of_the_week_by_the_campaigns_clock(string now, string zone, string week, string at)
    {
        var settings = (await SettingsAsync()) with { TimeZone = zone, PublicHolidays = [HolidayCountry.France], Holidays = [new(2026, 11, 2)] };

        var days = AgendaDay.Around(settings, DateTimeOffset.Parse($"{now}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.Equal(3, days.Count);
        Assert.Equal(new(week, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)), days[1]);
    }

    [Fact]
    public async Task A_week_in_which_nobody_works_has_none()
    {
        var settings = (await SettingsAsync()) with { Holidays = [.. Enumerable.Range(0, 7).Select(new LocalDate(2026, 12, 21).PlusDays)] };

        Assert.DoesNotContain(AgendaDay.Around(settings, new(2026, 12, 23, 12, 0, 0, TimeSpan.Zero)), day => day.Week == "2026-W52");
    }

    private static async Task<CampaignFile> SettingsAsync()
    {
        var folder = new SmallCampaign().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
        return campaign.Settings;
    }
}
