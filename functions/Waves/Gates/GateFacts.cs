using AdoptionAutomation.Groups.Readiness;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Waves.Activation;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Gates;

/// <summary>What a gate is judged by: mostly how the wave before went.</summary>
/// <param name="Before">The wave before.</param>
/// <param name="Language">Of what is found.</param>
internal sealed record GateFacts(string Before, string Language)
{
    /// <summary>When the wave before started; null: it has not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public WaveProgress Progress { get; init; } = new(new Dictionary<PersonState, int>());

    /// <summary>What is known about who is active.</summary>
    public ActivityKnown Activity { get; init; } = ActivityKnown.Nothing;

    /// <summary>Whether mails lead to pages of ours, which tell of activity too.</summary>
    public bool HasOwnSignals { get; init; }

    /// <summary>How the people of the wave before feel, as was released; null: nothing was. Only as far as asked for.</summary>
    public WaveMood? Mood { get; init; }

    /// <summary>The sites of this wave's people with their ambassadors, as far as asked for.</summary>
    public IReadOnlyList<SiteAmbassadors> Sites { get; init; } = [];

    /// <summary>Why not every ambassador could be looked at; null if every one was.</summary>
    public string? SitesGap { get; init; }
}

