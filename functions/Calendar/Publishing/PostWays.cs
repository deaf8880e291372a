using AdoptionAutomation.Calendar.Channels;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;

namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>
/// By which way a post goes out: its own channel; or, while posts are redirected, as a conversation to the test group, saying in its title where
/// it would have gone.
/// </summary>
internal sealed class PostWays(IEnumerable<IChannel> channels, PostRedirect redirect)
{
    /// <summary>No group of a campaign has such an id.</summary>
    public const string TestGroup = "~redirected";

    private readonly Dictionary<PostChannel, IChannel> all = channels.ToDictionary(channel => channel.Channel);

    public IChannel Of(PostChannel channel)
    {
        var way = redirect.Address is null ? channel : PostChannel.Conversation;
        return all.GetValueOrDefault(way) ?? throw new InvalidOperationException($"Nothing publishes by {way}: register its IChannel.");
    }

    /// <summary>The lane of a channel; null if nothing publishes by it.</summary>
    public Lane? LaneOf(PostChannel channel) => all.GetValueOrDefault(redirect.Address is null ? channel : PostChannel.Conversation)?.Lane;

    /// <summary>The posting itself, or as it is redirected.</summary>
    public Posting Turn(Posting posting) => redirect.Address is not { } address ? posting : posting with
    {
        Post = posting.Post with { Texts = [.. posting.Post.Texts.Select(text => text with { Title = $"[{MarkOf(posting.Delivery)}] {text.Title}" })] },
        Group = new(TestGroup) { Approved = "", State = GroupState.Ready, Mail = address, MailboxJoined = true },
    };

    private static string MarkOf(Delivery delivery) =>
        delivery.Group == Delivery.EveryGroup ? $"Redirected: {Delivery.WordOf(delivery.Channel)}" : $"Redirected: {Delivery.WordOf(delivery.Channel)}, {delivery.Group}";
}
