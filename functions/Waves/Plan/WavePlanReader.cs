using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>A dry run: streams a wave's audience as opening it would, and counts instead of writing.</summary>
internal sealed class WavePlanReader(
    GraphConnection graph, AudienceRuleReader rules, WavesTable waves, PeopleTable people, ReadinessReader readiness, GateReader gates, TimeProvider time)
{
    /// <summary>Not for listing: only a plan needs licences, which make a page ten times as long.</summary>
    private readonly DirectoryUsers withLicences = new(graph) { AlsoSelect = [LicenceRule.Property] };

    public async Task<WavePlan> ReadAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = (await waves.FindAsync(campaign.Id, wave.Id, cancellationToken))?.State ?? WaveState.Planned;
        var (tally, hidden) = await TallyAsync(campaign, wave, cancellationToken);
        if (wave.Audience.Csv is { } file)
        {
            tally.SkipNameless(SkipReason.ListedTwice, await RepeatsAsync(campaign, file, cancellationToken));
        }

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
        var rule = await rules.ReadAsync(campaign, wave, cancellationToken);
        var anybodyInvited = (await waves.ListAsync(campaign.Id, cancellationToken)).Count > 0;
        var tally = new PlanTally(campaign, wave);
        await foreach (var page in new AudienceReader(directory).ReadAsync(campaign, wave.Audience, null, DirectoryUsers.PageSize, cancellationToken))
        {
            var present = anybodyInvited && page.Users.Count > 0
                ? await people.WavesOfAsync(campaign.Id, [.. page.Users.Select(user => user.Id)], cancellationToken)
                : [];
            tally.SkipNameless(SkipReason.NotFound, page.NotFound);
            foreach (var user in page.Users)
            {
                Count(tally, user, present.GetValueOrDefault(user.Id), wave, rule);
            }
        }

        return tally;
    }

    private static void Count(PlanTally tally, DirectoryUser user, string? present, WaveDefinition wave, AudienceRule rule)
    {
        tally.Meet();
        if (present is not null)
        {
            tally.Skip(present == wave.Id ? SkipReason.Here : SkipReason.OtherWave, user.Id);
        }
        else if (rule.Of(user) is var verdict && verdict == AudienceVerdict.Invited)
        {
            tally.Invite(user);
        }
        else
        {
            tally.Skip(Enum.Parse<SkipReason>(verdict.ToString()), user.Id);
        }
    }

    private static async Task<int> RepeatsAsync(Campaign campaign, string file, CancellationToken cancellationToken)
    {
        await using var stream = await campaign.Files.OpenAsync(file, cancellationToken)
            ?? throw new InvalidOperationException($"The audience file {file} of campaign {campaign.Id} has disappeared.");
        var csv = new AudienceCsv(file, new Findings());
        await csv.ReadAsync(stream, cancellationToken).LongCountAsync(cancellationToken);
        return csv.Repeats;
    }
}
