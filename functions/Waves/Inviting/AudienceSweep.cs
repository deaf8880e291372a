using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>After an audience was read again: skips those planned whom the reading did not meet. Repeats find the rest.</summary>
internal sealed class AudienceSweep(PeopleTable people)
{
    /// <summary>The wave's cursor once its audience has been read, and this is to be done.</summary>
    public const string Cursor = "sweep";

    /// <summary>Well within the host's function timeout.</summary>
    private const int ChunksAtOnce = 200;

    /// <returns>Whether nobody is left to be skipped.</returns>
    public async Task<bool> SweepAsync(string campaign, WaveRow wave, CancellationToken cancellationToken)
    {
        var chunks = 0;
        var left = people.NotMetAsync(campaign, wave.Wave, wave.Reading, cancellationToken).Chunk(PeopleTable.ChunkSize);
        await foreach (var chunk in left.Take(ChunksAtOnce).WithCancellation(cancellationToken))
        {
            var moves = chunk.Select(person => new PersonMove(person, PersonState.Skipped, PersonRow.LeftOut)).ToList();
            await people.MoveAsync(campaign, wave.Wave, moves, cancellationToken);
            chunks++;
        }

        return chunks < ChunksAtOnce;
    }
}
