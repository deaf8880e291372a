using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail.Posts;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>The post that announces newcomers, on its way out.</summary>
internal sealed partial class AnnouncementPost(
    DirectoryUsers directory, TenantGroups tenant, ServiceMailbox mailbox, PostWriter writer, ILogger<AnnouncementPost> logger)
{
    /// <summary>Those of some people who are in the directory still, as it names them now.</summary>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<IReadOnlyList<DirectoryUser>> PresentAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        [.. (await directory.FindByIdAsync(ids, cancellationToken)).Values.Where(user => PeopleRecheck.WhyNot(user) is null)];

    /// <summary>Whether the mailbox may post there.</summary>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<bool> ReadyAsync(AnnouncementPlace place, CancellationToken cancellationToken)
    {
        if (mailbox.Id is null)
        {
            Log.NoMailbox(logger, place.GraphId);
            return false;
        }

        if (place.IsForMembers && await mailbox.JoinAsync(place.GraphId, cancellationToken) is { Kind: not OutcomeKind.Done } refused)
        {
            Log.NotMember(logger, place.GraphId, refused.Reason);
            return false;
        }

        place.Mail = await tenant.MailOfAsync(place.GraphId, cancellationToken);
        return place.Mail is not null;
    }

    /// <returns>Why it did not go out, or may not have; null if Exchange took it.</returns>
    public async Task<GraphFailure?> TrySendAsync(
        Campaign campaign, AnnouncementPlace place, IReadOnlyList<DirectoryUser> newcomers, CancellationToken cancellationToken)
    {
        var content = AnnouncementText.Of(campaign, newcomers);
        try
        {
            await mailbox.SendAsync(place.Mail!, new(content.Subject, await writer.RenderAsync(content), null), cancellationToken);
            return null;
        }
        catch (GraphFailure failure)
        {
            return failure;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Nobody is announced in group {Group}: set Posts:MailboxId to the service mailbox's object id.")]
        public static partial void NoMailbox(ILogger logger, string group);

        [LoggerMessage(Level = LogLevel.Error, Message = "Nobody is announced in group {Group}: only members may post, and the mailbox of Posts:MailboxId cannot be made one: {Reason}")]
        public static partial void NotMember(ILogger logger, string group, string? reason);
    }
}

/// <param name="GraphId">The group's object id.</param>
/// <param name="IsForMembers">Whether only members may post.</param>
internal sealed record AnnouncementPlace(string GraphId, bool IsForMembers)
{
    /// <summary>The group's address, once it was asked for.</summary>
    public string? Mail { get; set; }
}
