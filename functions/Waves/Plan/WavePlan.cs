using AdoptionAutomation.Groups.Readiness;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>What opening a wave would do: nothing is done. Numbers and object ids; nobody's name or address. (Public because Razor's parameters are.)</summary>
/// <param name="Campaign">The campaign's id.</param>
/// <param name="Wave">The wave's id.</param>
/// <param name="Name">In the campaign's first language.</param>
/// <param name="Language">The campaign's first language.</param>
/// <param name="State">Of the wave.</param>
/// <param name="LookedAt">When the directory was read.</param>
public sealed record WavePlan(string Campaign, string Wave, string Name, string Language, string State, DateTimeOffset LookedAt)
{
    public required PlannedAudience Audience { get; init; }

    public required PlannedLicences Licences { get; init; }

    /// <summary>Ids of the groups that everybody joins.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>How many groups people join by an attribute of theirs.</summary>
    public int OwnGroups { get; init; }

    public required IReadOnlyList<PlannedMails> Mails { get; init; }

    public required PlannedRequests Requests { get; init; }

    public required PlannedTime Time { get; init; }

    public required PlannedCost Cost { get; init; }

    /// <summary>What keeps the wave from starting; empty: nothing does.</summary>
    public required IReadOnlyList<ReadinessFinding> Errors { get; init; }

    public required PlannedGate Gate { get; init; }

    public required IReadOnlyList<PlanNote> Notes { get; init; }
}

/// <param name="Read">People of the directory that the audience means.</param>
/// <param name="Invited">Of them.</param>
/// <param name="Skipped">The others, by reason.</param>
/// <param name="Zones">Invited people by IANA name.</param>
/// <param name="Languages">Invited people by language of the mails.</param>
public sealed record PlannedAudience(
    int Read, int Invited, IReadOnlyList<SkippedPeople> Skipped, IReadOnlyDictionary<string, int> Zones, IReadOnlyDictionary<string, int> Languages);

/// <param name="Reason">Stable.</param>
/// <param name="Text">In the campaign's first language.</param>
/// <param name="People">How many.</param>
/// <param name="Ids">Object ids of the first of them; GET /api/people/{id} tells more. Empty where nobody stands behind an address.</param>
public sealed record SkippedPeople(string Reason, string Text, int People, IReadOnlyList<string> Ids);

/// <param name="Service">As the directory names it; null: any.</param>
/// <param name="Missing">Invited people without it; null: the directory would not tell.</param>
/// <param name="Ids">The first of them.</param>
public sealed record PlannedLicences(string? Service, int? Missing, IReadOnlyList<string> Ids);

/// <param name="Purpose">welcome, a kit, or reminders.</param>
/// <param name="Mails">How many.</param>
/// <param name="AtMost">Whether fewer may go out.</param>
public sealed record PlannedMails(string Purpose, int Mails, bool AtMost);

/// <summary>On a day without faults.</summary>
public sealed record PlannedRequests(int GraphReads, int GraphWrites, int SendGrid, int Storage);

/// <param name="Opens">Null: by hand, and counted from now.</param>
/// <param name="QuotaSeconds">How long the directory's quota makes it, unpaced.</param>
/// <param name="PacePerHour">Null: not paced.</param>
/// <param name="FirstMail">By the campaign's working hours.</param>
/// <param name="LastMail">Null: nobody, or never at that pace.</param>
public sealed record PlannedTime(DateTimeOffset? Opens, double QuotaSeconds, int? PacePerHour, DateTimeOffset? FirstMail, DateTimeOffset? LastMail);

/// <param name="Dollars">US dollars, at most, for Functions and Storage.</param>
/// <param name="AsOf">When the prices were looked up.</param>
/// <param name="Source">Where.</param>
/// <param name="Text">What is not in it.</param>
public sealed record PlannedCost(decimal Dollars, string AsOf, string Source, string Text);

/// <param name="Verdict">open, hold or notEnoughData.</param>
/// <param name="Findings">Condition by condition.</param>
public sealed record PlannedGate(string Verdict, IReadOnlyList<PlannedGateFinding> Findings);

public sealed record PlannedGateFinding(string Condition, string Verdict, string Text);

/// <param name="Code">Stable.</param>
/// <param name="Severity">warning or info.</param>
/// <param name="Text">In the campaign's first language.</param>
public sealed record PlanNote(string Code, string Severity, string Text);
