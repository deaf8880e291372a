using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Life;

/// <summary>Whether so many of a wave's people failed that it pauses by itself (pure).</summary>
internal static class FailureRule
{
    /// <param name="rule">As waves.json has it; null: it never does.</param>
    /// <param name="progress">How far its people are.</param>
    /// <param name="judged">What IT has seen already: failed people, and all who had come to an end.</param>
    /// <returns>Why it pauses, in figures; null if it goes on.</returns>
    public static string? WhyPause(PauseRule? rule, WaveProgress progress, (int Failed, int Ended) judged)
    {
        var (failed, ended) = (progress[PersonState.Failed] - judged.Failed, progress.Ended - judged.Ended);
        return rule is not null && ended >= rule.OfAtLeast && failed * 100L > (long)rule.FailuresOver * ended
            ? $"{failed} of the last {ended} people could not be invited ({failed * 100L / ended} %); waves.json pauses the wave over {rule.FailuresOver} %"
                + $" of at least {rule.OfAtLeast}."
            : null;
    }
}
