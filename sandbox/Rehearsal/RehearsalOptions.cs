using AdoptionAutomation.Sandbox.Faults;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <param name="Campaign">Folder of the campaign's files.</param>
/// <param name="Employees">People in the simulated company.</param>
/// <param name="Weeks">How long the rehearsal lasts, from the campaign's start.</param>
/// <param name="Seed">Decides everything that is left to chance.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Output">Folder of the report.</param>
internal sealed record RehearsalOptions(DirectoryInfo Campaign, int Employees, int Weeks, int Seed, FaultScript Faults, DirectoryInfo Output)
{
    /// <summary>Where the app's own log goes; null: nowhere.</summary>
    public ILoggerProvider? Log { get; init; }
}
