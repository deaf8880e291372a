using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>Whoever the directory lacks an office of writes it down some days after they have come to the platform.</summary>
internal sealed class ProfileCompleting(Employees employees, int seed, TimeProvider clock, IAgenda agenda, TenantHands hands)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromDays(2);
    private static readonly TimeSpan Latest = TimeSpan.FromDays(30);

    private readonly Lock gate = new();
    private readonly Dice dice = new(seed);
    private readonly Dictionary<Guid, DateTimeOffset> completed = [];

    /// <summary>Who completed theirs, and when.</summary>
    public IReadOnlyDictionary<Guid, DateTimeOffset> Completed
    {
        get
        {
            lock (gate)
            {
                return new Dictionary<Guid, DateTimeOffset>(completed);
            }
        }
    }

    /// <summary>Somebody has signed in.</summary>
    public void Plan(Employee person)
    {
        if (person.OfficeLocation is null)
        {
            agenda.At(clock.GetUtcNow() + dice.Between(Soonest, Latest, "completes the profile", person.Index), "completes the profile", _ => CompleteAsync(person));
        }
    }

    private Task CompleteAsync(Employee person)
    {
        hands.Change(person.Id, now => now with { OfficeLocation = employees.OfficeOf(person) });
        lock (gate)
        {
            completed.TryAdd(person.Id, clock.GetUtcNow());
        }

        return Task.CompletedTask;
    }
}
