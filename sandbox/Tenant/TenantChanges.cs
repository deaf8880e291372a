namespace AdoptionAutomation.Sandbox.Tenant;

internal sealed record TeamMade(DateTimeOffset At, long Request, Guid Group);

internal sealed record ChannelMade(DateTimeOffset At, long Request, Guid Team, string Name);

/// <summary><paramref name="Channel"/> is the channel's name, <paramref name="Url"/> what the tab shows.</summary>
internal sealed record TabMade(DateTimeOffset At, long Request, Guid Team, string Channel, string Name, string Url);

/// <summary>An invitation; <paramref name="Reused"/> when the guest was there already.</summary>
internal sealed record GuestInvited(DateTimeOffset At, long Request, string Mail, Guid User, bool Reused);

/// <summary>
/// A message to one recipient. <paramref name="Group"/> is null when the address is no group's; <paramref name="Why"/> tells why it was not
/// delivered.
/// </summary>
internal sealed record GroupPost(
    DateTimeOffset At, long Request, Guid? Group, string To, string Subject, string Html, bool Delivered, string? Why)
{
    /// <summary>Whose mailbox sent it; only the service mailbox should.</summary>
    public required Guid From { get; init; }

    /// <summary>The contentId of each inline picture.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}
