using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Groups.Guests;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>The one thing that the app is asked: which effects it calls uncertain.</summary>
internal sealed class UncertainReader(Campaign campaign, LedgerTable ledger, GuestsTable guests, GroupsTable groups)
{
    public async Task<Uncertain> ReadAsync(Expectation expectation, CancellationToken cancellationToken)
    {
        var people = expectation.Targets.Keys.Concat(expectation.Meant.Select(person => person.Id)).Distinct().Select(id => id.ToString()).ToList();
        var found = new HashSet<(string, string)>();
        var surveys = expectation.Surveys.SelectMany(round => (string[])[round.Kind, .. round.Reminders.Select((_, i) => $"{round.Kind}.r{i}")]);
        foreach (var kind in FollowUpProof.Kinds.Concat(expectation.Posts.Where(post => post.Group is null).Select(LetterProof.KindOf)).Concat(surveys))
        {
            foreach (var some in people.Chunk(RowTransactions.Size))
            {
                var rows = await ledger.ReadUnsettledAsync(LedgerReference.ScopeOf(campaign.Id, kind), some, cancellationToken);
                found.UnionWith(rows.Where(row => row.State == EffectState.Uncertain).Select(row => (kind, row.Subject)));
            }
        }

        var names = await groups.ListAsync(campaign.Id, cancellationToken).Where(group => group.From is not null)
            .ToDictionaryAsync(group => GroupTree.Find(campaign, group)?.Name ?? group.Group, group => group.Group, StringComparer.Ordinal, cancellationToken);
        return new(
            found,
            await guests.ListAsync(campaign.Id, cancellationToken).Where(guest => guest.State == GuestState.Uncertain).Select(guest => guest.Mail)
                .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken),
            await groups.ListAsync(campaign.Id, cancellationToken).Where(group => group.UncertainPosts.Count > 0).Select(group => group.Mail!)
                .ToHashSetAsync(StringComparer.OrdinalIgnoreCase, cancellationToken))
        {
            GroupIds = names,
            Deliveries = await DeliveriesAsync(expectation, names, cancellationToken),
        };
    }

    /// <summary>Keys of the calendar's deliveries that the app calls uncertain.</summary>
    private async Task<IReadOnlySet<string>> DeliveriesAsync(
        Expectation expectation, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var month in expectation.Posts.Where(post => post.Group is not null).GroupBy(post => Delivery.ScopeOf(campaign.Id, post.Slot, EffectKind.Blind)))
        {
            foreach (var some in month.Select(post => CalendarProof.KeyOf(post, names)).Chunk(RowTransactions.Size))
            {
                found.UnionWith((await ledger.ReadUnsettledAsync(month.Key, some, cancellationToken))
                    .Where(row => row.State == EffectState.Uncertain).Select(row => row.Subject));
            }
        }

        return found;
    }
}
