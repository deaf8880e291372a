using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Activation;

namespace AdoptionAutomation.Kpis.Reading;

/// <summary>The report by person of a service, and what its columns are called.</summary>
/// <param name="Report">Which one.</param>
/// <param name="Posts">Null: it does not tell who wrote.</param>
/// <param name="Replies">Null: it counts replies among posts.</param>
internal sealed record UserColumns(UsageReport Report, string? Posts, string? Replies)
{
    public static UserColumns Of(PlatformService? service) => service switch
    {
        PlatformService.VivaEngage => new(ReportMatch.For(service), "Posted Count", null),
        PlatformService.SharePoint => new(ReportMatch.For(service), null, null),
        _ => new(ReportMatch.For(service), "Post Messages", "Reply Messages"),
    };
}
