using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;
using AdoptionAutomation.Waves.PersonPages;

namespace AdoptionAutomation.Waves.Gates;

/// <summary>
/// Asks whether a wave's gate lets it open: two rows and the counters of the wave before; figures of surveys only for mood, the directory only for
/// ambassadors.
/// </summary>
internal sealed class GateReader(
    WavesTable waves, PeopleTable people, ActivityTable activity, PersonLinks links, MoodReader moods, ReadinessReader readiness)
{
    public async Task<GateAnswer> AnswerAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken) =>
        wave.Gate is { } gate && BeforeOf(campaign, wave) is { } before
            ? GateRule.Judge(gate, await FactsAsync(campaign, wave, before, gate, cancellationToken))
            : GateAnswer.NoGate;

    /// <summary>The wave by which another is judged; null for the first.</summary>
    public static WaveDefinition? BeforeOf(Campaign campaign, WaveDefinition wave) =>
        campaign.Waves.TakeWhile(one => one.Id != wave.Id).LastOrDefault();

    private async Task<GateFacts> FactsAsync(
        Campaign campaign, WaveDefinition wave, WaveDefinition before, WaveGate gate, CancellationToken cancellationToken)
    {
        var facts = new GateFacts(before.Id, campaign.FirstLanguage) { HasOwnSignals = links.IsOn };
        if (await waves.FindAsync(campaign.Id, before.Id, cancellationToken) is { StartedAt: { } started })
        {
            facts = facts with { StartedAt = started, Progress = await people.ProgressAsync(campaign.Id, before.Id, cancellationToken) };
        }

        if (gate.Activation is not null)
        {
            facts = facts with { Activity = await activity.FindAsync(campaign.Id, cancellationToken) };
        }

        if (gate.Mood is not null)
        {
            facts = facts with { Mood = await moods.FindAsync(campaign, before.Id, cancellationToken) };
        }

        if (gate.AmbassadorsPerSite is null)
        {
            return facts;
        }

        var (sites, gap) = await readiness.SitesAsync(campaign, wave, cancellationToken);
        return facts with { Sites = sites, SitesGap = gap };
    }
}
