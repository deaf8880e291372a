namespace AdoptionAutomation.Effects;

internal enum Decision
{
    /// <summary>Ours to do now.</summary>
    Claim,

    /// <summary>Ours, but an earlier attempt may have done it: look first.</summary>
    LookFirst,

    /// <summary>Another attempt is at it: leave it alone until its claim expires.</summary>
    LeaveAlone,

    /// <summary>The claim of a blind effect ran out: nobody knows, so say so.</summary>
    MarkUncertain,

    /// <summary>Done, failed or uncertain: nothing to do here.</summary>
    Settled,
}

/// <summary>The rule of what may be done with an effect that the ledger already knows (pure).</summary>
internal static class Settlement
{
    /// <param name="kind">How the effect behaves when its outcome is unknown.</param>
    /// <param name="state">What the ledger has.</param>
    /// <param name="expires">End of the claim.</param>
    /// <param name="since">When the row came to this state.</param>
    /// <param name="now">The present.</param>
    /// <param name="evidence">What the event webhook tells about uncertain effects.</param>
    public static Decision Decide(
        EffectKind kind, EffectState state, DateTimeOffset expires, DateTimeOffset since, DateTimeOffset now, Evidence evidence) => state switch
        {
            EffectState.Released => kind == EffectKind.Findable ? Decision.LookFirst : Decision.Claim,
            EffectState.Claimed when expires > now => Decision.LeaveAlone,
            EffectState.Claimed => kind switch
            {
                EffectKind.Idempotent => Decision.Claim,
                EffectKind.Findable => Decision.LookFirst,
                _ => Decision.MarkUncertain,
            },
            EffectState.Uncertain when evidence.ProvesNotTaken(since, now) => Decision.Claim,
            _ => Decision.Settled,
        };
}

/// <summary>
/// What the far side's events tell: once events of others have arrived after an uncertain attempt, and its own has not within
/// <paramref name="Patience"/>, it was not taken.
/// </summary>
/// <param name="LastEventAt">When the last event of any effect arrived; null without a webhook.</param>
/// <param name="Patience">How long an event may take.</param>
internal sealed record Evidence(DateTimeOffset? LastEventAt, TimeSpan Patience)
{
    public static readonly Evidence None = new(null, TimeSpan.MaxValue);

    public bool ProvesNotTaken(DateTimeOffset since, DateTimeOffset now) => LastEventAt > since && now - since >= Patience;
}
