using AdoptionAutomation.Effects;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Operations.Stuck;

internal enum StuckCause
{
    /// <summary>A service refuses the app: permission or credential.</summary>
    LaneStopped,

    /// <summary>A service asked for a long rest.</summary>
    LaneRests,

    /// <summary>Messages failed five times.</summary>
    Poison,

    /// <summary>A group does not stand though it was approved long ago.</summary>
    GroupNotReady,

    /// <summary>Guests are not in their groups though these stand.</summary>
    GuestsWait,

    /// <summary>All that is left are mails of which nobody knows whether they went out.</summary>
    UncertainMails,

    /// <summary>People are left, nothing holds them, and nothing comes for them.</summary>
    NothingUnderWay,
}

/// <param name="Cause">Why it does not move.</param>
/// <param name="Subject">Id of the lane, group or queue that it is about; empty for the wave itself.</param>
/// <param name="Count">How many messages, guests or people.</param>
/// <param name="Detail">What the far side said, or until when; status and code, never an address.</param>
internal sealed record StuckFinding(StuckCause Cause, string Subject = "", int Count = 0, string? Detail = null);

/// <summary>What is known of a wave when it is asked whether it moves.</summary>
/// <param name="Now">The present.</param>
/// <param name="Wave">Its row.</param>
/// <param name="Progress">Its people.</param>
internal sealed record StuckFacts(DateTimeOffset Now, WaveRow Wave, WaveProgress Progress)
{
    /// <summary>The lanes that waves go by.</summary>
    public IReadOnlyList<LaneRow> Lanes { get; init; } = [];

    /// <summary>Poisoned messages of this wave, by queue.</summary>
    public IReadOnlyDictionary<string, int> Poisoned { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Its groups that do not stand.</summary>
    public IReadOnlyList<string> MissingGroups { get; init; } = [];

    /// <summary>Its chunks that something is at.</summary>
    public int InFlight { get; init; }

    /// <summary>Whether mails may go out, and might have for the last hour, wherever people of the campaign live.</summary>
    public bool MailsMayGo { get; init; }
}
