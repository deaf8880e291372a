using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>Who is a newcomer, by first day or, if the directory does not say it, by the age of the account (pure).</summary>
/// <param name="Today">In the campaign's time zone.</param>
/// <param name="DaysBefore">Days before their first day on which people are invited.</param>
internal sealed record ArrivalWindow(LocalDate Today, int DaysBefore)
{
    /// <summary>As long after their first day people are looked for at least: accounts are often made late.</summary>
    private const int DaysAfter = 14;

    private LocalDate Last => Today.PlusDays(DaysBefore);

    /// <summary>Null: the campaign has no rule for newcomers.</summary>
    public static ArrivalWindow? Of(Campaign campaign, DateTimeOffset now) => campaign.Rollout.Newcomers is { } rule
        ? new(Instant.FromDateTimeOffset(now).InZone(new OpenHours(campaign.Settings).ZoneOf(null)).Date, rule.DaysBefore)
        : null;

    /// <summary>Starts too far ahead to be invited now.</summary>
    public bool IsLater(DirectoryUser user) => FirstDayOf(user) > Last;

    /// <param name="user">The person.</param>
    /// <param name="wave">When the wave was started: whoever has come since is a newcomer to it, however long it took.</param>
    public bool IsNewcomer(DirectoryUser user, DateTimeOffset wave) => FirstDayOf(user) is { } first
        ? first >= Since(wave) && first <= Last
        : user.CreatedAt is { } made && DateOf(made) >= Since(wave);

    /// <summary>The OData conditions that find them: by hire date, and by creation date. The latter finds more, for the caller to sift.</summary>
    public IReadOnlyList<string> Filters(DateTimeOffset wave)
    {
        var since = LocalDatePattern.Iso.Format(Since(wave));
        return
        [
            $"employeeHireDate ge {since}T00:00:00Z and employeeHireDate le {LocalDatePattern.Iso.Format(Last)}T23:59:59Z",
            $"createdDateTime ge {since}T00:00:00Z",
        ];
    }

    /// <summary>The directory keeps a day as midnight UTC.</summary>
    private static LocalDate? FirstDayOf(DirectoryUser user) => user.HiredAt is { } hired ? DateOf(hired) : null;

    private LocalDate Since(DateTimeOffset wave) => LocalDate.Min(Today.PlusDays(-DaysAfter), DateOf(wave));

    private static LocalDate DateOf(DateTimeOffset time) => LocalDate.FromDateTime(time.UtcDateTime);
}
