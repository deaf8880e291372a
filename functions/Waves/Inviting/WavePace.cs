using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>
/// A wave's people spread over the campaign's open hours (pure). Every slot is an hour with the same beat: so many people every so many
/// seconds; beats outside the open hours are left out. The next slot never begins within the hour, so no hour, wherever it begins, holds more
/// than the pace.
/// </summary>
/// <param name="perHour">People an hour at most.</param>
/// <param name="hours">The campaign's.</param>
internal sealed class WavePace(int perHour, OpenHours hours)
{
    /// <summary>Messages an hour, as long as their people fit into a chunk.</summary>
    private const int BeatsAnHour = 12;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>People of one beat; fewer in the last one of an hour.</summary>
    public int ChunkSize { get; } = Math.Min(PeopleTable.ChunkSize, (perHour + BeatsAnHour - 1) / BeatsAnHour);

    /// <summary>The slot that begins now, or at the next open minute.</summary>
    public PaceSlot SlotAt(DateTimeOffset now)
    {
        var start = hours.NextOpen(now, null);
        var beats = (perHour + ChunkSize - 1) / ChunkSize;

        // Queues hold messages back by whole seconds.
        var every = TimeSpan.FromSeconds(3600 / beats);
        var chunks = Enumerable.Range(0, beats)
            .Select(beat => new PaceChunk(start + (beat * every), Math.Min(ChunkSize, perHour - (beat * ChunkSize))))
            .Where(chunk => hours.IsOpen(chunk.At, null));
        return new(start, [.. chunks], hours.NextOpen(start + Hour, null));
    }
}

/// <param name="Start">When it begins.</param>
/// <param name="Chunks">In order; the first at its start.</param>
/// <param name="Next">When the next slot begins.</param>
internal sealed record PaceSlot(DateTimeOffset Start, IReadOnlyList<PaceChunk> Chunks, DateTimeOffset Next);

/// <param name="At">When its people are invited.</param>
/// <param name="People">How many.</param>
internal sealed record PaceChunk(DateTimeOffset At, int People);
