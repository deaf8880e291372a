using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>Guest policy and external senders, which Graph does not take at creation. Both are set to a value, so a repeat changes nothing.</summary>
internal sealed class SettingsStep(GroupSettings settings, TimeProvider time) : IGroupStep
{
    private const string ByHand =
        "externalSenders belongs to Exchange, which refuses it to an app: an owner sets it in Outlook "
        + "(group settings, let people outside the organisation email the group), or IT with Set-UnifiedGroup -RequireSenderAuthenticationEnabled";

    /// <summary>How long a setting that is there may not be shown.</summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromHours(1);

    public GroupPart Part => GroupPart.Settings;

    public Lane Lane => Lane.GraphWrites;

    public int Cost(GroupWork work) => 2;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        // A group that was just made has no settings of its own; of any other, read them first and write only what differs.
        var present = work.CursorOf(GroupPart.Creation) is null
            ? await settings.ReadAsync(work.GraphId, work.Group, cancellationToken)
            : new PresentSettings(null, null, null);
        var written = await settings.WriteAsync(work.GraphId, work.Group, present, cancellationToken);
        if (written.GuestsConflict is not null)
        {
            // An earlier attempt was there first, and nobody recorded it.
            present = await settings.ReadAsync(work.GraphId, work.Group, cancellationToken);
            written = await settings.WriteAsync(work.GraphId, work.Group, present, cancellationToken);
        }

        return written.GuestsConflict is { } conflict ? Conflicting(work, conflict)
            : written.SendersRefused ? new StepResult.Refused(ByHand)
            : new StepResult.Done(work.Row);
    }

    private StepResult Conflicting(GroupWork work, string conflict) => work.Row.MadeAt + LongestLag > time.GetUtcNow()
        ? new StepResult.NotYet(GroupWork.Lag)
        : new StepResult.Refused($"guest policy: {conflict}");
}
