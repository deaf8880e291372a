namespace AdoptionAutomation.Waves.People;

/// <summary>How many people of a wave are how far: the sum of its counters.</summary>
/// <param name="States">People in each state.</param>
internal sealed record WaveProgress(IReadOnlyDictionary<PersonState, int> States)
{
    /// <summary>Became active, in whatever state.</summary>
    public int Active { get; init; }

    /// <summary>Accepted the charter.</summary>
    public int Accepted { get; init; }

    /// <summary>Those of the failed whose mail came back.</summary>
    public int Bounced { get; init; }

    /// <summary>Want no reminders.</summary>
    public int RemindersStopped { get; init; }

    public int this[PersonState state] => States.GetValueOrDefault(state);

    public int People => States.Values.Sum();

    /// <summary>On their way still.</summary>
    public int Open => this[PersonState.Planned] + this[PersonState.Joined] + this[PersonState.Uncertain];

    /// <summary>Welcomed or failed: what shares of failures are taken of.</summary>
    public int Ended => this[PersonState.Welcomed] + this[PersonState.Failed];
}
