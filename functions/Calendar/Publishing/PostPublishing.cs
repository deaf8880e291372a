using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>
/// One visit of a message to its delivery: looks whether the calendar still wants it, now and here; applies the rule for what is late; makes the
/// post and the channel ready; waits for the lane's turn; and publishes.
/// </summary>
internal sealed class PostPublishing(
    CampaignStore campaigns,
    CalendarGroups groups,
    PausesTable pauses,
    IEnumerable<IComposer> composers,
    PostWays ways,
    RateGovernor governor,
    PostAttempt attempt,
    TimeProvider time)
{
    /// <summary>How old the calendar may be that a message is held against: all posts of a minute are held against one.</summary>
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    /// <summary>How long a group that does not stand yet is left alone.</summary>
    private static readonly TimeSpan GroupWait = TimeSpan.FromMinutes(15);

    /// <summary>Queues hold back by whole seconds.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(1);

    /// <exception cref="CampaignPausedException">The campaign is paused, and nothing was begun.</exception>
    public async Task<Visit> VisitAsync(PublishPostMessage message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var campaign = await campaigns.GetAsync(message.Campaign, Freshness, cancellationToken);
        var standing = await groups.StandingAsync(campaign, message.Group, cancellationToken);
        if (Find(campaign, message, standing.Declared) is not { } delivery)
        {
            return new Visit.Unwanted();
        }

        if (delivery.At > now + Early)
        {
            return new Visit.Later(delivery.At - now);
        }

        var way = ways.Of(delivery.Channel);
        if (!message.Decided && LateRuling.Of(delivery, now) is not LateAction.Publish and var ruling)
        {
            await pauses.PassAsync(campaign.Settings.Id, cancellationToken);
            return await attempt.LeaveOutAsync(campaign, delivery, way.Kind, ruling, cancellationToken);
        }

        return delivery.Group != Delivery.EveryGroup && standing.Row is not { State: GroupState.Ready }
            ? new Visit.Later(GroupWait)
            : await PublishAsync(campaign, delivery, standing.Row, way, message.Turn, cancellationToken);
    }

    private async Task<Visit> PublishAsync(
        Campaign campaign, Delivery delivery, GroupRow? group, IChannel way, DateTimeOffset? turn, CancellationToken cancellationToken)
    {
        var composer = composers.FirstOrDefault(composer => composer.Kind == delivery.Occurrence.Kind)
            ?? throw new InvalidOperationException($"Nothing composes a {delivery.Occurrence.Kind} such as {delivery.Occurrence.Key}: register its IComposer.");
        switch (await composer.ComposeAsync(campaign, delivery.Occurrence, cancellationToken))
        {
            case Composition.Ready ready:
                var posting = ways.Turn(new(campaign, delivery, ready.Post, group));
                return await OnTurnAsync(posting, way, turn, cancellationToken);
            case Composition.NotYet notYet:
                return new Visit.Later(notYet.Wait);
            case Composition.Nothing nothing:
                await pauses.PassAsync(campaign.Settings.Id, cancellationToken);
                return await attempt.RecordAsync(campaign, delivery, way.Kind, new(OutcomeKind.Skipped, nothing.Why), cancellationToken);
            default:
                throw new InvalidOperationException($"No such composition of {delivery.Occurrence.Key}.");
        }
    }

    private async Task<Visit> OnTurnAsync(Posting posting, IChannel way, DateTimeOffset? reserved, CancellationToken cancellationToken)
    {
        var (campaign, delivery) = (posting.Campaign, posting.Delivery);
        switch (await way.PrepareAsync(posting, cancellationToken))
        {
            case Published.Refused refused:
                await pauses.PassAsync(campaign.Settings.Id, cancellationToken);
                return await attempt.RecordAsync(campaign, delivery, way.Kind, new(OutcomeKind.Refused, refused.Why), cancellationToken);
            case { } hindrance:
                return new Visit.Later(PostAttempt.WaitOf(hindrance));
        }

        if (await governor.TakeAsync(way.Lane, 1, reserved, cancellationToken) is { } turn)
        {
            return new Visit.Later(turn.At - time.GetUtcNow(), turn.At);
        }

        // As late as can be: once a pause is acknowledged, nothing begins.
        await pauses.PassAsync(campaign.Settings.Id, cancellationToken);
        return await attempt.PublishAsync(posting, way, cancellationToken);
    }

    /// <summary>The delivery that the message is about, if the calendar still has it at that time, approved, for that group and channel.</summary>
    private static Delivery? Find(Campaign campaign, PublishPostMessage message, IReadOnlyList<DeclaredGroup> declared) =>
        new DeliveryPlan(campaign.Settings, campaign.Calendar, declared).Find(message.Occurrence, message.Channel, message.Group) is { Occurrence.IsWanted: true } found
        && found.At == message.Due ? found : null;
}
