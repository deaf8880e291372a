using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>What the ledger holds of one person: a read by key for each effect that they may have had.</summary>
internal sealed class PersonEffects(Ledger ledger, GroupsTable groups)
{
    public async Task<IReadOnlyList<EffectSight>> ReadAsync(Campaign campaign, PersonRow row, CancellationToken cancellationToken)
    {
        var sights = new List<EffectSight>();
        foreach (var group in (campaign.FindWave(row.Wave)?.Groups ?? []).Concat(row.OwnGroups).Distinct(StringComparer.Ordinal))
        {
            if (await groups.FindAsync(campaign.Id, group, cancellationToken) is { GraphId: { } graphId })
            {
                await AddAsync(Membership.ScopeOf(campaign.Id, graphId), "membership", group);
            }
        }

        foreach (var purpose in PurposesOf(campaign.FindWave(row.Wave), row))
        {
            await AddAsync(LedgerReference.ScopeOf(campaign.Id, purpose), purpose, null);
        }

        return [.. sights.OrderBy(sight => sight.At)];

        async Task AddAsync(EffectScope scope, string effect, string? group)
        {
            if (await ledger.FindAsync(scope, row.Id, cancellationToken) is { } found)
            {
                sights.Add(new(effect, group, found.State.ToString().ToLowerInvariant(), found.Since, found.Attempt, found.Reason));
            }
        }
    }

    /// <summary>The mails that somebody of a wave may have got.</summary>
    private static IEnumerable<string> PurposesOf(WaveDefinition? wave, PersonRow row) =>
    [
        WelcomeMailing.Purpose,
        .. row.Kits.Select(kit => $"kit-{kit.ToString().ToLowerInvariant()}"),
        .. Enumerable.Range(1, wave?.Reminders.Count ?? 0).Select(reminder => string.Create(CultureInfo.InvariantCulture, $"reminder-{reminder}")),
    ];
}
