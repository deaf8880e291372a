namespace AdoptionAutomation.Groups.Drift;

/// <summary>A group as the daily check finds it in the tenant.</summary>
internal abstract record TenantState
{
    /// <summary>Gone.</summary>
    /// <param name="IsInBin">Whether it can still be restored.</param>
    public sealed record Gone(bool IsInBin) : TenantState;

    /// <summary>There.</summary>
    /// <param name="Name">Display name.</param>
    /// <param name="Description">Its objective; null: none.</param>
    /// <param name="Visibility">As Graph writes it.</param>
    /// <param name="Owners">All of them.</param>
    public sealed record There(string Name, string? Description, string Visibility, IReadOnlyList<TenantOwner> Owners) : TenantState
    {
        public TenantTeam Team { get; init; } = new TenantTeam.NotAsked();
    }

    /// <summary>The tenant contradicts itself, as it does for a while after changes: left for tomorrow.</summary>
    public sealed record Unclear : TenantState;
}

/// <param name="Mail">Mail address, never kept.</param>
/// <param name="CanSignIn">Whether the account is enabled.</param>
internal sealed record TenantOwner(string Mail, bool CanSignIn);

internal abstract record TenantTeam
{
    public sealed record NotAsked : TenantTeam;

    public sealed record Gone : TenantTeam;

    /// <param name="Channels">Names, without regard to case.</param>
    public sealed record There(IReadOnlySet<string> Channels) : TenantTeam;
}
