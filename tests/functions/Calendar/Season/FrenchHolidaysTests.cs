using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>The days of article L3133-1, as the government publishes them.</summary>
public sealed class FrenchHolidaysTests
{
    [Theory]
    [InlineData(2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2027, "01-01 03-29 05-01 05-06 05-08 05-17 07-14 08-15 11-01 11-11 12-25")]
    [InlineData(2028, "01-01 04-17 05-01 05-08 05-25 06-05 07-14 08-15 11-01 11-11 12-25")]
    public void A_year_has_these_and_no_others(int year, string days)
    {
        var found = Enumerable.Range(0, 366).Select(day => new LocalDate(year, 1, 1).PlusDays(day))
            .Where(date => date.Year == year && PublicHolidays.IsHoliday(HolidayCountry.France, date));

        Assert.Equal(days, string.Join(' ', found.Select(date => $"{date:MM-dd}")));
    }
}
