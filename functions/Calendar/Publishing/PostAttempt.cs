using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>One attempt at one delivery: claimed, made, recorded, and told to the community managers if it needs them.</summary>
internal sealed partial class PostAttempt(Ledger ledger, PostNotices notices, TimeProvider time, ILogger<PostAttempt> logger)
{
    /// <summary>How the reason of a released delivery begins if it may have gone out all the same.</summary>
    private const string UnknownMark = "unknown: ";

    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    public Task<Visit> PublishAsync(Posting posting, IChannel way, CancellationToken cancellationToken) => TryAsync(
        posting.Campaign, posting.Delivery, way.Kind, lookFirst => way.PublishAsync(posting, lookFirst, cancellationToken), cancellationToken);

    /// <summary>Settles a delivery without trying it.</summary>
    public Task<Visit> RecordAsync(Campaign campaign, Delivery delivery, EffectKind kind, Outcome outcome, CancellationToken cancellationToken) =>
        TakeAsync(campaign, delivery, kind, _ => Task.FromResult((outcome, TimeSpan.Zero)), cancellationToken);

    /// <summary>Applies the rule for what comes late. What an earlier attempt may have published is nobody's but a person's to judge.</summary>
    public async Task<Visit> LeaveOutAsync(Campaign campaign, Delivery delivery, EffectKind kind, LateAction ruling, CancellationToken cancellationToken)
    {
        var late = $"{Math.Floor((time.GetUtcNow() - delivery.At).TotalHours)} h late";
        var before = kind == EffectKind.Findable ? await ledger.FindAsync(ScopeOf(campaign, delivery, kind), delivery.Key, cancellationToken) : null;
        var isUnknown = before is { State: EffectState.Claimed }
            || (before is { State: EffectState.Released, Reason: { } why } && why.StartsWith(UnknownMark, StringComparison.Ordinal));
        var outcome = isUnknown ? new Outcome(OutcomeKind.Asked, $"{late}, and an earlier attempt may have published it")
            : new(ruling == LateAction.Ask ? OutcomeKind.Asked : OutcomeKind.Skipped, late);
        return await RecordAsync(campaign, delivery, kind, outcome, cancellationToken);
    }

    public static TimeSpan WaitOf(Published published) => (published switch
    {
        Published.NotYet notYet => notYet.Wait,
        Published.Unknown unknown => unknown.Wait,
        Published.NotAllowed notAllowed => notAllowed.Wait,
        _ => TimeSpan.Zero,
    }).AtLeast(ShortestWait);

    private Task<Visit> TryAsync(
        Campaign campaign, Delivery delivery, EffectKind kind, Func<bool, Task<Published>> publish, CancellationToken cancellationToken) =>
        TakeAsync(
            campaign,
            delivery,
            kind,
            async lookFirst =>
            {
                var published = await publish(lookFirst);
                return (OutcomeOf(published, kind), WaitOf(published));
            },
            cancellationToken);

    private async Task<Visit> TakeAsync(
        Campaign campaign, Delivery delivery, EffectKind kind, Func<bool, Task<(Outcome Outcome, TimeSpan Wait)>> act, CancellationToken cancellationToken)
    {
        var claims = await ledger.ClaimAsync(ScopeOf(campaign, delivery, kind), [delivery.Key], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return new Visit.Later((until - time.GetUtcNow()).AtLeast(ShortestWait));
        }

        // Settled: the message came twice, or an earlier attempt ended between its record and its word to the community managers.
        if (claims.Settled.TryGetValue(delivery.Key, out var settled))
        {
            await notices.TellAsync(campaign, delivery, settled.State, settled.Reason, settled.Attempt, cancellationToken);
            return new Visit.Settled();
        }

        var (outcome, wait) = await act(claims.LookFirst.Contains(delivery.Key));
        var states = await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [delivery.Key] = outcome }, cancellationToken);
        var state = states[delivery.Key];
        Log.Ended(logger, campaign.Id, delivery.Key, state, outcome.Kind);
        await notices.TellAsync(campaign, delivery, state, outcome.Reason, claims.Claimed[0].Attempt, cancellationToken);
        return state == EffectState.Released ? new Visit.Later(wait) : new Visit.Settled();
    }

    private static Outcome OutcomeOf(Published published, EffectKind kind) => published switch
    {
        Published.Done done => new(OutcomeKind.Done, done.Where),
        Published.NotYet notYet => new(OutcomeKind.NotDone, notYet.Why),
        Published.Unknown unknown => new(OutcomeKind.Unknown, kind == EffectKind.Blind ? unknown.Why : UnknownMark + unknown.Why),
        Published.Refused refused => new(OutcomeKind.Refused, refused.Why),
        Published.NotAllowed notAllowed => new(OutcomeKind.NotAllowed, notAllowed.Why),
        _ => throw new InvalidOperationException($"No such outcome: {published.GetType().Name}."),
    };

    private static EffectScope ScopeOf(Campaign campaign, Delivery delivery, EffectKind kind) => Delivery.ScopeOf(campaign.Id, delivery.Occurrence.Slot, kind);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Delivery}: {State} ({Outcome})")]
        public static partial void Ended(ILogger logger, string campaign, string delivery, EffectState state, OutcomeKind outcome);
    }
}
