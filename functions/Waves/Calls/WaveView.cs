using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Dates;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Calls;

/// <summary>Waves as IT and community managers see them, in the same few requests at any size.</summary>
internal sealed class WaveView(WavesTable waves, PeopleTable people, PausesTable pauses, WaveFlights flights, RateGovernor governor, TimeProvider time)
{
    private static readonly Lane[] Lanes = [Lane.GraphReads, Lane.GraphWrites, Lane.Mail];

    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString() is var name ? $"{char.ToLowerInvariant(name[0])}{name[1..]}" : "";

    /// <summary>One request for all rows, one for the campaign's pause, and one per started wave.</summary>
    public async Task<WaveList> ListAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var rows = await waves.ListAsync(campaign.Id, cancellationToken);
        var summaries = await campaign.Waves.ToAsyncEnumerable()
            .Select(async (wave, token) =>
            {
                var row = rows.GetValueOrDefault(wave.Id);
                var progress = row?.StartedAt is null ? null : await people.ProgressAsync(campaign.Id, wave.Id, token);
                return SummaryOf(campaign, wave, row, progress);
            })
            .ToListAsync(cancellationToken);
        return new(campaign.Id, await pauses.FindAsync(campaign.Id, cancellationToken), summaries)
        {
            NoLongerInFile = [.. rows.Keys.Where(id => campaign.FindWave(id) is null).Order(StringComparer.Ordinal)],
        };
    }

    public async Task<WaveDetails> ShowAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var (row, pause) = await waves.FindWithPauseAsync(campaign.Id, wave.Id, cancellationToken);
        var progress = await people.ProgressAsync(campaign.Id, wave.Id, cancellationToken);
        var history = await waves.HistoryAsync(campaign.Id, wave.Id, cancellationToken).ToListAsync(cancellationToken);
        var inFlight = row?.State == WaveState.Pausing
            ? await flights.InFlightAsync(campaign.Id, wave.Id, cancellationToken).CountAsync(cancellationToken)
            : (int?)null;
        return new(SummaryOf(campaign, wave, row, progress))
        {
            InFlight = inFlight,
            PerHourSoFar = RateOf(row, progress, history),
            CampaignPaused = pause,
            History = [.. history.Select(StepOf)],
            Stopped = await governor.StoppedAsync(Lanes, cancellationToken),
        };
    }

    private WaveSummary SummaryOf(Campaign campaign, WaveDefinition wave, WaveRow? row, WaveProgress? progress)
    {
        var now = row ?? new(wave.Id);
        var known = progress ?? new(new Dictionary<PersonState, int>());
        return new(campaign.Id, wave.Id, NameOf(now.State))
        {
            Next = now.Next is { } next ? NameOf(next) : null,
            Opens = WaveDates.OpeningOf(campaign, wave),
            Held = now.Held,
            StartedAt = now.StartedAt,
            StartedBy = now.StartedBy,
            Override = now.Override,
            Edited = now.IsResolved && now.Definition != WaveFingerprint.Of(campaign, wave),
            Audience = new(now.IsResolved, known.People, now.Skipped, now.Excepted, now.Later, now.Elsewhere, now.NotFound),
            Progress = Enum.GetValues<PersonState>().ToDictionary(NameOf, state => known[state]),
            Active = known.Active,
            Accepted = known.Accepted,
            Bounced = known.Bounced,
            PacePerHour = wave.PacePerHour,
            ExpectedEnd = EndOf(campaign, wave, now, known),
        };
    }

    private DateTimeOffset? EndOf(Campaign campaign, WaveDefinition wave, WaveRow row, WaveProgress progress)
    {
        var now = time.GetUtcNow();
        var remaining = progress[PersonState.Planned] + progress[PersonState.Joined];
        return row is { State: WaveState.Running, IsResolved: true }
            ? WaveForecast.EndOf(
                remaining,
                wave.PacePerHour,
                wave.Groups.Count + wave.OwnGroups.Count,
                row.NextCutAt is { } next && next > now ? next : now,
                new(campaign.Settings))
            : null;
    }

    /// <summary>Over all the time since its start, nights and pauses too.</summary>
    private double? RateOf(WaveRow? row, WaveProgress progress, IReadOnlyList<WaveTransition> history)
    {
        var end = row?.State == WaveState.Completed ? history.LastOrDefault(step => step.To == WaveState.Completed)?.At : null;
        return row?.StartedAt is { } start && ((end ?? time.GetUtcNow()) - start) is { Ticks: > 0 } span
            ? Math.Round(progress.Ended / span.TotalHours, 1)
            : null;
    }

    private static WaveStory StepOf(WaveTransition step) =>
        new(NameOf(step.Action), NameOf(step.From), NameOf(step.To), step.By, step.Role, step.At, step.Why);
}
