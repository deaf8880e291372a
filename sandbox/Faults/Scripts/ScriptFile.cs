using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Faults.Scripts;

/// <summary>A script of what goes wrong, as --faults reads it: docs/rehearsal-bad-week.json is one.</summary>
internal sealed record ScriptFile
{
    /// <summary>What the summary calls it.</summary>
    [Id(2, 40)]
    [NotBuiltIn]
    public required string Name { get; init; }

    /// <summary>What goes wrong all the time besides.</summary>
    public ScriptBase Base { get; init; }

    [Count(1, 500)]
    public required IReadOnlyList<ScriptEvent> Events { get; init; }
}

internal enum ScriptBase
{
    None,
    Mild,
    Harsh,
}

/// <summary>The services that fail; storage never does.</summary>
internal enum ScriptService
{
    Graph,
    SendGrid,
    Workflows,
}

/// <summary>One thing that goes wrong, and when.</summary>
[OneTime]
[ExactlyOne("throttle", "outage", "lostAnswers", "crash", "clockChange", "leaver", "edit", "conceal", "bounces")]
internal sealed record ScriptEvent
{
    /// <summary>Ten years.</summary>
    private const int LastMinute = 520 * 7 * 24 * 60;

    /// <summary>From the rehearsal's start, which is midnight of the campaign's first day.</summary>
    [Whole(0, LastMinute)]
    public int? Minute { get; init; }

    /// <summary>By the campaign's clock.</summary>
    public LocalDateTime? At { get; init; }

    public ThrottleEvent? Throttle { get; init; }

    public OutageEvent? Outage { get; init; }

    public LostAnswersEvent? LostAnswers { get; init; }

    public CrashEvent? Crash { get; init; }

    public ClockChangeEvent? ClockChange { get; init; }

    public LeaverEvent? Leaver { get; init; }

    public EditEvent? Edit { get; init; }

    public ConcealEvent? Conceal { get; init; }

    public BouncesEvent? Bounces { get; init; }

    /// <summary>When it begins.</summary>
    /// <param name="start">Of the rehearsal.</param>
    /// <param name="zone">The campaign's.</param>
    public DateTimeOffset When(DateTimeOffset start, DateTimeZone zone) =>
        At is { } local ? local.InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime() : start.AddMinutes(Minute!.Value);
}

/// <summary>A service answers 429.</summary>
internal sealed record ThrottleEvent
{
    public required ScriptService Service { get; init; }

    [Whole(1, 1_440)]
    public required int Minutes { get; init; }

    /// <summary>Of its requests.</summary>
    [Between(0.01, 1)]
    public double Share { get; init; } = 1;

    /// <summary>Seconds, a fraction too.</summary>
    [Between(0.1, 3_600)]
    public double RetryAfter { get; init; } = 30;
}

/// <summary>A service is down.</summary>
internal sealed record OutageEvent
{
    public required ScriptService Service { get; init; }

    [Whole(1, 48)]
    public required int Hours { get; init; }
}

/// <summary>A service does what it is asked to, and the connection breaks before it says so.</summary>
[ExactlyOne("count", "minutes")]
internal sealed record LostAnswersEvent
{
    public required ScriptService Service { get; init; }

    /// <summary>The next so many changes.</summary>
    [Whole(1, 10_000)]
    public int? Count { get; init; }

    /// <summary>Every change for so long.</summary>
    [Whole(1, 1_440)]
    public int? Minutes { get; init; }
}

/// <summary>An instance of the app dies: at its next request, or around one of its next effects.</summary>
internal sealed record CrashEvent
{
    /// <summary>Which of the next effects, from 1.</summary>
    [Whole(1, 100_000)]
    public int? Effect { get; init; }

    public DeathPoint Point { get; init; } = DeathPoint.After;
}

/// <summary>The campaign lives where the clocks are changed nearest to that day.</summary>
internal sealed record ClockChangeEvent
{
    public required ClockChange Clocks { get; init; }
}

internal enum ClockChange
{
    Forward,
    Back,
}

/// <summary>Somebody leaves: the account is disabled, and is in no group any more.</summary>
internal sealed record LeaverEvent
{
    public const string Anybody = "random";

    /// <summary>A mail address, or random.</summary>
    [PersonOrRandom]
    public required string Person { get; init; }

    /// <summary>Of a random person: the wave that means them.</summary>
    [Written(40)]
    public string? OfWave { get; init; }
}

/// <summary>A community manager puts a file of the campaign into storage that cannot be read.</summary>
internal sealed record EditEvent
{
    /// <summary>Of the campaign.</summary>
    [CampaignFileName]
    public required string File { get; init; }

    /// <summary>The file with what is put there, beside the script.</summary>
    [Written(260)]
    public required string With { get; init; }

    /// <summary>Minutes after which the good version is put back; null: never.</summary>
    [Whole(1, 43_200)]
    public int? MendedAfter { get; init; }
}

/// <summary>Usage reports hide who people are.</summary>
internal sealed record ConcealEvent
{
    [Whole(1, 365)]
    public required int Days { get; init; }
}

/// <summary>Mails do not arrive: mailboxes refuse them, or SendGrid drops them.</summary>
internal sealed record BouncesEvent
{
    [Whole(1, 720)]
    public required int Hours { get; init; }

    /// <summary>Of the mails: how many bounce. Who bounced is dropped from then on, until IT mends the mailbox.</summary>
    [Between(0, 1)]
    public double Share { get; init; }

    /// <summary>Of the mails: how many are dropped.</summary>
    [Between(0, 1)]
    public double Dropped { get; init; }
}
