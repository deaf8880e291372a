namespace AdoptionAutomation.Campaigns;

/// <summary>A group as the files ask for it: written by hand or expanded, its template's part merged in, its name ready to be shown.</summary>
internal sealed record DeclaredGroup
{
    /// <summary>Unique in the campaign: its key in storage, and the readable part of its nickname.</summary>
    public required string Id { get; init; }

    public required GroupKind Kind { get; init; }

    /// <summary>As people see it, prefix included.</summary>
    public required string Name { get; init; }

    public required string Objective { get; init; }

    public required GroupVisibility Visibility { get; init; }

    public required GroupPosting Posting { get; init; }

    /// <summary>Null: as the tenant has it.</summary>
    public required GuestPolicy? GuestPolicy { get; init; }

    public required bool NewsByMail { get; init; }

    /// <summary>Null: as the tenant has it.</summary>
    public required bool? ExternalSenders { get; init; }

    /// <summary>Mail addresses, the template's first.</summary>
    public required IReadOnlyList<string> Owners { get; init; }

    /// <summary>Mail addresses.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>Further members by rule.</summary>
    public required Audience? MembersFrom { get; init; }

    /// <summary>Hash of the CSV file that the rule names: another content is another declaration.</summary>
    public string? MembersFileHash { get; init; }

    /// <summary>Mail addresses.</summary>
    public required IReadOnlyList<string> Producers { get; init; }

    /// <summary>Mail addresses of people from outside.</summary>
    public required IReadOnlyList<string> Guests { get; init; }

    public required int? LifetimeMonths { get; init; }

    /// <summary>What the content calendar may mean it by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>IANA name; null: the campaign's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Null: no team.</summary>
    public required TeamTemplate? Team { get; init; }

    public required IReadOnlyList<WelcomePost> Welcome { get; init; }

    public required IReadOnlyList<KeptPart> Keep { get; init; }

    /// <summary>Where it is declared, to be mended there, such as <c>groups.json groups[3]</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>The expansion and value it comes from; null if written by hand.</summary>
    public ExpandedFrom? From { get; init; }
}

/// <param name="Expansion">The expansion's id.</param>
/// <param name="Value">As the directory or the CSV file has it.</param>
internal sealed record ExpandedFrom(string Expansion, string Value);
