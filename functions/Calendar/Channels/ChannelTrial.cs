using System.Globalization;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using NodaTime;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>A post that proves that a channel of a group works: once through the ledger, as a real one, yet in a family of its own, each with its time.</summary>
internal sealed class ChannelTrial(Ledger ledger, TimeProvider time)
{
    public const string Id = "test";

    /// <summary>How far the words may be taken: they say what is known, and what a person has to look at.</summary>
    public async Task<TrialResult> RunAsync(Campaign campaign, IChannel channel, GroupRow group, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var posting = PostingOf(campaign, channel.Channel, group, now);
        await channel.ReadyAgainAsync(posting, cancellationToken);
        if (await channel.PrepareAsync(posting, cancellationToken) is { } way)
        {
            return ResultOf(channel, way);
        }

        var scope = new EffectScope(campaign.Id, "post.test", channel.Kind);
        var claims = await ledger.ClaimAsync(scope, [posting.Delivery.Key], Evidence.None, cancellationToken);
        if (claims.Claimed.Count == 0)
        {
            return new(409, "Another test of this channel was started in this very second: look into the channel.");
        }

        var published = await channel.PublishAsync(posting, lookFirst: false, cancellationToken);
        var outcome = OutcomeOf(published);
        await ledger.RecordAsync(claims, new Dictionary<string, Outcome>(StringComparer.Ordinal) { [posting.Delivery.Key] = outcome }, cancellationToken);
        return ResultOf(channel, published);
    }

    private static Posting PostingOf(Campaign campaign, PostChannel channel, GroupRow group, DateTimeOffset now)
    {
        var stamp = now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var text = new PostText
        {
            Title = new() { Fr = "[Essai] Ce canal fonctionne", En = "[Test] This channel works" },
            Text = new()
            {
                Fr = $"Publié à {now.UtcDateTime:HH:mm:ss} UTC pour vérifier que les publications de **{campaign.Settings.Name.In("fr")}** arrivent ici. À supprimer.",
                En = $"Posted at {now.UtcDateTime:HH:mm:ss} UTC to see whether the posts of **{campaign.Settings.Name.In("en")}** arrive here. To be deleted.",
            },
        };
        var post = new SinglePost
        {
            Id = Id,
            To = new() { Groups = [group.Group] },
            Channels = [channel],
            At = LocalDateTime.FromDateTime(now.UtcDateTime),
            Post = text,
        };
        var occurrence = new Occurrence(post, OccurrenceKind.Post, stamp, post.At, text);
        return new(campaign, new(occurrence, channel, group.Group, now), ComposedPost.Of(campaign, post, text), group);
    }

    private static Outcome OutcomeOf(Published published) => published switch
    {
        Published.Done => Outcome.Done,
        Published.NotYet later => new(OutcomeKind.NotDone, later.Why),
        Published.Unknown unknown => new(OutcomeKind.Unknown, unknown.Why),
        Published.Refused refused => new(OutcomeKind.Refused, refused.Why),
        Published.NotAllowed denied => new(OutcomeKind.NotAllowed, denied.Why),
        _ => throw new InvalidOperationException($"{published.GetType().Name} is no outcome."),
    };

    private static TrialResult ResultOf(IChannel channel, Published published) => published switch
    {
        Published.Done done => new(202, channel.Channel switch
        {
            PostChannel.Teams => "Power Automate accepted the card; nobody tells whether Teams showed it. Look into the channel: it appears within a minute, or the workflow's run history says why not.",
            PostChannel.Conversation => "Exchange took the mail; nobody tells whether the group accepted it. Look into the group's conversations.",
            _ => "Published; look at it, then delete it.",
        })
        { Where = done.Where },
        Published.NotYet later => new(503, $"Not sent, and not for ever: {later.Why}. Try again in {Math.Max(1, (int)Math.Ceiling(later.Wait.TotalSeconds))} s."),
        Published.Unknown unknown => new(504, $"{unknown.Why}: nobody knows whether it went out. Look into the channel before you try again."),
        Published.Refused refused => new(422, refused.Why),
        Published.NotAllowed denied => new(403, denied.Why),
        _ => throw new InvalidOperationException($"{published.GetType().Name} is no outcome."),
    };
}

/// <param name="Status">HTTP status.</param>
/// <param name="Words">What came of it, and what to do.</param>
internal sealed record TrialResult(int Status, string Words)
{
    /// <summary>Address of the result, if it has one.</summary>
    public string? Where { get; init; }
}
