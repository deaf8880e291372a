using AdoptionAutomation.Effects;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Operations.Stuck;

/// <summary>Whether a wave stands still that should move, and why (pure).</summary>
internal static class StuckRule
{
    /// <summary>Between two watches; one may come a little early.</summary>
    public static readonly TimeSpan Still = TimeSpan.FromMinutes(55);

    /// <summary>A rest that is told of: services ask for seconds.</summary>
    public static readonly TimeSpan LongRest = TimeSpan.FromMinutes(15);

    /// <summary>A lane that is refused tries again when its stop ends: until that try is answered it is stopped still.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<StuckFinding> Find(StuckFacts facts)
    {
        if (facts.Wave.State != WaveState.Running || IsThrough(facts))
        {
            return [];
        }

        // These say why by themselves. The others need an hour in which nothing moved, and nothing that was to come.
        List<StuckFinding> told =
        [
            .. facts.Lanes.Where(lane => IsNeeded(lane.Lane, facts)).Select(lane => Of(lane, facts.Now)).OfType<StuckFinding>(),
            .. facts.Poisoned.Where(poison => poison.Value > 0).Select(poison => new StuckFinding(StuckCause.Poison, poison.Key, poison.Value)),
            .. facts.MissingGroups.Where(_ => facts.Progress[PersonState.Planned] > 0).Select(group => new StuckFinding(StuckCause.GroupNotReady, group)),
        ];
        return told.Count > 0 ? told : Silence(facts) is { } silence ? [silence] : [];
    }

    /// <summary>Why a lane is at rest for long; null if it is not.</summary>
    public static StuckFinding? Of(LaneRow lane, DateTimeOffset now) =>
        lane.Stopped is { } why && lane.RestsUntil + Grace > now ? new(StuckCause.LaneStopped, lane.Lane, Detail: why)
        : lane.RestsUntil > now + LongRest ? new(StuckCause.LaneRests, lane.Lane, Detail: $"{lane.RestsUntil.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
        : null;

    private static StuckFinding? Silence(StuckFacts facts)
    {
        var progress = facts.Progress;
        var isQuiet = facts.Wave.Sight is { } sight
            && sight.Stand == WaveSight.StandOf(facts.Wave, progress)
            && facts.Now - sight.Since >= Still;
        var isExpected = facts.InFlight > 0
            || facts.Wave.NextCutAt > facts.Now
            || (facts.Wave.IsResolved && progress[PersonState.Planned] == 0 && progress[PersonState.Joined] > 0 && !facts.MailsMayGo);
        return !isQuiet || isExpected ? null
            : progress.Open > 0 && progress.Open == progress[PersonState.Uncertain] && facts.Wave.IsResolved
                ? new(StuckCause.UncertainMails, Count: progress.Open)
            : new(StuckCause.NothingUnderWay, Count: progress.Open);
    }

    private static bool IsThrough(StuckFacts facts) => facts.Wave is { IsResolved: true, NextCutAt: null } && facts.Progress.Open == 0;

    private static bool IsNeeded(string lane, StuckFacts facts)
    {
        var (isRead, progress) = (facts.Wave.IsResolved, facts.Progress);
        return lane == Lane.GraphReads.Name ? !isRead || progress[PersonState.Planned] > 0
            : lane == Lane.GraphWrites.Name ? progress[PersonState.Planned] > 0
            : lane == Lane.Mail.Name && progress.Open > 0;
    }
}
