using System.Collections.Concurrent;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>What rounds ask, in this instance's memory: a round is frozen when it opens, so one reading is enough.</summary>
internal sealed class OpenRounds(RoundsTable table, TimeProvider time)
{
    private static readonly TimeSpan AbsenceStays = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Campaign, string Round), (SurveyRound? Round, DateTimeOffset ReadAt)> rounds = [];

    /// <summary>A round whose definition and times are right; how far it has come, it need not know.</summary>
    public async Task<SurveyRound?> FindAsync(string campaign, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (rounds.TryGetValue((campaign, id), out var known) && (known.Round is not null || now - known.ReadAt < AbsenceStays))
        {
            return known.Round;
        }

        var found = await table.FindAsync(campaign, id, cancellationToken);
        rounds[(campaign, id)] = (found, now);
        return found;
    }
}
