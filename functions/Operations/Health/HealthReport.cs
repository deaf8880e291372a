namespace AdoptionAutomation.Operations.Health;

/// <summary>What all checks saw. (Public because Razor's parameters are.)</summary>
/// <param name="At">When.</param>
/// <param name="Checks">In the order of the checks.</param>
public sealed record HealthReport(DateTimeOffset At, IReadOnlyList<CheckReport> Checks)
{
    public HealthState State => Checks.Max(check => check.State);
}

/// <param name="Id">The check's.</param>
/// <param name="Name">The check's.</param>
/// <param name="Findings">At least one, the worst first.</param>
public sealed record CheckReport(string Id, Said Name, IReadOnlyList<HealthFinding> Findings)
{
    public HealthState State => Findings[0].State;
}
