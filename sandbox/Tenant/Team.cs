namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>The team of a group; it has the group's id. Teams shows its own changes at once.</summary>
internal sealed class Team(DateTimeOffset createdAt, Channel general)
{
    private readonly List<Channel> channels = [general];

    public DateTimeOffset CreatedAt => createdAt;

    /// <summary>Deleted ones too, as their names stay taken.</summary>
    public IReadOnlyList<Channel> AllChannels => channels;

    /// <summary>Oldest first, General before all.</summary>
    public IEnumerable<Channel> Channels => channels.Where(channel => channel.DeletedAt is null);

    public List<TeamOperation> Operations { get; } = [];

    /// <summary>When the team was, or will be, archived; null for never.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public bool Archived => ArchivedAt is not null;

    public Channel? Channel(string id) => Channels.FirstOrDefault(channel => string.Equals(channel.Id, id, StringComparison.OrdinalIgnoreCase));

    public Channel? ChannelNamed(string name) => Channels.FirstOrDefault(channel => channel.IsNamed(name));

    public void Add(Channel channel) => channels.Add(channel);
}

/// <param name="id">As Teams writes them: `19:…@thread.tacv2`.</param>
/// <param name="name">The display name.</param>
/// <param name="description">What it is for.</param>
/// <param name="createdAt">Since when it is.</param>
internal sealed class Channel(string id, string name, string? description, DateTimeOffset createdAt)
{
    public const string General = "General";

    public string Id => id;

    public string Name => name;

    public string? Description => description;

    public DateTimeOffset CreatedAt => createdAt;

    public DateTimeOffset? DeletedAt { get; set; }

    public List<Tab> Tabs { get; } = [];

    public bool IsNamed(string other) => string.Equals(name, other.Trim(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A website that is pinned to a channel.</summary>
internal sealed record Tab(Guid Id, string Name, string ContentUrl, string? WebsiteUrl, string? EntityId);

/// <summary>What Teams does in its own time.</summary>
internal sealed record TeamOperation(Guid Id, string Type, DateTimeOffset CreatedAt, DateTimeOffset DoneAt);
