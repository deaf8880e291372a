using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Groups;

namespace AdoptionAutomation.Calendar.Channels;

/// <summary>A way to publish. Each is one class of this folder, registered once; nothing else knows how many there are.</summary>
internal interface IChannel
{
    PostChannel Channel { get; }

    /// <summary>What is done about an outcome that nobody knows.</summary>
    EffectKind Kind { get; }

    /// <summary>Whose pace and rests it keeps.</summary>
    Lane Lane { get; }

    /// <summary>Makes sure that it can be published there, before it is claimed: the address is known, the sender may post.</summary>
    /// <returns>Null if all is ready; else what is in the way: <see cref="Published.NotYet"/> or <see cref="Published.Refused"/>.</returns>
    Task<Published?> PrepareAsync(Posting posting, CancellationToken cancellationToken);

    /// <summary>Publishes, once: claimed before and recorded after by the caller.</summary>
    /// <param name="posting">What and where.</param>
    /// <param name="lookFirst">Of a findable kind: an earlier attempt may have done it.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    Task<Published> PublishAsync(Posting posting, bool lookFirst, CancellationToken cancellationToken);

    /// <summary>A person says that what was in the way is mended, and tries it: nothing that was remembered of it holds any more.</summary>
    Task ReadyAgainAsync(Posting posting, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>As people will see it there: a whole HTML page that needs nothing from outside but pictures.</summary>
    Task<string> PreviewAsync(Campaign campaign, ComposedPost post, string language, CancellationToken cancellationToken);
}

/// <summary>A delivery on its way out.</summary>
/// <param name="Campaign">The campaign, in its scope.</param>
/// <param name="Delivery">What and when.</param>
/// <param name="Post">What it says.</param>
/// <param name="Group">Where to, as it stands; null for <see cref="Delivery.EveryGroup"/>.</param>
internal sealed record Posting(Campaign Campaign, Delivery Delivery, ComposedPost Post, GroupRow? Group);

/// <summary>What came of one attempt to publish.</summary>
internal abstract record Published
{
    /// <param name="Where">Address of the result, if it has one.</param>
    internal sealed record Done(string? Where = null) : Published;

    /// <summary>Not for sure, or not for now: it comes back.</summary>
    /// <param name="Wait">How long to leave this delivery alone.</param>
    /// <param name="Why">For people.</param>
    internal sealed record NotYet(TimeSpan Wait, string Why) : Published;

    /// <summary>Nobody knows whether it went out.</summary>
    internal sealed record Unknown(TimeSpan Wait, string Why) : Published;

    /// <summary>Never, as it is: the community managers are told why and what to do.</summary>
    internal sealed record Refused(string Why) : Published;

    /// <summary>The app may not: the lane was stopped, IT was told, nothing is failed.</summary>
    internal sealed record NotAllowed(TimeSpan Wait, string Why) : Published;
}
