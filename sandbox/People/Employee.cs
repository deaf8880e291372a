namespace AdoptionAutomation.Sandbox.People;

/// <summary>A person of the directory, under Graph's own property names.</summary>
internal sealed record Employee(long Index, Guid Id, string GivenName, string Surname, string UserPrincipalName, string Mail)
{
    public string DisplayName
    {
        get => field ?? $"{GivenName} {Surname}";
        init;
    }

    public required Site Site { get; init; }

    public required string CompanyName { get; init; }

    public string? Department { get; init; }

    public string? JobTitle { get; init; }

    public string? OfficeLocation { get; init; }

    /// <summary>Employee or Contractor; null for guests.</summary>
    public string? EmployeeType { get; init; }

    public string? PreferredLanguage { get; init; }

    public DateTimeOffset? EmployeeHireDate { get; init; }

    public DateTimeOffset CreatedDateTime { get; init; }

    public bool AccountEnabled { get; init; } = true;

    public bool IsGuest { get; init; }

    /// <summary>Services of the plans assigned to them, with the plans' state, as <c>assignedPlans</c> tells.</summary>
    public IReadOnlyList<(string Service, string Status)> Plans { get; init; } = [];

    public string UserType => IsGuest ? "Guest" : "Member";

    /// <summary>Of guests only: PendingAcceptance or Accepted.</summary>
    public string? ExternalUserState { get; init; }

    /// <summary>Drawn people have a number; empty is none.</summary>
    public string? EmployeeId
    {
        get => field is { } given ? (given.Length > 0 ? given : null) : IsGuest || Index < 0 ? null : $"L{Index:D7}";
        init;
    }

    /// <summary>Null for the head of the company and for guests.</summary>
    public long? ManagerIndex { get; init; }
}
