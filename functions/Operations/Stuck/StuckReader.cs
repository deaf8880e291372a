using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Operations.Poison;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Operations.Stuck;

/// <summary>Gathers what tells whether something stands still: of one wave, or of a whole campaign.</summary>
internal sealed class StuckReader(
    WavesTable waves,
    PausesTable pauses,
    PeopleTable people,
    GroupsTable groups,
    GuestsTable guests,
    LanesTable lanes,
    WaveFlights flights,
    PoisonQueues poison,
    TimeProvider time)
{
    private static readonly TimeSpan LongWait = TimeSpan.FromHours(1);
    public static readonly IReadOnlyList<string> QueuesOfWaves = [QueueNames.InvitePeople, QueueNames.SendMail];

    /// <summary>Why a wave that is not paused stands still; empty if it does not, or is through.</summary>
    public async Task<IReadOnlyList<StuckFinding>> OfWaveAsync(Campaign campaign, WaveRow wave, WaveProgress progress, CancellationToken cancellationToken)
    {
        var sights = await Task.WhenAll(QueuesOfWaves.Select(queue => poison.PeekAsync(queue, cancellationToken)));
        return await OfWaveAsync(campaign, wave, progress, await lanes.ListAsync(cancellationToken), sights, cancellationToken);
    }

    /// <summary>All that stands still, whatever it is about.</summary>
    /// <param name="campaign">Whose work.</param>
    /// <param name="queues">Those whose poison queues are looked into, a request each.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<IReadOnlyList<Standstill>> OfCampaignAsync(Campaign campaign, IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rests = await lanes.ListAsync(cancellationToken);
        var sights = await Task.WhenAll(queues.Select(queue => poison.PeekAsync(queue, cancellationToken)));
        var stuck = new List<Standstill>();
        if (await pauses.FindAsync(campaign.Id, cancellationToken) is null)
        {
            foreach (var wave in (await waves.ListAsync(campaign.Id, cancellationToken)).Values.Where(row => row.State == WaveState.Running && campaign.FindWave(row.Wave) is not null))
            {
                var progress = await people.ProgressAsync(campaign.Id, wave.Wave, cancellationToken);
                var found = await OfWaveAsync(campaign, wave, progress, rests, sights, cancellationToken);
                stuck.AddRange(found.Select(finding => new Standstill("wave", wave.Wave, finding)));
            }
        }

        await foreach (var group in groups.ListAsync(campaign.Id, cancellationToken))
        {
            if (group.State is GroupState.Approved or GroupState.Created && group.ChangedAt + LongWait < now)
            {
                stuck.Add(new("group", group.Group, new(StuckCause.GroupNotReady, group.Group)));
            }
        }

        if (await guests.ListAsync(campaign.Id, cancellationToken).CountAsync(guest => guest.IsOpen && guest.ChangedAt + LongWait < now, cancellationToken) is > 0 and var waiting)
        {
            stuck.Add(new("guests", campaign.Id, new(StuckCause.GuestsWait, Count: waiting)));
        }

        stuck.AddRange(rests.Select(lane => StuckRule.Of(lane, now)).OfType<StuckFinding>().Select(finding => new Standstill("lane", finding.Subject, finding)));
        stuck.AddRange(sights.Where(sight => sight.Count > 0).Select(sight => new Standstill("queue", sight.Queue, new(StuckCause.Poison, sight.Queue, sight.Count))));
        return stuck;
    }

    private async Task<IReadOnlyList<StuckFinding>> OfWaveAsync(
        Campaign campaign,
        WaveRow wave,
        WaveProgress progress,
        IReadOnlyList<LaneRow> rests,
        IReadOnlyList<PoisonSight> sights,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ready = await groups.ReadyAsync(campaign.Id, cancellationToken).Select(row => row.Group).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);
        return StuckRule.Find(new(now, wave, progress)
        {
            Lanes = rests,
            Poisoned = sights.ToDictionary(sight => sight.Queue, sight => sight.Messages.Count(message => IsOf(message, campaign.Id, wave.Wave)), StringComparer.Ordinal),
            MissingGroups = [.. campaign.GetWave(wave.Wave).Groups.Where(group => !ready.Contains(group))],
            InFlight = await flights.InFlightAsync(campaign.Id, wave.Wave, cancellationToken).CountAsync(cancellationToken),
            MailsMayGo = MailsMayGo(campaign.Settings, now),
        });
    }

    private static bool IsOf(PoisonMessage message, string campaign, string wave) =>
        message.Work is { } work && work.Campaign == campaign && work.About == wave && work.Queue != QueueNames.ProvisionGroup;

    private static bool MailsMayGo(CampaignFile settings, DateTimeOffset now)
    {
        var hours = new OpenHours(settings);
        return settings.TimeZones.Select(rule => rule.Zone).Append(settings.TimeZone)
            .All(zone => hours.IsOpen(now, zone) && hours.IsOpen(now - StuckRule.Still, zone));
    }
}

/// <param name="Kind">What it is: wave, group, guests, lane or queue.</param>
/// <param name="Id">Which one.</param>
/// <param name="Finding">Why.</param>
internal sealed record Standstill(string Kind, string Id, StuckFinding Finding);
