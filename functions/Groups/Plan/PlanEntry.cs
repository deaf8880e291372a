using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Plan;

/// <summary>What apply would do with a group.</summary>
internal enum PlanAction
{
    /// <summary>Make it.</summary>
    Create,

    /// <summary>It bears our mark and we know it no more: take it over as it is, and bring about the rest.</summary>
    Adopt,

    /// <summary>Bring about what is new, put back what the template keeps.</summary>
    Change,

    /// <summary>Stands as declared.</summary>
    Keep,

    /// <summary>No longer declared: left alone.</summary>
    Left,

    /// <summary>Another group is in the way, and only IT can say which is to stay.</summary>
    Conflict,

    /// <summary>The declaration has to be mended first.</summary>
    Blocked,
}

/// <summary>Why a part is planned.</summary>
internal enum PartReason
{
    /// <summary>Not brought about yet.</summary>
    New,

    /// <summary>Declared otherwise than it was brought about.</summary>
    Changed,

    /// <summary>Somebody changed it in the tenant, and the template keeps it.</summary>
    Repair,

    /// <summary>Refused when it was last tried.</summary>
    Again,
}

/// <param name="Name">Of a field in groups.json.</param>
/// <param name="From">As it is now; null if it is not, or if only its fingerprint is known.</param>
/// <param name="To">As it will be: a text, or a number of people.</param>
internal sealed record PlannedField(string Name, string? From, string? To);

/// <param name="Part">The part.</param>
/// <param name="Reason">Why it is planned.</param>
/// <param name="Fields">What of it, from what to what.</param>
/// <param name="Refusal">Why it was refused when it was last tried.</param>
internal sealed record PlannedPart(GroupPart Part, PartReason Reason, IReadOnlyList<PlannedField> Fields, string? Refusal = null);

/// <summary>A difference from the declaration that somebody made in the tenant.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Detail">How it is now.</param>
/// <param name="IsRepaired">Whether apply puts it back.</param>
/// <param name="IsTried">Whether the daily check tries to put it back, so far in vain.</param>
internal sealed record PlannedDrift(DriftKind Kind, string Detail, bool IsRepaired, bool IsTried = false);

/// <summary>What the plan says of one group.</summary>
internal sealed record PlanEntry
{
    /// <summary>The declared group's id.</summary>
    public required string Group { get; init; }

    public required PlanAction Action { get; init; }

    public string? Name { get; init; }

    /// <summary>Where it is declared.</summary>
    public string? Origin { get; init; }

    /// <summary>Object id in the tenant.</summary>
    public string? GraphId { get; init; }

    /// <summary>All of it was applied and is on its way: there is nothing to decide.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>It was there, and is not any more.</summary>
    public bool HasDisappeared { get; init; }

    public IReadOnlyList<PlannedPart> Parts { get; init; } = [];

    /// <summary>What the daily check puts back by itself, once this is applied.</summary>
    public IReadOnlyList<KeptPart> Keeps { get; init; } = [];

    public IReadOnlyList<PlannedDrift> Drift { get; init; } = [];

    public IReadOnlyList<PlanFinding> Findings { get; init; } = [];

    /// <summary>Why it could not be made when it was last tried.</summary>
    public string? FailedBefore { get; init; }

    /// <summary>What stands for the whole declaration.</summary>
    public string? Approval { get; init; }

    /// <summary>The row that apply writes; null: it stays as it is.</summary>
    public GroupRow? Next { get; init; }

    /// <summary>Whether there is work for the queue.</summary>
    public bool HasWork { get; init; }

    /// <summary>Whether there is nothing to do and nothing to say.</summary>
    public bool IsPlain => Action == PlanAction.Keep && Drift.Count == 0 && Next is null;
}
