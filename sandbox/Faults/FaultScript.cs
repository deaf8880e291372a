namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>How often each kind of fault strikes, as shares of requests to Graph and SendGrid.</summary>
internal sealed record FaultScript(string Name)
{
    /// <summary>429, always with Retry-After.</summary>
    public double Throttled { get; init; }

    /// <summary>Of the 429s: how many carry a fraction of a second (`2.128`), which integer parsers stumble over.</summary>
    public double FractionalRetryAfter { get; init; }

    /// <summary>503 without any effect.</summary>
    public double Unavailable { get; init; }

    /// <summary>Of the 503s: how many say Retry-After. The others leave the caller in doubt.</summary>
    public double UnavailableWithRetryAfter { get; init; } = 1;

    /// <summary>The effect happens, then the connection breaks before the answer.</summary>
    public double AnswerLost { get; init; }

    public double ConnectionRefused { get; init; }

    /// <summary>The answer takes <see cref="SlowAnswer"/>.</summary>
    public double Slow { get; init; }

    public TimeSpan SlowAnswer { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Process deaths by effect (a member, a mail, a group); the points of <see cref="DeathPoint"/> are equally likely.</summary>
    public double Deaths { get; init; }

    /// <summary>Each service is down once a month for this long.</summary>
    public TimeSpan MonthlyOutage { get; init; }

    /// <summary>Share of SendGrid's event batches that arrive twice.</summary>
    public double EventsTwice { get; init; }

    /// <summary>What strikes at times of its own, besides.</summary>
    public IReadOnlyList<FaultSpan> Spans { get; init; } = [];

    public static FaultScript None { get; } = new("none");

    public static FaultScript Mild { get; } = new("mild") { Throttled = 0.01, Unavailable = 0.005 };

    public static FaultScript Harsh { get; } = new("harsh")
    {
        Throttled = 0.10,
        FractionalRetryAfter = 0.5,
        Unavailable = 0.05,
        UnavailableWithRetryAfter = 0.5,
        AnswerLost = 0.02,
        ConnectionRefused = 0.01,
        Slow = 0.01,
        Deaths = 1.0 / 200,
        MonthlyOutage = TimeSpan.FromHours(2),
        EventsTwice = 0.05,
    };

    public static IReadOnlyList<FaultScript> All { get; } = [None, Mild, Harsh];
}
