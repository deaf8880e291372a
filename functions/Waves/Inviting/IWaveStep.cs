namespace AdoptionAutomation.Waves.Inviting;

/// <summary>One kind of work on the queue of invitations. Each looks for itself whether the wave still wants it.</summary>
internal interface IWaveStep
{
    InviteStep Step { get; }

    Task RunAsync(InvitePeopleMessage message, CancellationToken cancellationToken);
}
