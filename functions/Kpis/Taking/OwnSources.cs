using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Kpis.Reading;

namespace AdoptionAutomation.Kpis.Taking;

/// <summary>Everything that the app keeps itself, as of the end of the day that the reports know: so every ratio compares like with like.</summary>
internal sealed class OwnSources(OwnReading own, SurveyReading surveys)
{
    public async Task<IReadOnlyList<SourceCounts>> ReadAsync(
        Campaign campaign, SourcesRead read, IReadOnlyList<GroupRow> standing, CancellationToken cancellationToken) =>
    [
        await own.ReadAsync(campaign, read.Day, standing, read.People.People(), cancellationToken),
        await surveys.ReadAsync(campaign, read.Day, standing, cancellationToken),
        await BusinessCounting.ReadAsync(campaign, read.Day, standing, cancellationToken),
    ];
}
