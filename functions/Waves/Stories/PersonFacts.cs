using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Waves.Gates;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Stories;

/// <summary>All that is known of one person; either the directory or a wave knows them.</summary>
internal sealed record PersonFacts(Campaign Campaign, string Id, DateTimeOffset Now)
{
    /// <summary>Null: the directory does not know them.</summary>
    public DirectoryUser? User { get; init; }

    /// <summary>Null: they are in no wave.</summary>
    public PersonRow? Row { get; init; }

    /// <summary>Every wave, in order; empty without a directory entry.</summary>
    public IReadOnlyList<WaveStanding> Waves { get; init; } = [];

    /// <summary>The wave that has them, or the first that wants them; null: none.</summary>
    public WaveDefinition? Wave => Row is not null ? Campaign.FindWave(Row.Wave) : Wanting?.Wave;

    /// <summary>The first wave that wants them.</summary>
    public WaveStanding? Wanting => Waves.FirstOrDefault(wave => wave.Wants);

    /// <summary>State of <see cref="Wave"/>; null: not started.</summary>
    public WaveRow? WaveRow { get; init; }

    /// <summary>Null: the campaign is not paused as a whole.</summary>
    public CampaignPause? Pause { get; init; }

    /// <summary>What <see cref="Wave"/> was last paused, or cancelled, by; null: it is neither.</summary>
    public WaveTransition? Halt { get; init; }

    /// <summary>What the gate says of <see cref="Wave"/> while it is not open; else null.</summary>
    public GateAnswer? Gate { get; init; }

    /// <summary>What was done for them.</summary>
    public IReadOnlyList<EffectSight> Effects { get; init; } = [];
}

/// <summary>One outside effect, as the ledger has it. (Public because answers are made of it.)</summary>
/// <param name="Effect"><c>membership</c>, or the mail's purpose.</param>
/// <param name="Group">The group's id in groups.json, if it is about one.</param>
/// <param name="State">claimed, done, failed, released or uncertain.</param>
/// <param name="At">Since when.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">Status and code of the far side; null if it said nothing.</param>
public sealed record EffectSight(string Effect, string? Group, string State, DateTimeOffset At, int Attempts, string? Reason);
