using System.Collections.Concurrent;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>The groups that a calendar may mean: those of the files, and those expanded from directory attributes that stand in the table.</summary>
internal sealed class CalendarGroups(GroupsTable table, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Seen> seen = new(StringComparer.Ordinal);

    /// <summary>One query, at any number of groups.</summary>
    public async Task<IReadOnlyList<DeclaredGroup>> ListAsync(Campaign campaign, CancellationToken cancellationToken) =>
        Declared(campaign, (await LookAsync(campaign, cancellationToken)).Rows);

    /// <summary>As they stood some minutes ago at most; one that does not stand yet is looked at again.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="group">The group that is asked about; <see cref="Season.Delivery.EveryGroup"/> for none.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public async Task<StandingGroups> StandingAsync(Campaign campaign, string group, CancellationToken cancellationToken)
    {
        var isKnown = seen.TryGetValue(campaign.Settings.Id, out var last) && time.GetUtcNow() - last.At < Freshness
            && (group == Season.Delivery.EveryGroup || last.Rows.GetValueOrDefault(group) is { State: GroupState.Ready });
        var (rows, _) = isKnown ? last! : await LookAsync(campaign, cancellationToken);
        return new(Declared(campaign, rows), rows.GetValueOrDefault(group));
    }

    /// <summary>Groups go by the campaign's own id, whatever scope it is published in.</summary>
    private async Task<Seen> LookAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var rows = await table.ListAsync(campaign.Settings.Id, cancellationToken)
            .ToDictionaryAsync(row => row.Group, StringComparer.Ordinal, cancellationToken);
        return seen[campaign.Settings.Id] = new(rows, time.GetUtcNow());
    }

    private static List<DeclaredGroup> Declared(Campaign campaign, IReadOnlyDictionary<string, GroupRow> rows) =>
    [
        .. campaign.Groups,
        .. rows.Values.Where(row => row.From is not null && campaign.FindGroup(row.Group) is null)
            .Select(row => GroupTree.Find(campaign, row)).OfType<DeclaredGroup>(),
    ];

    private sealed record Seen(IReadOnlyDictionary<string, GroupRow> Rows, DateTimeOffset At);
}

/// <param name="Declared">Every group of the campaign.</param>
/// <param name="Row">The one that was asked about, as it stands; null if it was never applied.</param>
internal sealed record StandingGroups(IReadOnlyList<DeclaredGroup> Declared, GroupRow? Row);
