using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups.Steps;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>
/// Approves a plan: rows in transactions of up to 100, then a message for each group with work. Whatever dies in between, the rows that were
/// written are under way in the next plan, and applying that one queues them.
/// </summary>
internal sealed class PlanApplication(PlanReader reader, GroupsTable groups, Ledger ledger, WorkQueue queue)
{
    private const int MostRaces = 8;

    /// <summary>One message after the other: 2,000 take seconds, and their order stays that of the plan.</summary>
    public async Task<AppliedPlan> ApplyAsync(PlanInput input, GroupPlan plan, CancellationToken cancellationToken)
    {
        var (queued, moved) = (new List<string>(), new List<string>());
        foreach (var chunk in plan.Entries.Where(entry => entry.Next is not null || entry.HasWork).Chunk(RowTransactions.Size))
        {
            await ReopenAsync(input, chunk, cancellationToken);
            moved.AddRange(await WriteAsync(input, chunk, cancellationToken));
            foreach (var entry in chunk.Where(entry => entry.HasWork && !moved.Contains(entry.Group, StringComparer.Ordinal)))
            {
                await queue.PutAsync(QueueNames.ProvisionGroup, new ProvisionGroupMessage(plan.Campaign, entry.Group), cancellationToken);
                queued.Add(entry.Group);
            }
        }

        return new(queued, moved);
    }

    /// <summary>
    /// What the ledger has settled (made, and gone since; refused, and mended since) may be done again. Before the rows: a death in between
    /// leaves them as they were, and the next plan says the same.
    /// </summary>
    private async Task ReopenAsync(PlanInput input, IReadOnlyList<PlanEntry> entries, CancellationToken cancellationToken)
    {
        var again = entries
            .Where(entry => entry is { Action: PlanAction.Create, IsUnderWay: false } && input.Rows.ContainsKey(entry.Group))
            .Select(entry => entry.Group)
            .ToList();
        if (again.Count > 0)
        {
            await ledger.ReopenAsync(CreationStep.ScopeOf(input.Campaign), again, cancellationToken);
        }
    }

    /// <returns>The groups that are to be planned anew: what is to be done with them changed meanwhile.</returns>
    private async Task<IReadOnlyList<string>> WriteAsync(PlanInput input, IReadOnlyList<PlanEntry> entries, CancellationToken cancellationToken)
    {
        var open = entries.Where(entry => entry.Next is not null).ToList();
        var moved = new List<string>();
        for (var race = 0; race < MostRaces && open.Count > 0; race++)
        {
            if (await groups.TryWriteAsync(input.Campaign, [.. open.Select(entry => entry.Next!)], cancellationToken))
            {
                return moved;
            }

            // Somebody wrote one of them meanwhile, perhaps ourselves: the storage client repeats a request whose answer was lost.
            var now = GroupPlan.Of(await reader.WithRowsAsync(input, cancellationToken));
            moved.AddRange(open.Where(entry => !IsApproved(now, entry) && !IsSame(now, entry)).Select(entry => entry.Group));
            open = [.. open.Where(entry => IsSame(now, entry)).Select(entry => now.Find(entry.Group)!).Where(entry => entry.Next is not null)];
        }

        return open.Count == 0 ? moved : throw new ContentionException("the groups' rows");
    }

    private static bool IsApproved(GroupPlan now, PlanEntry entry) =>
        now.Find(entry.Group) is { Next: null, Action: not (PlanAction.Conflict or PlanAction.Blocked) } found && found.Approval == entry.Approval;

    private static bool IsSame(GroupPlan now, PlanEntry entry) => now.Find(entry.Group) is { } found && GroupPlan.IsSame(found, entry);
}

/// <param name="Queued">Groups that the queue now works at.</param>
/// <param name="Moved">Groups that changed while the plan was applied, and are left for the next one.</param>
internal sealed record AppliedPlan(IReadOnlyList<string> Queued, IReadOnlyList<string> Moved);
