namespace AdoptionAutomation.Sandbox.People;

/// <summary>People who are known one by one. Those whom files of the campaign name come first, guests last.</summary>
internal sealed class Roster
{
    private readonly Dictionary<Guid, int> ids;
    private readonly Dictionary<string, int> addresses;

    /// <param name="people">In any order; their indexes are given here, and managers' with them.</param>
    /// <param name="isNamed">Whether a file of the campaign names them.</param>
    public Roster(IReadOnlyList<Employee> people, Func<Employee, bool> isNamed)
    {
        var sorted = people.OrderBy(person => person.IsGuest ? 2 : isNamed(person) ? 0 : 1).ToList();
        var places = sorted.Index().ToDictionary(one => one.Item.Index, one => (long)one.Index);
        People = [.. sorted.Select((person, i) => person with { Index = i, ManagerIndex = person.ManagerIndex is { } manager ? places[manager] : null })];
        (Members, Named) = (People.Count(person => !person.IsGuest), People.Count(person => !person.IsGuest && isNamed(person)));
        ids = People.Index().ToDictionary(one => one.Item.Id, one => one.Index);
        addresses = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (i, person) in People.Index())
        {
            addresses.TryAdd(person.Mail, i);
            addresses.TryAdd(person.UserPrincipalName, i);
        }
    }

    public IReadOnlyList<Employee> People { get; }

    /// <summary>How many are no guests.</summary>
    public int Members { get; }

    /// <summary>How many of those a file of the campaign names.</summary>
    public int Named { get; }

    public Employee? Find(Guid id) => ids.TryGetValue(id, out var i) ? People[i] : null;

    /// <summary>By mail or user principal name, in any case.</summary>
    public Employee? Find(string address) => addresses.TryGetValue(address, out var i) ? People[i] : null;
}
