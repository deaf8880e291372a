using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Readiness;

/// <summary>Gathers what readiness is judged by.</summary>
internal sealed class ReadinessReader(GroupsTable groups, AmbassadorSearch ambassadors)
{
    /// <summary>The whole picture.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="wave">Null: all of it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<ReadinessReport> ReportAsync(Campaign campaign, WaveDefinition? wave, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(campaign, wave, cancellationToken);
        return ReadinessReport.Of(facts with { Ambassadors = await ambassadors.FindAsync(facts, cancellationToken) });
    }

    /// <summary>What keeps a wave from starting, from one listing of the groups' rows: nobody is looked up.</summary>
    public async Task<IReadOnlyList<ReadinessFinding>> ErrorsAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var report = ReadinessReport.Of(await FactsAsync(campaign, wave, cancellationToken));
        return [.. report.Findings.Where(finding => finding.Severity == ReadinessSeverity.Error)];
    }

    /// <summary>The sites of a wave's people, as the campaign's place groups have them, each with its ambassadors; and why they could not all be counted.</summary>
    public async Task<(IReadOnlyList<SiteAmbassadors> Sites, string? Gap)> SitesAsync(
        Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(campaign, wave: null, cancellationToken);
        var found = await ambassadors.FindAsync(facts, cancellationToken);
        return (SiteAmbassadors.Of(facts, wave, found), found.Gap);
    }

    private async Task<ReadinessFacts> FactsAsync(Campaign campaign, WaveDefinition? wave, CancellationToken cancellationToken)
    {
        var rows = await groups.ListAsync(campaign.Settings.Id, cancellationToken)
            .ToDictionaryAsync(row => row.Group, StringComparer.Ordinal, cancellationToken);
        return new(campaign, rows) { Wave = wave };
    }
}
