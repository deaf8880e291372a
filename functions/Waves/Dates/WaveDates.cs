using System.Collections.Concurrent;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Dates;

/// <summary>Plans the opening of waves that have a date: every night, and whenever somebody looks at a campaign's waves.</summary>
internal sealed class WaveDates(WavesTable waves, WaveAgenda agenda, TimeProvider time)
{
    /// <summary>Two days: a daily run that was missed costs nothing.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(48);

    /// <summary>How long a date that was planned is not planned again by this instance: looking often costs nothing.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Campaign, string Wave), (DateTimeOffset Opens, DateTimeOffset At)> planned = [];

    /// <summary>When the file says that the wave opens; null: by hand.</summary>
    public static DateTimeOffset? OpeningOf(Campaign campaign, WaveDefinition wave) => wave.Opens is { } opens
        ? new OpenHours(campaign.Settings).ZoneOf(null).AtLeniently(opens).ToDateTimeOffset().ToUniversalTime()
        : null;

    /// <summary>Plans what opens within two days, or should have opened and has not. No request if it was planned a moment ago.</summary>
    public async Task PlanAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var near = campaign.Waves
            .Select(wave => (wave.Id, Opens: OpeningOf(campaign, wave)))
            .Where(wave => wave.Opens < now + Horizon && !IsPlanned(campaign.Id, wave.Id, wave.Opens.Value, now))
            .ToList();
        if (near.Count == 0)
        {
            return;
        }

        var rows = await waves.ListAsync(campaign.Id, cancellationToken);
        foreach (var (wave, opens) in near)
        {
            if (rows.GetValueOrDefault(wave) is null or { State: WaveState.Planned })
            {
                var at = opens!.Value > now ? opens.Value : now;
                await agenda.PutAsync(new(campaign.Id, wave, InviteStep.Open, Due: at), cancellationToken);
            }

            planned[(campaign.Id, wave)] = (opens!.Value, now);
        }
    }

    private bool IsPlanned(string campaign, string wave, DateTimeOffset opens, DateTimeOffset now) =>
        planned.TryGetValue((campaign, wave), out var last) && last.Opens == opens && now - last.At < Freshness;
}
