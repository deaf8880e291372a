using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>A dry run: streams a wave's audience as opening it would, and counts instead of writing.</summary>
internal sealed class WavePlanReader(
    GraphConnection graph, AudienceSieves sieves, WavesTable waves, PeopleTable people, ReadinessReader readiness, GateReader gates, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, string> Nobody = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Not for listing: only a plan needs licences, which make a page ten times as long.</summary>
    private readonly DirectoryUsers withLicences = new(graph) { AlsoSelect = [LicenceRule.Property] };

    public async Task<WavePlan> ReadAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = (await waves.FindAsync(campaign.Id, wave.Id, cancellationToken))?.State ?? WaveState.Planned;
        var (tally, hidden) = await TallyAsync(campaign, wave, cancellationToken);
        return WavePlanning.Of(
            campaign,
            wave,
            state,
            tally,
            hidden,
            await readiness.ErrorsAsync(campaign, wave, cancellationToken),
            await gates.AnswerAsync(campaign, wave, cancellationToken),
            now);
    }

    /// <summary>Once more without licences if the directory will not tell of them.</summary>
    private async Task<(PlanTally Tally, bool Hidden)> TallyAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        try
        {
            return (await TallyAsync(campaign, wave, withLicences, cancellationToken), false);
        }
        catch (GraphFailure refused) when (refused.Status == 403)
        {
            return (await TallyAsync(campaign, wave, new(graph), cancellationToken), true);
        }
    }

    private async Task<PlanTally> TallyAsync(Campaign campaign, WaveDefinition wave, DirectoryUsers directory, CancellationToken cancellationToken)
    {
        var sieve = await sieves.ForAsync(campaign, wave, cancellationToken);
        var anybodyInvited = (await waves.ListAsync(campaign.Id, cancellationToken)).Count > 0;
        var tally = new PlanTally(campaign, wave, time.GetUtcNow());
        await foreach (var page in new AudienceReader(directory).ReadAsync(campaign, wave.Audience, null, DirectoryUsers.PageSize, cancellationToken))
        {
            var present = anybodyInvited && page.Users.Count > 0
                ? await people.WavesOfAsync(campaign.Id, [.. page.Users.Select(user => user.Id)], cancellationToken)
                : Nobody;
            tally.SkipNameless(SkipReason.NotFound, page.NotFound);
            foreach (var user in page.Users)
            {
                Count(tally, user, present.GetValueOrDefault(user.Id), wave, sieve);
            }
        }

        return tally;
    }

    private static void Count(PlanTally tally, DirectoryUser user, string? present, WaveDefinition wave, AudienceSieve sieve)
    {
        tally.Meet();
        if (present is not null)
        {
            tally.Skip(present == wave.Id ? SkipReason.Here : SkipReason.OtherWave, user.Id);
        }
        else if (ReasonOf(sieve.PlaceOf(user), user) is { } reason)
        {
            tally.Skip(reason, user.Id);
        }
        else
        {
            tally.Invite(user);
        }
    }

    private static SkipReason? ReasonOf(SievePlace place, DirectoryUser user) => place switch
    {
        SievePlace.Invited => null,
        SievePlace.Excepted => SkipReason.Excepted,
        SievePlace.Elsewhere => SkipReason.EarlierWave,
        SievePlace.Later => SkipReason.StartsLater,
        _ => !user.IsEnabled ? SkipReason.Disabled : user.IsGuest ? SkipReason.Guest : SkipReason.NoAddress,
    };
}
