using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>What the addition of listed people means for their step.</summary>
internal static class AddedPeople
{
    /// <returns>Null if all of them are members now.</returns>
    /// <exception cref="GraphFailure">The lane was throttled or is not allowed.</exception>
    public static StepResult? Result(this MembersAdded added, GroupWork work, DateTimeOffset now)
    {
        if (added.Stop is { } stop)
        {
            throw stop;
        }

        var refused = added.Outcomes.Values.Where(outcome => outcome.Kind != OutcomeKind.Done).ToList();
        return refused.Count == 0 ? null
            : work.Row.IsYoung(now) && refused.Exists(MembersAdded.IsNotFound) ? new StepResult.NotYet(GroupWork.Lag)
            : new StepResult.Refused($"{refused.Count} of {added.Outcomes.Count} people: {refused[0].Reason}");
    }
}
