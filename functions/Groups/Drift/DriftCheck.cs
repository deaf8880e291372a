using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups.Drift;

/// <summary>
/// Checks up to 100 standing groups. Those that are checked have it in their row, so a repeat, or what throttling left over, goes on with the
/// others.
/// </summary>
internal sealed partial class DriftCheck(
    CampaignStore campaigns,
    GroupsTable groups,
    TenantInspection tenant,
    RateGovernor governor,
    WorkQueue queue,
    TimeProvider time,
    ILogger<DriftCheck> logger)
{
    /// <summary>One transaction, and some 11 requests to Graph.</summary>
    public const int GroupsAtOnce = 100;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>The repair's message goes first, or a death behind the row's write would lose it; the row is written before it arrives.</summary>
    private static readonly TimeSpan RepairDelay = TimeSpan.FromMinutes(1);

    /// <param name="campaignId">The campaign's id.</param>
    /// <param name="range">Which groups.</param>
    /// <param name="reserved">The turn that the visit before was given, if any.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>When to go on; null if all are checked.</returns>
    public async Task<GroupPause?> CheckAsync(string campaignId, CheckRange range, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        var open = await groups.RangeAsync(campaignId, range.First, range.Last, cancellationToken)
            .Where(row => row.GraphId is not null && !(row.CheckedAt >= range.At))
            .ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return null;
        }

        if (await governor.TakeAsync(Lane.GroupChecks, open.Count, reserved, cancellationToken) is { } turn)
        {
            return new(turn.At - time.GetUtcNow(), turn.At, Grows: false);
        }

        var campaign = await campaigns.GetAsync(campaignId, cancellationToken);
        var withTeam = open.ToDictionary(row => row.GraphId!, row => row.Applied.ContainsKey(GroupPart.Team), StringComparer.Ordinal);
        var seen = await tenant.LookAsync(withTeam, cancellationToken);
        foreach (var refused in seen.Refused)
        {
            Log.Unchecked(logger, campaignId, refused);
        }

        var checks = open.Where(row => seen.States.ContainsKey(row.GraphId!))
            .Select(row => Judge(campaign, row, seen.States[row.GraphId!]))
            .ToList();
        foreach (var check in checks.Where(check => check.NeedsRepair))
        {
            var message = new ProvisionGroupMessage(campaignId, check.After.Group);
            await queue.PutAsync(QueueNames.ProvisionGroup, message, RepairDelay, cancellationToken);
        }

        var written = await groups.RecordAsync(campaignId, checks, cancellationToken);
        Tell(campaignId, checks);
        return seen.Stop is { } stop ? new(await governor.ReportAsync(Lane.GroupChecks, stop, time, cancellationToken), null, Grows: true)
            : written < checks.Count ? new(Soon, null, Grows: true)
            : null;
    }

    private GroupCheck Judge(Campaign campaign, GroupRow row, TenantState state)
    {
        var now = time.GetUtcNow();
        var after = GroupTree.Find(campaign, row) is { } declared
            ? new DriftRule(campaign, declared, row, now).Judge(state)
            : row with { Drift = [] };
        return new(row, after with { CheckedAt = now });
    }

    private void Tell(string campaign, List<GroupCheck> checks)
    {
        var drift = checks.SelectMany(check => check.After.Drift).ToList();
        var kinds = drift.CountBy(one => one.Kind).OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}");
        var drifted = checks.Count(check => check.After.Drift.Count > 0);
        Log.Checked(logger, campaign, checks.Count, drifted, drift.Count(one => one.Repaired), string.Join(", ", kinds));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Campaign}: Graph will not tell, and it is left unchecked: {Refused}")]
        public static partial void Unchecked(ILogger logger, string campaign, string refused);

        [LoggerMessage(
            Level = LogLevel.Information,
            Message = "{Campaign}: {Checked} groups checked, {Drifted} of them drifted, {Repaired} differences are being repaired. {Kinds}")]
        public static partial void Checked(ILogger logger, string campaign, int @checked, int drifted, int repaired, string kinds);
    }
}

/// <summary>The standing groups of a check: ids from the first to the last.</summary>
/// <param name="First">Id of the first group.</param>
/// <param name="Last">Id of the last one.</param>
/// <param name="At">When the check was called for; a group that was checked since is done.</param>
internal sealed record CheckRange(string First, string Last, DateTimeOffset At);

/// <summary>A row before and after its check.</summary>
internal sealed record GroupCheck(GroupRow Before, GroupRow After)
{
    /// <summary>Whether provisioning has something to do again.</summary>
    public bool NeedsRepair => !ReferenceEquals(Before.Applied, After.Applied) || !ReferenceEquals(Before.Refused, After.Refused);

    /// <summary>Whether only the time of the check is news.</summary>
    public bool IsQuiet => !NeedsRepair && Before.Drift.SequenceEqual(After.Drift);
}
