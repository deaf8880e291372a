using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using NodaTime;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>How the deliveries of a calendar stand: what the calendar has, beside what the ledger knows. A month is one query.</summary>
internal sealed class PostStates(CalendarGroups groups, LedgerTable ledger, PostRedirect redirect, TimeProvider time)
{
    /// <summary>In the scope in which the campaign is published now.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="from">From this instant on ...</param>
    /// <param name="until">... up to, but without, this one.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>In the order of their times; those that have left the calendar among them, if something came of them.</returns>
    public async Task<IReadOnlyList<DeliverySight>> ReadAsync(
        Campaign campaign, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (scope, now) = (redirect.ScopeOf(campaign.Settings.Id), time.GetUtcNow());
        var declared = await groups.ListAsync(campaign, cancellationToken);
        var deliveries = new DeliveryPlan(campaign.Settings, campaign.Calendar, declared).AllBetween(from, until).ToList();
        var known = new Dictionary<string, EffectRow>(StringComparer.Ordinal);
        foreach (var family in FamiliesOf(deliveries, from, until))
        {
            await foreach (var row in ledger.ListAsync(scope, family, cancellationToken))
            {
                known[row.Subject] = row;
            }
        }

        var present = deliveries.Select(delivery => DeliverySight.Of(delivery, known.GetValueOrDefault(delivery.Key), now)).ToList();
        var keys = present.Select(sight => sight.Key).ToHashSet(StringComparer.Ordinal);
        var gone = known.Values.Where(row => row.Since >= from && row.Since < until && !keys.Contains(row.Subject)).Select(DeliverySight.Of).OfType<DeliverySight>();
        return [.. present.Concat(gone).OrderBy(sight => sight.At).ThenBy(sight => sight.Key, StringComparer.Ordinal)];
    }

    /// <summary>An occurrence may have been moved out of the month that its slot is of.</summary>
    private static SortedSet<string> FamiliesOf(IEnumerable<Delivery> deliveries, DateTimeOffset from, DateTimeOffset until)
    {
        var families = new SortedSet<string>(deliveries.Select(delivery => Delivery.FamilyOf(delivery.Occurrence.Slot)), StringComparer.Ordinal) { Delivery.SingleFamily };
        var last = Instant.FromDateTimeOffset(until).InUtc().Date.ToYearMonth();
        for (var month = Instant.FromDateTimeOffset(from).InUtc().Date.ToYearMonth(); month.CompareTo(last) <= 0; month = month.PlusMonths(1))
        {
            families.Add(Delivery.FamilyOfMonth(month.ToString("uuuu-MM", CultureInfo.InvariantCulture)));
        }

        return families;
    }
}
