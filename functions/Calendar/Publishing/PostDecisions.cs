using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>What a community manager decides about one delivery. Calling again is harmless.</summary>
internal sealed class PostDecisions(
    CalendarGroups groups, Ledger ledger, DueTable due, WorkQueue queue, PostWays ways, PostRedirect redirect, TimeProvider time)
{
    private static readonly EffectState[] ForPerson = [EffectState.Asked, EffectState.Failed, EffectState.Skipped, EffectState.Uncertain];

    /// <summary>However late; of an uncertain one they say that it did not go out.</summary>
    public async Task<PostDecision> PublishAsync(Campaign files, string key, string decidedBy, CancellationToken cancellationToken)
    {
        var (campaign, delivery, row) = await FindAsync(files, key, cancellationToken);
        if (delivery is null || row is { State: EffectState.Done } || (row is null && delivery.At > time.GetUtcNow()) || !delivery.Occurrence.IsWanted)
        {
            return Refuse(delivery, row);
        }

        var state = row is null ? EffectState.Released
            : await ledger.DecideAsync(ScopeOf(campaign, delivery), delivery.Key, ForPerson, EffectState.Released, decidedBy, cancellationToken);
        if (state is not EffectState.Released)
        {
            return Refuse(delivery, row);
        }

        var message = PublishPostMessage.Of(campaign.Id, delivery) with { Decided = true };
        await due.AddAsync(message.ToDue(), cancellationToken);
        await queue.PutAsync(QueueNames.PublishPost, message, cancellationToken);
        return PostDecision.Taken;
    }

    /// <param name="files">The campaign.</param>
    /// <param name="key">The delivery's key.</param>
    /// <param name="isThere">Whether they found it published, if nobody knew.</param>
    /// <param name="decidedBy">The caller's id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<PostDecision> SkipAsync(Campaign files, string key, bool isThere, string decidedBy, CancellationToken cancellationToken)
    {
        var (campaign, delivery, row) = await FindAsync(files, key, cancellationToken);
        if (delivery is null || row is { State: EffectState.Done or EffectState.Claimed } || (row is null && delivery.At > time.GetUtcNow()))
        {
            return row is { State: EffectState.Done } && isThere ? PostDecision.Taken : Refuse(delivery, row);
        }

        var (scope, wanted) = (ScopeOf(campaign, delivery), isThere ? EffectState.Done : EffectState.Skipped);
        if (row is { State: not EffectState.Released })
        {
            var state = await ledger.DecideAsync(scope, delivery.Key, ForPerson, wanted, decidedBy, cancellationToken);
            return state == wanted ? PostDecision.Taken : Refuse(delivery, row);
        }

        var claims = await ledger.ClaimAsync(scope, [delivery.Key], Evidence.None, cancellationToken);
        if (claims.Claimed.Count == 0)
        {
            return PostDecision.Busy;
        }

        var outcome = new Outcome(isThere ? OutcomeKind.Done : OutcomeKind.Skipped, $"decided by {decidedBy}");
        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [delivery.Key] = outcome }, cancellationToken);
        return PostDecision.Taken;
    }

    private async Task<(Campaign Campaign, Delivery? Delivery, EffectRow? Row)> FindAsync(Campaign files, string key, CancellationToken cancellationToken)
    {
        var campaign = files with { Id = redirect.ScopeOf(files.Settings.Id) };
        if (Delivery.Parse(key) is not { } parts)
        {
            return (campaign, null, null);
        }

        var declared = await groups.ListAsync(campaign, cancellationToken);
        var delivery = new DeliveryPlan(campaign.Settings, campaign.Calendar, declared).Find(parts.Occurrence, parts.Channel, parts.Group);
        return (campaign, delivery, delivery is null ? null : await ledger.FindAsync(ScopeOf(campaign, delivery), delivery.Key, cancellationToken));
    }

    private static PostDecision Refuse(Delivery? delivery, EffectRow? row) =>
        delivery is null ? PostDecision.Unknown
        : row is { State: EffectState.Done } ? PostDecision.AlreadyPublished
        : row is { State: EffectState.Claimed } ? PostDecision.Busy
        : !delivery.Occurrence.IsWanted ? PostDecision.Draft
        : row is null ? PostDecision.NotDueYet
        : PostDecision.Busy;

    private EffectScope ScopeOf(Campaign campaign, Delivery delivery) =>
        Delivery.ScopeOf(campaign.Id, delivery.Occurrence.Slot, ways.Of(delivery.Channel).Kind);
}

internal enum PostDecision
{
    Taken,

    /// <summary>The calendar has no such delivery.</summary>
    Unknown,
    AlreadyPublished,

    /// <summary>Somebody is at it now.</summary>
    Busy,
    Draft,
    NotDueYet,
}
