using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The day that figures are counted for (pure): it ends by the campaign's clock.</summary>
/// <param name="Day">The last day that the reports know.</param>
/// <param name="Zone">The campaign's.</param>
internal sealed record CountedDay(DateOnly Day, DateTimeZone Zone)
{
    /// <summary>The first instant after it.</summary>
    public DateTimeOffset End => EndOf(Day);

    public static CountedDay Of(Campaign campaign, DateOnly day) => new(day, DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]);

    /// <summary>When the first of so many days began, the last of which is this.</summary>
    public DateTimeOffset StartOf(int days) => EndOf(Day.AddDays(-days));

    /// <summary>Whether a day is among so many, the last of which is this.</summary>
    public bool Covers(DateOnly day, int days) => day <= Day && day > Day.AddDays(-days);

    public bool IsOn(DateTimeOffset instant) => instant >= StartOf(1) && instant < End;

    private DateTimeOffset EndOf(DateOnly day) =>
        Zone.AtStartOfDay(LocalDate.FromDateOnly(day.AddDays(1))).ToDateTimeOffset().ToUniversalTime();
}
