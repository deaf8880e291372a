using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using NodaTime;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>Somebody signed in to the platform for the first time.</summary>
internal sealed record Activation(DateTimeOffset At, Guid User);

/// <summary>What somebody was seen to do; null: not done.</summary>
/// <param name="SignedIn">Signed in to the platform for the first time.</param>
/// <param name="Pressed">Accepted the charter, or said that they are there, on a page of ours.</param>
/// <param name="Stopped">Asked for no more reminders.</param>
internal sealed record Signs(DateTimeOffset? SignedIn, DateTimeOffset? Pressed, DateTimeOffset? Stopped)
{
    /// <summary>The first of them.</summary>
    public DateTimeOffset? First => new[] { SignedIn, Pressed, Stopped }.Min();
}

/// <summary>
/// What people do with mails: most open the welcome and sign in some hours to days later, at a waking hour of where they work; a reminder
/// moves some of the others; some press the buttons of the pages that mails lead to. Mail scanners follow every link and press nothing.
/// </summary>
internal sealed class PeopleBehaviour(Employees employees, int seed, TimeProvider clock, IAgenda agenda)
{
    private const double SignsInOnWelcome = 0.7;
    private const double SignsInOnReminder = 0.35;
    private static readonly TimeSpan Soonest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(4);
    private static readonly LocalTime Wakes = new(7, 30);
    private static readonly LocalTime Sleeps = new(21, 30);

    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly HashSet<(string Kind, long Person)> decided = [];
    private readonly Dictionary<Guid, Signs> signs = [];
    private readonly HashSet<Guid> gone = [];
    private int activated;

    /// <summary>Follows the links of mails as people and scanners do; null: nobody follows any.</summary>
    public ButtonPressing? Buttons { get; init; }

    /// <summary>Answers surveys as people do; null: nobody answers any.</summary>
    public SurveyAnswering? Surveys { get; init; }

    /// <summary>Completes profiles as people do; null: nobody does.</summary>
    public ProfileCompleting? Profiles { get; init; }

    public IReadOnlyList<Activation> Activations
    {
        get
        {
            lock (gate)
            {
                return [.. signs.Where(pair => pair.Value.SignedIn is not null).Select(pair => new Activation(pair.Value.SignedIn!.Value, pair.Key))];
            }
        }
    }

    public int Activated
    {
        get
        {
            lock (gate)
            {
                return activated;
            }
        }
    }

    public Signs SignsOf(Guid person)
    {
        lock (gate)
        {
            return signs.GetValueOrDefault(person) ?? new(null, null, null);
        }
    }

    /// <summary>Somebody has left: they read nothing more, and come no more.</summary>
    public void Leave(Guid person)
    {
        lock (gate)
        {
            gone.Add(person);
        }
    }

    /// <summary>To be hooked to <see cref="Mailroom.Delivered"/>. A second mail of a kind changes nothing.</summary>
    public void OnDelivered(AcceptedMail mail)
    {
        if (mail.Categories is not [var kind, ..] || employees.Find(mail.To) is not { AccountEnabled: true } person)
        {
            return;
        }

        lock (gate)
        {
            if (gone.Contains(person.Id) || !decided.Add((kind, person.Index)))
            {
                return;
            }
        }

        if (SignsOf(person.Id).SignedIn is null && dice.Chance(ChanceOf(kind), kind == "welcome" ? "signs in" : $"signs in on {kind}", person.Index))
        {
            agenda.At(When(person), "signs in", _ => SignInAsync(person));
        }

        Buttons?.Plan(mail, person, When(person), NoteAsync);
        Surveys?.Plan(mail, person, When(person));
    }

    private static double ChanceOf(string kind) => kind switch
    {
        "welcome" => SignsInOnWelcome,
        _ when kind.StartsWith("reminder-", StringComparison.Ordinal) => SignsInOnReminder,
        _ => 0,
    };

    private Task SignInAsync(Employee person)
    {
        lock (gate)
        {
            if (gone.Contains(person.Id))
            {
                return Task.CompletedTask;
            }
        }

        Profiles?.Plan(person);
        return NoteAsync(person, seen => seen with { SignedIn = seen.SignedIn ?? clock.GetUtcNow() });
    }

    private Task NoteAsync(Employee person, Func<Signs, Signs> change)
    {
        lock (gate)
        {
            var before = signs.GetValueOrDefault(person.Id) ?? new(null, null, null);
            var after = signs[person.Id] = change(before);
            activated += before.SignedIn is null && after.SignedIn is not null ? 1 : 0;
        }

        return Task.CompletedTask;
    }

    /// <summary>Squared, so that many come on the first day and few on the last.</summary>
    private DateTimeOffset When(Employee person)
    {
        var draw = dice.Unit("when", person.Index);
        var wish = Instant.FromDateTimeOffset(clock.GetUtcNow() + Soonest + ((Latest - Soonest) * (draw * draw)));
        var zone = DateTimeZoneProviders.Tzdb[person.Site.TimeZone];
        var local = wish.InZone(zone).LocalDateTime;
        if (local.TimeOfDay >= Wakes && local.TimeOfDay < Sleeps)
        {
            return wish.ToDateTimeOffset();
        }

        var morning = local.TimeOfDay < Wakes ? local.Date : local.Date.PlusDays(1);
        return (morning + Wakes).PlusMinutes(dice.Below(90, "morning", person.Index)).InZoneLeniently(zone).ToDateTimeOffset();
    }
}
