using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// Sees that a running wave's part of waves.json, or a CSV file that it names, is another one than before. What changes applies to those not yet
/// invited, and the wave's history says so; if it changes who they are or what they get, the audience is read again first.
/// </summary>
internal sealed class WaveEdit(WaveTransitions transitions, DueTable due, WorkQueue queue, TimeProvider time)
{
    private static readonly string[] OfTheAudience = ["audience", "audience.csv", "except", "except.csv", "kits", "ownGroups"];

    /// <returns>The wave to go on with; null: not now, its audience is read again or somebody stopped it.</returns>
    public async Task<WaveRow?> LookAsync(Campaign campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        var now = WaveFingerprint.Of(campaign, campaign.GetWave(wave.Wave));
        if (wave.Definition is not { } before || before == now)
        {
            return wave;
        }

        var changed = WaveFingerprint.Differences(before, now);
        if (changed.Intersect(OfTheAudience, StringComparer.Ordinal).Any())
        {
            await ReadAgainAsync(campaign.Id, wave, now, changed, cancellationToken);
            return null;
        }

        var noted = await transitions.ApplyAsync(
            campaign.Id,
            wave.Wave,
            WaveAction.Edit,
            Mover.App,
            $"waves.json was edited ({string.Join(", ", changed)}): it counts for those not yet invited.",
            row => row with { Definition = now },
            cancellationToken);
        return noted.Moved ? noted.Wave : null;
    }

    /// <summary>Chunks cut before are let go with their round: those of their people who are still meant are cut anew.</summary>
    private async Task ReadAgainAsync(string campaign, WaveRow wave, string definition, IReadOnlyList<string> changed, CancellationToken cancellationToken)
    {
        // The due row goes first: should this process die below, it brings the message, which finds what is to be done, or nothing.
        var message = new InvitePeopleMessage(campaign, wave.Wave, InviteStep.Resolve, Due: time.GetUtcNow());
        await due.AddAsync(message.ToDue()!, cancellationToken);
        var edited = await transitions.ApplyAsync(
            campaign,
            wave.Wave,
            WaveAction.Edit,
            Mover.App,
            $"waves.json was edited ({string.Join(", ", changed)}): the audience is read again; who was invited stays.",
            row => row with
            {
                Definition = definition,
                Reading = row.Reading + 1,
                Round = row.Round + 1,
                Cursor = null,
                IsResolved = false,
                CutUpTo = PeopleTable.FirstKey,
                NextCutAt = null,
                Skipped = 0,
                Excepted = 0,
                Later = 0,
                Elsewhere = 0,
                NotFound = 0,
            },
            cancellationToken);
        if (edited.Moved)
        {
            await queue.PutAsync(QueueNames.InvitePeople, message, cancellationToken);
        }
    }
}
