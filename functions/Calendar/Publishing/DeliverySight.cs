using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;

namespace AdoptionAutomation.Calendar.Publishing;

internal enum DeliveryStanding
{
    /// <summary>In the calendar, and never published as it is: a draft, or a slot without a post.</summary>
    Draft,

    /// <summary>Its time is to come.</summary>
    Planned,

    /// <summary>Its time has come; it is on its way, or something holds it up.</summary>
    Due,

    Published,

    /// <summary>A rule left it out, or a person did.</summary>
    Skipped,

    /// <summary>It came late, and a person is asked.</summary>
    Asked,

    Failed,

    /// <summary>Nobody knows whether it went out; a person is asked to look.</summary>
    Uncertain,

    /// <summary>Its time had passed when it came into the calendar, so nobody tried it.</summary>
    Missed,
}

/// <summary>How one delivery stands (pure).</summary>
/// <param name="Key">Its name in storage and in calls.</param>
/// <param name="Occurrence">Key of its occurrence.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Group">To which group.</param>
/// <param name="At">When it is, or was, due; of one that has left the calendar, when it came to its state.</param>
/// <param name="Standing">How it stands.</param>
internal sealed record DeliverySight(string Key, string Occurrence, PostChannel Channel, string Group, DateTimeOffset At, DeliveryStanding Standing)
{
    /// <summary>As the calendar has it now; null: it has it no more.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>Address of what was published, if it has one.</summary>
    public string? Where { get; init; }

    /// <summary>Why it stands so, in words.</summary>
    public string? Why { get; init; }

    /// <summary>When it came to stand so; null if nothing was recorded yet.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool NeedsDecision => Standing is DeliveryStanding.Asked or DeliveryStanding.Failed or DeliveryStanding.Uncertain;

    public static DeliverySight Of(Delivery delivery, EffectRow? row, DateTimeOffset now) =>
        new(delivery.Key, delivery.Occurrence.Key, delivery.Channel, delivery.Group, delivery.At, StandingOf(delivery, row, now))
        {
            Delivery = delivery,
            Where = row is { State: EffectState.Done } ? row.Reason : null,
            Why = row is { State: not EffectState.Done } ? row.Reason : null,
            Since = row?.Since,
        };

    /// <summary>Of what the ledger knows and the calendar has no more; null: nothing came of it.</summary>
    public static DeliverySight? Of(EffectRow row) =>
        Delivery.Parse(row.Subject) is { } parts && StandingOf(row.State) is { } standing
            ? new(row.Subject, parts.Occurrence, parts.Channel, parts.Group, row.Since, standing)
            {
                Where = row.State == EffectState.Done ? row.Reason : null,
                Why = row.State == EffectState.Done ? null : row.Reason,
                Since = row.Since,
            }
            : null;

    private static DeliveryStanding StandingOf(Delivery delivery, EffectRow? row, DateTimeOffset now) =>
        row is not null && StandingOf(row.State) is { } settled ? settled
        : !delivery.Occurrence.IsWanted ? DeliveryStanding.Draft
        : delivery.At > now ? DeliveryStanding.Planned
        : row is null && LateRuling.IsLate(delivery, now) ? DeliveryStanding.Missed
        : DeliveryStanding.Due;

    private static DeliveryStanding? StandingOf(EffectState state) => state switch
    {
        EffectState.Done => DeliveryStanding.Published,
        EffectState.Skipped => DeliveryStanding.Skipped,
        EffectState.Asked => DeliveryStanding.Asked,
        EffectState.Failed => DeliveryStanding.Failed,
        EffectState.Uncertain => DeliveryStanding.Uncertain,
        _ => null,
    };
}
