using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>
/// Gives what a calendar publishes within two days its due rows, from where the last plan ended; what is due before the hourly planner's next
/// round goes onto the queue at once. Safe to repeat, and for several to do at once: same occurrence and time, same row; the ledger knows what
/// went out. Rows of what is no longer wanted stay: their message finds that out.
/// </summary>
internal sealed partial class CalendarPlanning(
    CalendarTable table,
    CalendarGroups groups,
    DueTable due,
    WorkQueue queue,
    PostRedirect redirect,
    PostWays ways,
    TimeProvider time,
    ILogger<CalendarPlanning> logger)
{
    /// <summary>From one night's plan to the next but one: a night may be missed.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(48);

    private const int MostRaces = 8;

    /// <summary>Every night: goes on from where the last plan ended, however long ago that was.</summary>
    /// <returns>How many deliveries have a due row that may have had none.</returns>
    public Task<int> PlanAsync(Campaign campaign, CancellationToken cancellationToken) => AdvanceAsync(campaign, Horizon, cancellationToken);

    /// <summary>After an edit: plans what is to come within the time that is planned already. What is new in the past is never published.</summary>
    /// <returns>How many deliveries have a due row that may have had none; none if this version is planned.</returns>
    public Task<int> ReplanAsync(Campaign campaign, CancellationToken cancellationToken) => AdvanceAsync(campaign, TimeSpan.Zero, cancellationToken);

    private async Task<int> AdvanceAsync(Campaign files, TimeSpan reach, CancellationToken cancellationToken)
    {
        var campaign = files with { Id = redirect.ScopeOf(files.Settings.Id) };
        if (IsEmpty(campaign.Calendar) && await table.FindPlanAsync(campaign.Id, cancellationToken) is null)
        {
            return 0;
        }

        var declared = await groups.ListAsync(campaign, cancellationToken);
        var version = SeasonVersion.Of(campaign, declared);
        for (var race = 0; race < MostRaces; race++)
        {
            var last = await table.FindPlanAsync(campaign.Id, cancellationToken);
            if (PlanWindow.Of(last, version, time.GetUtcNow(), reach) is not { } window)
            {
                return 0;
            }

            var planned = await WriteAsync(campaign, declared, window, cancellationToken);
            if (await table.TryWritePlanAsync(campaign.Id, new(version, window.Until) { ETag = last?.ETag ?? default }, cancellationToken))
            {
                Log.Planned(logger, campaign.Id, planned, window.From, window.Until);
                return planned;
            }
        }

        throw new ContentionException($"the plan of {campaign.Id}'s calendar");
    }

    private async Task<int> WriteAsync(Campaign campaign, IReadOnlyList<DeclaredGroup> declared, PlanWindow window, CancellationToken cancellationToken)
    {
        var (planned, nextRound) = (0, PlanHour.NextRound(time.GetUtcNow()));
        var deliveries = new DeliveryPlan(campaign.Settings, campaign.Calendar, declared).Between(window.From, window.Until);
        foreach (var some in deliveries.GroupBy(delivery => (delivery.At, Lane: ways.LaneOf(delivery.Channel)))
            .SelectMany(Spaced).Chunk(RowTransactions.Size))
        {
            var works = some.Select(one => PublishPostMessage.Of(campaign.Id, one.Delivery).ToDue() with { Hold = one.Hold }).ToList();
            await due.AddAllAsync(works, cancellationToken);
            foreach (var work in works.Where(work => work.At < nextRound))
            {
                await queue.PutTextAsync(work.Queue, work.Message, work.At + work.Hold - time.GetUtcNow(), cancellationToken);
            }

            planned += works.Count;
        }

        return planned;
    }

    /// <summary>What falls due at one instant on one lane comes at its pace, or each would go to the queue and back for its turn.</summary>
    private static IEnumerable<(Delivery Delivery, TimeSpan Hold)> Spaced(IGrouping<(DateTimeOffset At, Lane? Lane), Delivery> together) =>
        together.Select((delivery, i) => (delivery, i * (together.Key.Lane?.Pace ?? TimeSpan.Zero)));

    private static bool IsEmpty(CalendarFile calendar) => calendar is { Rhythms: [], Posts: [], Contests: [], Feeds: [] };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Deliveries} deliveries planned that are due from {From:O} to {Until:O}.")]
        public static partial void Planned(ILogger logger, string campaign, int deliveries, DateTimeOffset from, DateTimeOffset until);
    }
}
