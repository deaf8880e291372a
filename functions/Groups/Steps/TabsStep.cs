using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>
/// Adds website tabs, ten a visit in one $batch. A channel takes two tabs of one name, so each goes through the ledger: the first attempt in a new
/// team need not look, whatever follows it does, and two deliveries of one message cannot be at it together. A tab that was made once and is gone
/// was removed by people, and stays so; one that leads elsewhere than declared is changed.
/// </summary>
internal sealed class TabsStep(Teams teams, Ledger ledger, TimeProvider time) : IGroupStep
{
    private const int MostAtOnce = 10;

    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    public GroupPart Part => GroupPart.Tabs;

    public Lane Lane => Lane.TeamContent;

    public int Cost(GroupWork work) => Math.Clamp(WantedTab.Of(work.Group.Team!).Count - TeamProgress.Read(work.CursorOf(Part)).Tabs, 1, MostAtOnce);

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        var progress = TeamProgress.Read(work.CursorOf(Part));
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
        var all = WantedTab.Of(work.Group.Team!);
        var some = all.Skip(progress.Tabs).Take(MostAtOnce).ToList();
        if (some.Exists(tab => !progress.Channels.ContainsKey(tab.Channel)))
        {
            progress = progress.WithChannels(work.Group.Team!, await teams.ChannelsAsync(work.GraphId, cancellationToken));
        }

        var there = some.ToLookup(tab => progress.Channels.ContainsKey(tab.Channel));
        progress = there[false].Aggregate(progress, (so, tab) => so.WithRefused(tab.Place, "its channel is not there; a deleted channel keeps its name for 30 days"));
        var tabs = there[true].ToDictionary(tab => tab.SubjectIn(progress.Channels[tab.Channel]), StringComparer.Ordinal);
        if (tabs.Count > 0)
        {
            var scope = new EffectScope(work.Campaign.Id, "group.tab", EffectKind.Findable);
            var claims = await ledger.ClaimAsync(scope, tabs.Keys, Evidence.None, cancellationToken);
            var refused = await WriteAsync(work, progress, tabs, claims, cancellationToken);
            progress = refused.Aggregate(progress, (so, pair) => so.WithRefused(tabs[pair.Key].Place, pair.Value.Reason));
            if (claims.HeldUntil is { } until)
            {
                return new StepResult.NotYet(until - time.GetUtcNow());
            }
        }

        progress = progress with { Tabs = progress.Tabs + some.Count };
        return progress.Tabs < all.Count ? new StepResult.More(work.WithCursor(Part, progress.Write()), Breath)
            : progress.Refused.Count > 0 ? new StepResult.Refused(progress.Reasons)
            : new StepResult.Done(work.Row with { Cursor = null });
    }

    /// <returns>Those that Teams refuses.</returns>
    private async Task<IReadOnlyDictionary<string, GraphFailure>> WriteAsync(
        GroupWork work, TeamProgress progress, Dictionary<string, WantedTab> tabs, Claims claims, CancellationToken cancellationToken)
    {
        var open = claims.Claimed.Select(row => row.Subject).ToHashSet(StringComparer.Ordinal);
        var outcomes = open.ToDictionary(subject => subject, _ => Outcome.Done, StringComparer.Ordinal);
        IReadOnlyDictionary<string, GraphFailure?> answers = new Dictionary<string, GraphFailure?>();
        GraphFailure? stop = null;
        try
        {
            var changes = await ChangesAsync(work, progress, tabs, claims, cancellationToken);
            answers = changes.Count > 0 ? await teams.WriteTabsAsync(work.GraphId, changes, cancellationToken) : answers;
            foreach (var (subject, failure) in answers.Where(pair => open.Contains(pair.Key) && pair.Value is not null))
            {
                // The row keeps the refusal; the ledger only that nothing was made, so that the next apply can try again.
                outcomes[subject] = new(failure!.Outcome == OutcomeKind.Refused ? OutcomeKind.NotDone : failure.Outcome, failure.Reason);
            }
        }
        catch (GraphFailure failure)
        {
            // Whether nothing was done or nobody knows: released, and looked for first the next time.
            stop = failure;
            outcomes = open.ToDictionary(subject => subject, _ => new Outcome(OutcomeKind.NotDone, failure.Reason), StringComparer.Ordinal);
        }

        if (claims.Claimed.Count > 0)
        {
            await ledger.RecordAsync(claims, outcomes, cancellationToken);
        }

        var failures = answers.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
        // What waits comes first: the refused ones are tried once more with them, and refused again.
        stop ??= failures.Values.FirstOrDefault(failure => failure.Outcome != OutcomeKind.Refused || failure.Status == 404);
        return stop is null ? failures : throw stop;
    }

    /// <summary>What is to be written: without a look where nothing was tried before.</summary>
    private async Task<IReadOnlyList<TabChange>> ChangesAsync(
        GroupWork work, TeamProgress progress, Dictionary<string, WantedTab> tabs, Claims claims, CancellationToken cancellationToken)
    {
        var subjects = claims.Claimed.Select(row => row.Subject).Concat(claims.Settled.Keys).ToList();
        var doubtful = progress.TeamMadeAt is null ? subjects : claims.LookFirst.Concat(claims.Settled.Keys);
        var looked = doubtful.Select(subject => progress.Channels[tabs[subject].Channel]).Distinct(StringComparer.Ordinal).ToList();
        var present = looked.Count > 0 ? await teams.TabsAsync(work.GraphId, looked, cancellationToken) : new Dictionary<string, IReadOnlyList<PresentTab>>();
        var changes = new List<TabChange>();
        foreach (var subject in subjects)
        {
            var (wanted, channel) = (tabs[subject], progress.Channels[tabs[subject].Channel]);
            var found = present.GetValueOrDefault(channel)?.FirstOrDefault(tab => tab.Name == wanted.Tab.Name);
            if (found is null ? !claims.Settled.ContainsKey(subject) : found.Url != wanted.Tab.Url)
            {
                changes.Add(new(subject, channel, wanted.Tab, found?.Id));
            }
        }

        return changes;
    }
}
