using AdoptionAutomation.Effects;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Mail;

/// <summary>One round of one purpose's mails through the ledger: claim, send, record. Every mailing goes this way.</summary>
internal sealed class MailRounds(
    Ledger ledger, MailLane lane, RateGovernor governor, MailEventsTable events, IOptions<MailOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookStep = TimeSpan.FromMinutes(5);
    private static readonly IReadOnlyDictionary<string, MailState> Nothing = new Dictionary<string, MailState>(StringComparer.Ordinal);

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="purpose">The mails' purpose.</param>
    /// <param name="people">Up to 100 object ids whose mail is not known to be settled.</param>
    /// <param name="anyUncertain">Whether some of them are known as uncertain: only then SendGrid's events are asked for evidence.</param>
    /// <param name="compose">Makes the mails of those that this round may send.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<MailRound> SendAsync(
        string campaign,
        string purpose,
        IReadOnlyCollection<string> people,
        bool anyUncertain,
        Func<IReadOnlySet<string>, Task<IReadOnlyList<MailBatch>>> compose,
        CancellationToken cancellationToken)
    {
        if (await governor.TakeAsync(Lane.Mail, 1, null, cancellationToken) is { } turn)
        {
            return new(Nothing, turn.At - time.GetUtcNow(), null);
        }

        var evidence = anyUncertain ? new Evidence(await events.LastAsync(cancellationToken), options.Value.UncertainAfter) : Evidence.None;
        var claims = await ledger.ClaimAsync(LedgerReference.ScopeOf(campaign, purpose), people, evidence, cancellationToken);
        var states = claims.Settled.ToDictionary(pair => pair.Key, pair => new MailState(pair.Value.State, pair.Value.Reason), StringComparer.Ordinal);
        TimeSpan? wait = claims.HeldUntil is { } until ? (until - time.GetUtcNow()).AtLeast(Soon) : null;
        if (claims.Claimed.Count > 0)
        {
            var ours = claims.Claimed.Select(row => row.Subject).ToHashSet(StringComparer.Ordinal);
            var sent = await SendAsync(ours, await compose(ours), cancellationToken);
            foreach (var (id, state) in await ledger.RecordAsync(claims, sent.Outcomes, cancellationToken))
            {
                states[id] = new(state, sent.Outcomes[id].Reason);
            }

            wait = sent.Stop is { } stop ? (await ReportAsync(stop, cancellationToken)).AtLeast(wait ?? TimeSpan.Zero) : wait;
        }

        wait ??= states.Values.Any(state => state.State == EffectState.Released) ? Soon : null;
        return new(states, wait, states.Values.Any(state => state.State == EffectState.Uncertain) ? LookAgainAt() : null);
    }

    private async Task<MailsSent> SendAsync(HashSet<string> ours, IReadOnlyList<MailBatch> batches, CancellationToken cancellationToken)
    {
        var outcomes = ours.ToDictionary(id => id, _ => new Outcome(OutcomeKind.NotDone, "not reached"), StringComparer.Ordinal);
        foreach (var batch in batches)
        {
            var sent = await lane.SendAsync(batch, cancellationToken);
            foreach (var (id, outcome) in sent.Outcomes)
            {
                outcomes[id] = outcome;
            }

            if (sent.Stop is { } stop)
            {
                return new(outcomes, stop);
            }
        }

        return new(outcomes, null);
    }

    private async Task<TimeSpan> ReportAsync(MailAnswer stop, CancellationToken cancellationToken)
    {
        if (stop.Outcome.Kind == OutcomeKind.NotAllowed)
        {
            await governor.StopAsync(Lane.Mail, stop.Outcome.Reason ?? "", cancellationToken);
            return RateGovernor.StopLength;
        }

        if (stop.AsksForRest)
        {
            await governor.RestAsync(Lane.Mail, time.GetUtcNow() + stop.Wait, cancellationToken);
        }

        return stop.Wait.AtLeast(Soon);
    }

    /// <summary>
    /// With a webhook, silence is an answer too, once it has had its time. In whole steps, so that two copies of a message (the planner's
    /// hours overlap) leave one due row and not one more each time.
    /// </summary>
    private DateTimeOffset? LookAgainAt()
    {
        var at = (time.GetUtcNow() + options.Value.UncertainAfter + LookStep).UtcTicks;
        return options.Value.EventWebhookPublicKey is { Length: > 0 } ? new(at - (at % LookStep.Ticks), TimeSpan.Zero) : null;
    }
}

/// <param name="States">What is known of each person's mail; absent: nothing yet.</param>
/// <param name="Wait">When to come back for the rest; null if nothing is left to send.</param>
/// <param name="LookAgainAt">When the uncertain ones are to be looked at again; null if there are none, or no webhook that could tell.</param>
internal sealed record MailRound(IReadOnlyDictionary<string, MailState> States, TimeSpan? Wait, DateTimeOffset? LookAgainAt);

internal sealed record MailState(EffectState State, string? Reason);
