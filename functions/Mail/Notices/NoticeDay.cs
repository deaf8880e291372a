using System.Globalization;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>What the same people are told on one day of the campaign's (pure): so much and no more, for a storm of failures must not become one of mails.</summary>
/// <param name="To">Who is told.</param>
/// <param name="Date">By the campaign's clock.</param>
internal sealed record NoticeDay(NoticeTo To, LocalDate Date)
{
    /// <summary>Mails a day to the same people; what comes after them is told the next morning, in one.</summary>
    public const int MostMails = 20;

    private const char Mark = '!';
    private const string Managers = "managers";
    private const string It = "it";

    private static readonly LocalTime Morning = new(7, 0);

    /// <summary>Its name in storage, and the notice id of the next morning's mail; no notice's own id begins like that.</summary>
    public string Key => $"{Mark}{(To == NoticeTo.ItContacts ? It : Managers)}.{Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)}";

    public static NoticeDay Of(CampaignFile settings, NoticeTo to, DateTimeOffset now) =>
        new(to, Instant.FromDateTimeOffset(now).InZone(DateTimeZoneProviders.Tzdb[settings.TimeZone]).Date);

    /// <summary>Null: the id of a notice.</summary>
    public static NoticeDay? Parse(string key) =>
        IsDay(key) && key[1..].Split('.') is [var to, var date] && NodaTime.Text.LocalDatePattern.Iso.Parse(date).TryGetValue(default, out var day)
            ? new(to == It ? NoticeTo.ItContacts : NoticeTo.CommunityManagers, day)
            : null;

    public static bool IsDay(string key) => key.StartsWith(Mark);

    /// <summary>When the rest of the day is told.</summary>
    public DateTimeOffset RestAt(CampaignFile settings) =>
        DateTimeZoneProviders.Tzdb[settings.TimeZone].AtLeniently(Date.PlusDays(1) + Morning).ToDateTimeOffset().ToUniversalTime();
}
