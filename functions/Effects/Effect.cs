namespace AdoptionAutomation.Effects;

/// <summary>How an effect behaves when nobody knows whether it happened.</summary>
internal enum EffectKind
{
    /// <summary>Doing it again changes nothing (add a member): redo.</summary>
    Idempotent,

    /// <summary>It can be looked for (a group by its nickname): look, then take it as done or do it.</summary>
    Findable,

    /// <summary>It can neither be repeated nor looked for (a mail): it stays uncertain until an event or a person settles it.</summary>
    Blind,
}

internal enum EffectState
{
    Claimed,
    Done,
    Failed,
    Released,
    Uncertain,

    /// <summary>It came too late to be wanted.</summary>
    Skipped,

    /// <summary>A person is asked whether it is still wanted; only they reopen it.</summary>
    Asked,
}

/// <summary>A family of effects of one campaign: one row per subject, ever.</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Purpose">What is done, such as <c>member.general</c> or <c>mail.welcome</c>.</param>
/// <param name="Kind">How an unknown outcome is settled.</param>
internal sealed record EffectScope(string Campaign, string Purpose, EffectKind Kind);

internal enum OutcomeKind
{
    /// <summary>It happened (or had happened).</summary>
    Done,

    /// <summary>It did not happen, for sure: throttled, unavailable with Retry-After, connection refused.</summary>
    NotDone,

    /// <summary>Nobody knows: timeout, connection lost, other 5xx.</summary>
    Unknown,

    /// <summary>The far side will never do it: 400, 404, 413, bounced.</summary>
    Refused,

    /// <summary>We may not: 401, 403. The lane stops, nothing is failed.</summary>
    NotAllowed,

    /// <summary>A rule left it out: nothing was tried.</summary>
    Skipped,

    /// <summary>A rule leaves it to a person: nothing was tried.</summary>
    Asked,
}

/// <summary>What came of one attempt.</summary>
/// <param name="Kind">The row of the outcome table.</param>
/// <param name="Reason">Why, for people: status and code of the far side, the permission that is missing.</param>
internal sealed record Outcome(OutcomeKind Kind, string? Reason = null)
{
    public static readonly Outcome Done = new(OutcomeKind.Done);

    /// <summary>The state that the ledger keeps for this outcome.</summary>
    public EffectState StateOf(EffectKind kind) => Kind switch
    {
        OutcomeKind.Done => EffectState.Done,
        OutcomeKind.Refused => EffectState.Failed,
        OutcomeKind.Skipped => EffectState.Skipped,
        OutcomeKind.Asked => EffectState.Asked,
        OutcomeKind.Unknown when kind == EffectKind.Blind => EffectState.Uncertain,
        _ => EffectState.Released,
    };
}
