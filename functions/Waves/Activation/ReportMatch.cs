using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Waves.Activation;

/// <summary>How the lines of a report name people, and when they say that somebody was active last.</summary>
internal sealed class ReportMatch(UsageLines lines)
{
    private readonly int? id = lines.FindColumn("User Id");
    private readonly int name = lines.Column("User Principal Name");
    private readonly int last = lines.Column("Last Activity Date");

    /// <summary>The report of the service that the platform is; of Teams if the campaign does not say.</summary>
    public static UsageReport For(PlatformService? service) => service switch
    {
        PlatformService.VivaEngage => UsageReport.VivaEngageUsers,
        PlatformService.SharePoint => UsageReport.SharePointUsers,
        _ => UsageReport.TeamsUsers,
    };

    /// <summary>Whether any line so far named somebody, rather than a hash of them.</summary>
    public bool HasNames { get; private set; }

    /// <summary>Takes note of the line read last.</summary>
    public void Note(WaitingPeople waiting)
    {
        var address = lines.Text(name);
        HasNames |= address.Contains('@', StringComparison.Ordinal);
        if (lines.Day(last) is { } day)
        {
            waiting.Note(id is { } column && Guid.TryParse(lines.Text(column), out var user) ? waiting.Find(user) : waiting.Find(address), day);
        }
    }
}
