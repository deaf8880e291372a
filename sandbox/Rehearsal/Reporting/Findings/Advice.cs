using AdoptionAutomation.Kpis.Dashboard;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>All rules over a run (pure): the gravest first, alike ones together.</summary>
internal static class Advice
{
    public static IReadOnlyList<Finding> Of(RunFacts facts, CampaignPlaces places, DashboardWords words) =>
    [
        .. new WaveRules(facts, places, words).All().Concat(new PostRules(facts, places, words).All()).Concat(new LimitRules(facts, places, words).All())
            .OrderBy(finding => finding.Weight).ThenBy(finding => finding.Rule, StringComparer.Ordinal).ThenBy(finding => finding.Place, StringComparer.Ordinal),
    ];
}
