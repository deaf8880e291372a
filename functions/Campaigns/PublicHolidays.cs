using NodaTime;

namespace AdoptionAutomation.Campaigns;

/// <summary>Countries whose public holidays are built in.</summary>
internal enum HolidayCountry
{
    France,
}

/// <summary>Public holidays by law (pure). France: article L3133-1 of the Code du travail, metropolitan, without those of Alsace and Moselle.</summary>
internal static class PublicHolidays
{
    private static readonly (int Month, int Day)[] FixedInFrance = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];

    /// <summary>Days after Easter Sunday: Easter Monday, Ascension, Whit Monday.</summary>
    private static readonly int[] AfterEasterInFrance = [1, 39, 50];

    public static bool IsHoliday(HolidayCountry country, LocalDate date) => country switch
    {
        HolidayCountry.France => FixedInFrance.Contains((date.Month, date.Day)) || AfterEasterInFrance.Contains(Period.DaysBetween(EasterOf(date.Year), date)),
        _ => throw new ArgumentOutOfRangeException(nameof(country)),
    };

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).</summary>
    public static LocalDate EasterOf(int year)
    {
        var golden = year % 19;
        var (century, rest) = Math.DivRem(year, 100);
        var moon = ((19 * golden) + century - (century / 4) - ((century - ((century + 8) / 25) + 1) / 3) + 15) % 30;
        var week = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - moon - (rest % 4)) % 7;
        var late = (golden + (11 * moon) + (22 * week)) / 451;
        var (month, day) = Math.DivRem(moon + week - (7 * late) + 114, 31);
        return new(year, month, day + 1);
    }
}
