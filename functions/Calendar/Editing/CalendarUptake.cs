using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Calendar.Editing;

/// <summary>What is done when another version of the calendar stands there, whoever wrote it. Safe to repeat.</summary>
internal sealed class CalendarUptake(CalendarVersions versions, CampaignStore campaigns, CalendarPlanning planning)
{
    /// <summary>So that it is not lost when it is replaced otherwise than by a call.</summary>
    public async Task KeepAsync(string campaign, CancellationToken cancellationToken)
    {
        if (await versions.ReadAsync(campaign, cancellationToken) is { } current)
        {
            await versions.KeepAsync(campaign, current, cancellationToken);
        }
    }

    public async Task PlanAsync(string campaign, CancellationToken cancellationToken) =>
        await planning.ReplanAsync(await campaigns.GetFreshAsync(campaign, cancellationToken), cancellationToken);
}
