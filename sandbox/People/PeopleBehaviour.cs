using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using NodaTime;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>Somebody signed in to the platform for the first time.</summary>
internal sealed record Activation(DateTimeOffset At, Guid User);

/// <summary>
/// What people do with a welcome mail: most open it and sign in some hours to days later, at a waking hour of where they work.
/// </summary>
internal sealed class PeopleBehaviour(Employees employees, int seed, TimeProvider clock, IAgenda agenda, string welcomeCategory = "welcome")
{
    private const double SignsIn = 0.7;
    private static readonly TimeSpan Soonest = TimeSpan.FromHours(1);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(4);
    private static readonly LocalTime Wakes = new(7, 30);
    private static readonly LocalTime Sleeps = new(21, 30);

    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly HashSet<long> decided = [];
    private readonly List<Activation> activations = [];

    public IReadOnlyList<Activation> Activations
    {
        get
        {
            lock (gate)
            {
                return [.. activations];
            }
        }
    }

    public int Activated => Activations.Count;

    /// <summary>To be hooked to <see cref="Mailroom.Delivered"/>. A second welcome changes nothing.</summary>
    public void OnDelivered(AcceptedMail mail)
    {
        if (!mail.Categories.Contains(welcomeCategory, StringComparer.Ordinal) || employees.Find(mail.To) is not { AccountEnabled: true } person)
        {
            return;
        }

        lock (gate)
        {
            if (!decided.Add(person.Index) || !dice.Chance(SignsIn, "signs in", person.Index))
            {
                return;
            }
        }

        agenda.At(When(person), "signs in", _ => SignInAsync(person));
    }

    private Task SignInAsync(Employee person)
    {
        lock (gate)
        {
            activations.Add(new(clock.GetUtcNow(), person.Id));
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
