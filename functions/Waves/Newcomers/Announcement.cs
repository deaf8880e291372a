using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail.Posts;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>
/// Announces, from their first day on, the newcomers who agreed to it: one post for all of today's. The ledger knows each person, so nobody is
/// announced twice; nobody can look whether a post went out, so one of unknown outcome is told to IT and never repeated.
/// </summary>
internal sealed partial class Announcement(
    CampaignStore campaigns,
    GroupsTable groups,
    PeopleTable people,
    AnnouncementPost post,
    Ledger ledger,
    LedgerTable effects,
    RateGovernor governor,
    WorkQueue queue,
    TimeProvider time,
    ILogger<Announcement> logger) : IWaveStep
{
    /// <summary>Who agrees later than that is no newcomer any more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public InviteStep Step => InviteStep.Announce;

    public static EffectScope ScopeOf(string campaign) => new(campaign, "post.newcomers", EffectKind.Blind);

    public async Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.GetAsync(message.Campaign, cancellationToken);
        if (campaign.Rollout.Newcomers?.AnnounceIn is not { } group
            || await groups.FindAsync(campaign.Id, group, cancellationToken) is not { State: GroupState.Ready, GraphId: { } graphId })
        {
            return;
        }

        var place = new AnnouncementPlace(graphId, campaign.FindGroup(group)?.Posting == GroupPosting.Members);
        await foreach (var agreed in AgreedAsync(campaign, cancellationToken).Chunk(RowTransactions.Size).WithCancellation(cancellationToken))
        {
            if (await AnnounceAsync(campaign, place, agreed, message.Turn, cancellationToken) is { } turn)
            {
                await queue.PutAsync(QueueNames.InvitePeople, message with { Turn = turn }, turn - time.GetUtcNow(), cancellationToken);
                return;
            }
        }
    }

    private IAsyncEnumerable<PersonRow> AgreedAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();

        // A first day is kept as midnight UTC of its date, whatever the zone.
        var today = Instant.FromDateTimeOffset(now).InZone(new OpenHours(campaign.Settings).ZoneOf(null)).Date;
        var endOfToday = today.PlusDays(1).AtMidnight().InUtc().ToDateTimeOffset().AddSeconds(-1);
        return people.ToAnnounceAsync(campaign.Id, now - Longest, endOfToday, cancellationToken);
    }

    /// <returns>When to come back; null if these are announced, or will not be.</returns>
    private async Task<DateTimeOffset?> AnnounceAsync(
        Campaign campaign, AnnouncementPlace place, PersonRow[] agreed, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        var known = await effects.ReadAsync(ScopeOf(campaign.Id), [.. agreed.Select(person => person.Id)], cancellationToken);
        var open = agreed.Where(person => !known.TryGetValue(person.Id, out var row) || row.State is EffectState.Released or EffectState.Claimed).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        if (await governor.TakeAsync(Lane.Mailbox, 1, reserved, cancellationToken) is { } turn)
        {
            return turn.At;
        }

        try
        {
            var there = await post.PresentAsync([.. open.Select(person => person.Id)], cancellationToken);
            return there.Count == 0 || !await post.ReadyAsync(place, cancellationToken) ? null : await PostAsync(campaign, place, there, cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return time.GetUtcNow() + await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken);
        }
    }

    private async Task<DateTimeOffset?> PostAsync(
        Campaign campaign, AnnouncementPlace place, IReadOnlyList<DirectoryUser> newcomers, CancellationToken cancellationToken)
    {
        var claims = await ledger.ClaimAsync(ScopeOf(campaign.Id), [.. newcomers.Select(user => user.Id)], Evidence.None, cancellationToken);
        var ours = claims.Claimed.Select(row => row.Subject).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, _) in claims.Settled.Where(pair => pair.Value.State == EffectState.Uncertain))
        {
            Log.Uncertain(logger, campaign.Id, id);
        }

        if (ours.Count > 0)
        {
            var failure = await post.TrySendAsync(campaign, place, [.. newcomers.Where(user => ours.Contains(user.Id))], cancellationToken);
            // Refused did not go out either: once IT has mended what it was refused for, tomorrow's post names them.
            var outcome = failure is null ? Outcome.Done
                : failure.Outcome == OutcomeKind.Refused ? new(OutcomeKind.NotDone, failure.Reason)
                : new(failure.Outcome, failure.Reason);
            await ledger.RecordAsync(claims, ours.ToDictionary(id => id, _ => outcome, StringComparer.Ordinal), cancellationToken);
            Log.Posted(logger, campaign.Id, ours.Count, outcome.Kind, outcome.Reason);
            foreach (var id in ours.Where(_ => outcome.Kind == OutcomeKind.Unknown))
            {
                Log.Uncertain(logger, campaign.Id, id);
            }

            if (failure is { Outcome: not OutcomeKind.Refused })
            {
                return time.GetUtcNow() + await governor.ReportAsync(Lane.Mailbox, failure, time, cancellationToken);
            }
        }

        return claims.HeldUntil;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: post of {People} newcomers: {Outcome} {Reason}")]
        public static partial void Posted(ILogger logger, string campaign, int people, OutcomeKind outcome, string? reason);

        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Campaign}: nobody knows whether the post that announces newcomer {Person} went out. It is not repeated; look into the group.")]
        public static partial void Uncertain(ILogger logger, string campaign, string person);
    }
}
