using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using NodaTime;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>When a contest closes (pure): one instant for everybody, by the campaign's clock, whatever clock its posts go by.</summary>
internal static class ContestTimes
{
    /// <summary>An answer that was taken in the last second may take as long to reach the table.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>How long answers stay after the result.</summary>
    public static readonly TimeSpan AnswersStay = TimeSpan.FromDays(30);

    /// <summary>A time that the clocks skip is moved by as much as they are; one that they repeat means the first: as posts are.</summary>
    public static DateTimeOffset ClosesAt(Campaign campaign, Contest contest) =>
        contest.Closes.InZoneLeniently(ZoneOf(campaign)).ToDateTimeOffset().ToUniversalTime();

    /// <summary>Such as: Tuesday 6 October 2026 at 12:00 (Paris time).</summary>
    public static string Words(Campaign campaign, Contest contest, string language)
    {
        var local = contest.Closes.InZoneLeniently(ZoneOf(campaign)).LocalDateTime;
        var place = campaign.Settings.TimeZone.Split('/')[^1].Replace('_', ' ');
        var culture = CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");
        var time = local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
        return FrenchText.Say(
            language,
            $"{local.ToString("dddd d MMMM yyyy", culture)} à {time} (heure de {place})",
            $"{local.ToString("dddd d MMMM yyyy", culture)} at {time} ({place} time)");
    }

    private static DateTimeZone ZoneOf(Campaign campaign) => DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
}
