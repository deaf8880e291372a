using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Mail.Posts;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Groups.Steps;

/// <summary>
/// Posts the welcome posts, one a visit, each once: nobody can look whether a post went out, so one of unknown outcome is named to IT and
/// never repeated by itself.
/// </summary>
internal sealed partial class WelcomeStep(
    PostingPlace place, ServiceMailbox mailbox, PostWriter writer, Ledger ledger, TimeProvider time, ILogger<WelcomeStep> logger) : IGroupStep
{
    /// <summary>A post to an address that Exchange does not know yet bounces unseen; its part of a new group takes minutes.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    public GroupPart Part => GroupPart.Welcome;

    public Lane Lane => Lane.Mailbox;

    public static EffectScope ScopeOf(string campaign) => new(campaign, "post.welcome", EffectKind.Blind);

    /// <param name="graphId">Object id: a group that was deleted and made anew has its posts to come.</param>
    /// <param name="number">From 1.</param>
    public static string SubjectOf(string graphId, int number) => $"{graphId}.{number}";

    public DateTimeOffset NotBefore(GroupWork work) => work.Row.MadeAt + Settling ?? DateTimeOffset.MinValue;

    public async Task<StepResult> TakeAsync(GroupWork work, CancellationToken cancellationToken)
    {
        if (Next(work) is not { } number)
        {
            return new StepResult.Done(work.Row);
        }

        if (mailbox.Id is null)
        {
            return new StepResult.Refused("no service mailbox: set Posts:MailboxId to its object id, and apply again");
        }

        if (work is { Group.Posting: GroupPosting.Members, Row.MailboxJoined: false })
        {
            return await place.JoinAsync(work, cancellationToken);
        }

        // What the creation answered may not be the address that Exchange gave in the end.
        var (mail, instead) = work.Row.Posts.Count == 0 ? await place.AddressAsync(work, cancellationToken) : (work.Row.Mail, null);
        return instead ?? await PostAsync(work with { Row = work.Row with { Mail = mail } }, number, cancellationToken);
    }

    private static int? Next(GroupWork work) =>
        Enumerable.Range(1, work.Group.Welcome.Count).Where(number => !work.Row.Posts.ContainsKey(number)).Select(number => (int?)number).FirstOrDefault();

    private async Task<StepResult> PostAsync(GroupWork work, int number, CancellationToken cancellationToken)
    {
        MailboxPost post;
        try
        {
            post = await writer.WriteAsync(work.Campaign, work.Group.Welcome[number - 1], cancellationToken);
        }
        catch (UnfitPictureException unfit)
        {
            return new StepResult.Refused($"welcome post {number}: {unfit.Message}");
        }

        var subject = SubjectOf(work.GraphId, number);
        var claims = await ledger.ClaimAsync(ScopeOf(work.Campaign.Id), [subject], Evidence.None, cancellationToken);
        if (claims.HeldUntil is { } until)
        {
            return new StepResult.NotYet(until - time.GetUtcNow());
        }

        // Settled: an earlier attempt ended between its record and the row.
        return claims.Settled.TryGetValue(subject, out var settled)
            ? Settled(work, number, settled.State)
            : await SendAsync(work, number, post, claims, cancellationToken);
    }

    private async Task<StepResult> SendAsync(GroupWork work, int number, MailboxPost post, Claims claims, CancellationToken cancellationToken)
    {
        GraphFailure? failure = null;
        try
        {
            await mailbox.SendAsync(work.Row.Mail!, post, cancellationToken);
        }
        catch (GraphFailure thrown)
        {
            failure = thrown;
        }

        // A refused post did not go out either: once IT has mended what it was refused for, the next apply tries it again.
        var outcome = failure switch
        {
            null => Outcome.Done,
            { Outcome: OutcomeKind.Refused } => new(OutcomeKind.NotDone, failure.Reason),
            _ => new(failure.Outcome, failure.Reason),
        };
        var states = await ledger.RecordAsync(
            claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [SubjectOf(work.GraphId, number)] = outcome }, cancellationToken);
        return failure switch
        {
            { Outcome: OutcomeKind.Refused } => new StepResult.Refused($"welcome post {number}: {failure.Reason}; is Posts:MailboxId a mailbox?"),
            // The lane has to know; one of unknown outcome is in the ledger, where the next visit finds it.
            not null => throw failure,
            null => Settled(work, number, states.Values.Single()),
        };
    }

    private StepResult Settled(GroupWork work, int number, EffectState state)
    {
        if (state == EffectState.Uncertain)
        {
            Log.Uncertain(logger, work.Campaign.Id, work.Group.Id, number);
        }

        var row = work.Row with { Posts = work.Row.Posts.SetItem(number, state == EffectState.Uncertain ? PostState.Uncertain : PostState.Sent) };
        return Next(work with { Row = row }) is null
            ? new StepResult.Done(row)
            : new StepResult.More(row, TimeSpan.Zero);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error,
            Message = "{Campaign}: group {Group}: nobody knows whether welcome post {Number} went out. "
                + "Look into the group, then POST /api/groups/{Group}/welcome?sent=true or false.")]
        public static partial void Uncertain(ILogger logger, string campaign, string group, int number);
    }
}
