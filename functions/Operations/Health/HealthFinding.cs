using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Operations.Health;

/// <summary>From good to bad. (Public because Razor's parameters are.)</summary>
public enum HealthState
{
    Ok,

    /// <summary>Works, and somebody should look.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Broken,
}

/// <summary>A sentence in the languages of the people who run the app.</summary>
public sealed record Said(string Fr, string En)
{
    public string In(string language) => FrenchText.Say(language, Fr, En);
}

/// <summary>One thing that a check saw: states, counts and names of things; no secret, no address, no person.</summary>
/// <param name="State">How bad it is.</param>
/// <param name="Saw">What was seen.</param>
/// <param name="ToDo">What to do about it; null: nothing.</param>
public sealed record HealthFinding(HealthState State, Said Saw, Said? ToDo = null)
{
    public static HealthFinding Ok(string fr, string en) => new(HealthState.Ok, new(fr, en));

    public static HealthFinding Warning(string fr, string en, string toDoFr, string toDoEn) => new(HealthState.Warning, new(fr, en), new(toDoFr, toDoEn));

    public static HealthFinding Broken(string fr, string en, string toDoFr, string toDoEn) => new(HealthState.Broken, new(fr, en), new(toDoFr, toDoEn));
}

/// <summary>One thing that must work for the app to work.</summary>
internal interface IHealthCheck
{
    /// <summary>Stable: monitors ask for it.</summary>
    string Id { get; }

    Said Name { get; }

    /// <returns>At least one.</returns>
    Task<IReadOnlyList<HealthFinding>> LookAsync(CancellationToken cancellationToken);
}
