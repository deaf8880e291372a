using System.Text.Json;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>Takes away the due rows of deliveries that are settled, many at a time: by themselves they would cost a request each.</summary>
internal sealed class SettledPosts(LedgerTable ledger, DueTable due)
{
    /// <returns>Those of the rows whose work is not done.</returns>
    public async Task<IReadOnlyList<DueWork>> SweepAsync(IReadOnlyList<DueWork> overdue, CancellationToken cancellationToken)
    {
        var settled = new List<DueWork>();
        foreach (var family in overdue.GroupBy(work => (work.Campaign, Purpose: PurposeOf(work))).Where(family => family.Key.Purpose is not null))
        {
            // The kind is nothing to the rows.
            var scope = new EffectScope(family.Key.Campaign, family.Key.Purpose!, EffectKind.Blind);
            var known = await ledger.ReadAsync(scope, [.. family.Select(work => work.Name)], cancellationToken);
            settled.AddRange(family.Where(work => known.GetValueOrDefault(work.Name) is { State: not (EffectState.Claimed or EffectState.Released) }));
        }

        await due.RemoveAllAsync(settled, cancellationToken);
        return [.. overdue.Except(settled)];
    }

    /// <returns>Null: the message is of another version; whoever understands it will see to the row.</returns>
    private static string? PurposeOf(DueWork work)
    {
        try
        {
            return JsonSerializer.Deserialize<PublishPostMessage>(work.Message, JsonSerializerOptions.Web) is { V: 1, Occurrence: { } occurrence }
                && occurrence.Split('.') is [_, var slot] ? Delivery.FamilyOf(slot) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
