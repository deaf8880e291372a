using AdoptionAutomation.Sandbox.Faults;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <param name="Campaign">Folder of the campaign's files.</param>
/// <param name="Employees">People in the simulated company.</param>
/// <param name="Weeks">How long the rehearsal lasts, from the campaign's start.</param>
/// <param name="Seed">Decides everything that is left to chance.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Output">Folder of the report.</param>
internal sealed record RehearsalOptions(DirectoryInfo Campaign, int Employees, int Weeks, int Seed, FaultScript Faults, DirectoryInfo Output)
{
    public const int MostInstances = 16;

    /// <summary>Runtimes of the app on one storage, from 1 to <see cref="MostInstances"/>.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Registrations over the app's own: with them, tests put a bug into it.</summary>
    public Action<IServiceCollection> Registrations { get; init; } = _ => { };

    /// <summary>Whether the app's and the host's log is written to standard error.</summary>
    public bool Verbose { get; init; }

    /// <summary>The wave whose trace is printed at the end; null: none.</summary>
    public string? Trace { get; init; }
}
