using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Calls;

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Paused">The campaign's pause; null if it is not paused.</param>
/// <param name="Waves">In the file's order.</param>
internal sealed record WaveList(string Campaign, CampaignPause? Paused, IReadOnlyList<WaveSummary> Waves)
{
    /// <summary>Ids of waves that were started and have since been taken out of the file.</summary>
    public IReadOnlyList<string> NoLongerInFile { get; init; } = [];
}

/// <param name="Campaign">The campaign's id.</param>
/// <param name="Wave">The wave's id.</param>
/// <param name="State">One of the states of a wave.</param>
internal record WaveSummary(string Campaign, string Wave, string State)
{
    /// <summary>Where it goes when nothing is in flight, if it is pausing.</summary>
    public string? Next { get; init; }

    /// <summary>When the file says that it opens; null: by hand.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>Why it does not open, or stands still.</summary>
    public string? Held { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? StartedBy { get; init; }

    public WaveOverride? Override { get; init; }

    /// <summary>Whether the file says something else than what was last acted on.</summary>
    public bool Edited { get; init; }

    public AudienceCounts? Audience { get; init; }

    /// <summary>People in each state.</summary>
    public IReadOnlyDictionary<string, int> Progress { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    public int Active { get; init; }

    /// <summary>Accepted the charter.</summary>
    public int Accepted { get; init; }

    /// <summary>Mails that came back.</summary>
    public int Bounced { get; init; }

    /// <summary>As the file has it; null: as fast as the directory takes them.</summary>
    public int? PacePerHour { get; init; }

    /// <summary>When its last people will have been invited; null if it does not run, or its audience is not read yet.</summary>
    public DateTimeOffset? ExpectedEnd { get; init; }
}

/// <param name="Complete">Whether all of it was read.</param>
/// <param name="People">Who has a row.</param>
/// <param name="Skipped">Disabled accounts, guests and people without an address.</param>
/// <param name="Excepted">Whom the file excepts.</param>
/// <param name="Later">Newcomers whose first day is too far away.</param>
/// <param name="InAnotherWave">Whom another wave invites already.</param>
/// <param name="NotFound">Addresses that the directory does not know.</param>
internal sealed record AudienceCounts(bool Complete, int People, int Skipped, int Excepted, int Later, int InAnotherWave, int NotFound);

/// <summary>A wave with its story.</summary>
internal sealed record WaveDetails : WaveSummary
{
    public WaveDetails(WaveSummary summary)
        : base(summary)
    {
    }

    /// <summary>Chunks that have not ended; null unless it is pausing.</summary>
    public int? InFlight { get; init; }

    /// <summary>People welcomed or failed an hour, since it was started.</summary>
    public double? PerHourSoFar { get; init; }

    public CampaignPause? CampaignPaused { get; init; }

    public IReadOnlyList<WaveStory> History { get; init; } = [];

    /// <summary>Why lanes are stopped.</summary>
    public IReadOnlyList<string> Stopped { get; init; } = [];
}

/// <summary>One entry of a wave's history, in words.</summary>
internal sealed record WaveStory(string Action, string From, string To, string By, string? Role, DateTimeOffset At, string? Why);
