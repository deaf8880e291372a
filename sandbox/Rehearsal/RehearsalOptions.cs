using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Faults.Scripts;
using AdoptionAutomation.Sandbox.People;
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

    /// <summary>Where the user keeps the campaign; <see cref="Campaign"/> may be a copy with other gates.</summary>
    public DirectoryInfo Source { get; } = Campaign;

    /// <summary>Runtimes of the app on one storage, from 1 to <see cref="MostInstances"/>.</summary>
    public int Instances { get; init; } = 1;

    /// <summary>Registrations over the app's own: with them, tests put a bug into it.</summary>
    public Action<IServiceCollection> Registrations { get; init; } = _ => { };

    /// <summary>A script of what goes wrong; null: one of the built-in ones.</summary>
    public FileInfo? FaultFile { get; init; }

    /// <summary>The script of <see cref="FaultFile"/>, read.</summary>
    public Script? Script { get; init; }

    /// <summary>The organisation's own directory as a CSV file; null: a simulated company.</summary>
    public FileInfo? People { get; init; }

    /// <summary>The company, if it is known already; null: one that fits the campaign.</summary>
    public CompanyShape? Company { get; init; }

    /// <summary>What gates ask, otherwise than waves.json says: [WAVE:]FIELD=VALUE.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>Whether the app's and the host's log is written to standard error.</summary>
    public bool Verbose { get; init; }

    /// <summary>The wave whose trace is printed at the end; null: none.</summary>
    public string? Trace { get; init; }
}
