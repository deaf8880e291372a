using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.Serve;

/// <param name="Campaign">Folder of the campaign's files.</param>
/// <param name="Employees">People in the simulated company.</param>
/// <param name="Seed">Decides everything that is left to chance.</param>
/// <param name="Faults">What goes wrong.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="FromNow">Whether the clock begins with the present; else on the morning of the campaign's first day.</param>
internal sealed record ServeOptions(DirectoryInfo Campaign, int Employees, int Seed, FaultScript Faults, int Port, bool FromNow)
{
    /// <summary>Whether the app's and the host's log is written to standard error.</summary>
    public bool Verbose { get; init; }
}
