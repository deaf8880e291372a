using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>When a running wave will have invited its last people, if nothing comes in between (pure).</summary>
internal static class WaveForecast
{
    /// <summary>Spans of open hours that are looked through: some fifteen years.</summary>
    private const int FarthestSpan = 4_000;

    /// <param name="remaining">People who are not welcomed yet.</param>
    /// <param name="pacePerHour">As waves.json has it; null: as fast as the directory takes them.</param>
    /// <param name="groups">How many groups each of them joins.</param>
    /// <param name="from">When the next of them are invited.</param>
    /// <param name="hours">A paced wave goes on in these alone.</param>
    /// <returns>Null if nobody remains, or if it is too far away to tell.</returns>
    public static DateTimeOffset? EndOf(int remaining, int? pacePerHour, int groups, DateTimeOffset from, OpenHours hours)
    {
        if (remaining <= 0)
        {
            return null;
        }

        if (pacePerHour is not { } pace)
        {
            return from + WaveChunks.DelayOf((remaining + PeopleTable.ChunkSize - 1) / PeopleTable.ChunkSize, groups);
        }

        var (at, left) = (from, TimeSpan.FromHours(1) * remaining / pace);
        for (var span = 0; span < FarthestSpan; span++)
        {
            at = hours.NextOpen(at, null);
            var closes = hours.ClosesAfter(at, null);
            if (at + left <= closes)
            {
                return at + left;
            }

            (left, at) = (left - (closes - at), closes);
        }

        return null;
    }
}
