namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>A time in which requests to a service meet a fault.</summary>
internal sealed record FaultSpan(RemoteService Service, FaultKind Kind, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Of the requests.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Seconds; null: not said.</summary>
    public double? RetryAfter { get; init; }

    /// <summary>How many requests at most.</summary>
    public int Most { get; init; } = int.MaxValue;

    public bool IsOn(DateTimeOffset at) => From <= at && at < To;
}

/// <summary>Something that went wrong by a script and strikes no request by itself.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When it began.</param>
/// <param name="Until">When it was over; the same instant for what happens at once.</param>
/// <param name="Subject">An object id, a file, a time zone, or empty.</param>
internal sealed record Happening(HappeningKind Kind, DateTimeOffset At, DateTimeOffset Until, string Subject = "")
{
    /// <summary>Whether it was on at any time of a span.</summary>
    public bool Overlaps(DateTimeOffset from, DateTimeOffset to) => At <= to && from <= Until;
}

internal enum HappeningKind
{
    ClockChanged,
    SomebodyLeft,
    FileBroken,
    NamesConcealed,
    MailsBounce,
}
