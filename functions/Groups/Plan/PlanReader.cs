using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>
/// Reads what a plan is made of: the rows, the directory once for all expansions, the tenant's groups and its bin 999 a request, the owners
/// 300 a request. Nothing is written.
/// </summary>
internal sealed class PlanReader(GroupTree tree, GroupsTable groups, TenantListing tenant, DirectoryUsers directory, TimeProvider time)
{
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<PlanInput> ReadAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(campaign.Id, cancellationToken);
        var reading = await tree.ReadAsync(campaign, [.. rows.Values], cancellationToken);
        var sight = await tenant.ReadAsync(PlanRule.WantedOf(campaign.Id, reading, rows.Values), cancellationToken);
        return new(campaign.Id, reading, rows, sight, await OwnersAsync(reading, cancellationToken), time.GetUtcNow());
    }

    /// <summary>The same with the rows as they are now: the tenant is not asked again.</summary>
    public async Task<PlanInput> WithRowsAsync(PlanInput input, CancellationToken cancellationToken) =>
        input with { Rows = await RowsAsync(input.Campaign, cancellationToken) };

    private async Task<IReadOnlyDictionary<string, GroupRow>> RowsAsync(string campaign, CancellationToken cancellationToken) =>
        await groups.ListAsync(campaign, cancellationToken).ToDictionaryAsync(row => row.Group, StringComparer.Ordinal, cancellationToken);

    private async Task<IReadOnlyDictionary<string, DirectoryUser>> OwnersAsync(TreeReading reading, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, DirectoryUser>(StringComparer.OrdinalIgnoreCase);
        var addresses = reading.Groups.SelectMany(group => group.Owners).Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var some in addresses.Chunk(DirectoryUsers.AddressesPerRequest))
        {
            foreach (var (address, user) in await directory.FindAsync(some, cancellationToken))
            {
                found[address] = user;
            }
        }

        return found;
    }
}
