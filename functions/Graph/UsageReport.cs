using AdoptionAutomation.Effects;
using Microsoft.Graph;

namespace AdoptionAutomation.Graph;

/// <summary>A usage report of Microsoft 365: a CSV file, one line a person, group or day.</summary>
/// <param name="Name">As Graph calls it.</param>
/// <param name="Send">Asks for it, with a period.</param>
internal sealed record UsageReport(string Name, Func<GraphServiceClient, string, CancellationToken, Task<Stream?>> Send)
{
    /// <summary>The shortest period: who was active when for the last time stands in each of them.</summary>
    public const string Week = "D7";

    public const string Month = "D30";

    /// <summary>The longest.</summary>
    public const string HalfYear = "D180";

    public static readonly UsageReport TeamsUsers = new(
        "getTeamsUserActivityUserDetail",
        (client, period, token) => client.Reports.GetTeamsUserActivityUserDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport VivaEngageUsers = new(
        "getYammerActivityUserDetail",
        (client, period, token) => client.Reports.GetYammerActivityUserDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport SharePointUsers = new(
        "getSharePointActivityUserDetail",
        (client, period, token) => client.Reports.GetSharePointActivityUserDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport Teams = new(
        "getTeamsTeamActivityDetail",
        (client, period, token) => client.Reports.GetTeamsTeamActivityDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport VivaEngageGroups = new(
        "getYammerGroupsActivityDetail",
        (client, period, token) => client.Reports.GetYammerGroupsActivityDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport Groups = new(
        "getOffice365GroupsActivityDetail",
        (client, period, token) => client.Reports.GetOffice365GroupsActivityDetailWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport Mails = new(
        "getEmailActivityCounts",
        (client, period, token) => client.Reports.GetEmailActivityCountsWithPeriod(period).GetAsync(cancellationToken: token));

    public static readonly UsageReport ActiveUsers = new(
        "getOffice365ActiveUserCounts",
        (client, period, token) => client.Reports.GetOffice365ActiveUserCountsWithPeriod(period).GetAsync(cancellationToken: token));

    /// <summary>Where its requests take turns: each report has a quota of its own.</summary>
    public Lane Lane => Lane.OfReport(Name);
}

/// <summary>A report came that cannot be used; its lines stay out of the message, for they name people.</summary>
internal sealed class UnreadableReportException(UsageReport report, string why, Exception? cause = null) : Exception(
    $"The report {report.Name} of Microsoft 365 cannot be used: {why}", cause);
