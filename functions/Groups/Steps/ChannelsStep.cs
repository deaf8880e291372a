using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>
/// Adds the channels that a team lacks; General is always there. Teams keeps names unique in a team and refuses a second one, so nothing can be
/// made twice: the look before saves requests, and no ledger is needed. Where that refusal comes (a death, a lost answer, a deleted channel, which
/// keeps its name for 30 days) a second look tells which.
/// </summary>
internal sealed class ChannelsStep(Teams teams, TimeProvider time) : IGroupStep
{
    /// <summary>With the look before them, what one team takes in a second (Teams limits: 4).</summary>
    private const int MostAtOnce = 3;

    private const string NameKept = "Teams keeps the name of a deleted channel for 30 days: restore it in Teams, or wait";

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    public GroupPart Part => GroupPart.Channels;

    public Lane Lane => Lane.TeamContent;

    public int Cost(GroupWork work) => Math.Clamp(MissingOf(work, ProgressOf(work)).Count, 1, MostAtOnce);

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var progress = ProgressOf(work);
        try
        {
            return await AddAsync(work, progress, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Status == 404 && progress.IsNew(time.GetUtcNow()))
        {
            return new StepResult.NotYet(GroupWork.Lag);
        }
    }

    private async Task<StepResult> AddAsync(GroupWork work, TeamProgress progress, CancellationToken cancellationToken)
    {
        if (progress.Channels.Count == 0)
        {
            progress = progress.WithChannels(work.Group.Team!, await teams.ChannelsAsync(work.GraphId, cancellationToken));
        }

        var missing = MissingOf(work, progress);
        foreach (var channel in missing.Take(MostAtOnce))
        {
            if (await AddAsync(work, channel, progress, cancellationToken) is not { } next)
            {
                return new StepResult.NotYet(GroupWork.Lag);
            }

            progress = next;
        }

        if (missing.Count > MostAtOnce)
        {
            return new StepResult.More(work.WithCursor(Part, progress.Write()), Breath);
        }

        // The tabs go on from here, whether or not every channel could be made; a channel that is new has none of its tabs yet.
        var row = work.WithCursor(GroupPart.Tabs, (progress with { Refused = [] }).Write());
        row = progress.Made ? row with { Applied = row.Applied.Remove(GroupPart.Tabs), Refused = row.Refused.Remove(GroupPart.Tabs) } : row;
        return progress.Refused.Count > 0 ? new StepResult.Refused(progress.Reasons, row) : new StepResult.Done(row);
    }

    /// <returns>Null if a young team has the channel and does not list it yet.</returns>
    private async Task<TeamProgress?> AddAsync(GroupWork work, ChannelTemplate channel, TeamProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var name = channel.Name.Trim();
            var id = await teams.AddChannelAsync(work.GraphId, channel, cancellationToken)
                ?? (await teams.ChannelsAsync(work.GraphId, cancellationToken)).GetValueOrDefault(name);
            return id is not null ? progress.WithChannel(name, id)
                : progress.IsNew(time.GetUtcNow()) ? null
                : progress.WithRefused(TeamProgress.PlaceOf(work.Group.Team!, channel.Name), NameKept);
        }
        catch (GraphFailure failure) when (failure.Outcome == OutcomeKind.Refused && failure.Status != 404)
        {
            return progress.WithRefused(TeamProgress.PlaceOf(work.Group.Team!, channel.Name), failure.Reason);
        }
    }

    private static List<ChannelTemplate> MissingOf(GroupWork work, TeamProgress progress) =>
    [
        .. work.Group.Team!.Channels.Where(channel =>
            !progress.Channels.ContainsKey(channel.Name.Trim()) && !progress.Refused.ContainsKey(TeamProgress.PlaceOf(work.Group.Team, channel.Name))),
    ];

    private TeamProgress ProgressOf(GroupWork work) => TeamProgress.Read(work.CursorOf(Part));
}
