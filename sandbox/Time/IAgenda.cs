namespace AdoptionAutomation.Sandbox.Time;

/// <summary>What is to happen later in the simulated world: a mail delivered, a person answering, an outage ending.</summary>
internal interface IAgenda
{
    /// <summary>Runs <paramref name="act"/> at <paramref name="when"/> (at once if that has passed). Safe from any thread.</summary>
    void At(DateTimeOffset when, string what, Func<CancellationToken, Task> act);
}
