using AdoptionAutomation.Waves.People;
using Azure;

namespace AdoptionAutomation.Waves.Life;

/// <param name="Wave">The wave's id.</param>
/// <param name="ETag">Default: not in the table yet.</param>
internal sealed record WaveRow(string Wave, ETag ETag = default)
{
    public WaveState State { get; init; } = WaveState.Planned;

    /// <summary>Where a pausing wave goes when nothing is in flight.</summary>
    public WaveState? Next { get; init; }

    /// <summary>Null while it is planned.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Object id of who started it, <c>key</c> or <c>date</c>.</summary>
    public string? StartedBy { get; init; }

    /// <summary>Counts resumes and retries: messages of an earlier round are let go.</summary>
    public int Round { get; init; }

    /// <summary>How many transitions it has had.</summary>
    public int Transitions { get; init; }

    /// <summary>Fingerprint of its part of waves.json as last acted on; another one means it was edited.</summary>
    public string? Definition { get; init; }

    /// <summary>How often the audience was read from its start: once, and again after each edit of it.</summary>
    public int Reading { get; init; }

    /// <summary>How far the audience has been read; null at the beginning.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether the whole audience has its rows.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Disabled accounts, guests and people without an address in the audience.</summary>
    public int Skipped { get; init; }

    /// <summary>People whom the file excepts.</summary>
    public int Excepted { get; init; }

    /// <summary>People who start too far ahead: they come by the newcomers' track.</summary>
    public int Later { get; init; }

    /// <summary>People of the audience whom another wave invites already, or an earlier one that is to open yet.</summary>
    public int Elsewhere { get; init; }

    /// <summary>Addresses of the audience's CSV that the directory does not know.</summary>
    public int NotFound { get; init; }

    /// <summary>Up to which object id people have been cut into chunks this round.</summary>
    public string CutUpTo { get; init; } = PeopleTable.FirstKey;

    /// <summary>When the next people are cut; null: all are, or none yet.</summary>
    public DateTimeOffset? NextCutAt { get; init; }

    /// <summary>Failed people, and all who had come to an end, when IT last looked (at a resume): the pause rule judges what came since.</summary>
    public (int Failed, int Ended) Judged { get; init; }

    /// <summary>Why it did not open when it was due, or why it stands still; null if nothing is in its way.</summary>
    public string? Held { get; init; }

    /// <summary>Why it was started though it was not ready; null if it was.</summary>
    public WaveOverride? Override { get; init; }
}
