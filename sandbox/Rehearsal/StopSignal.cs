using System.Runtime.InteropServices;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Ctrl+C, or a polite kill: the first asks for a clean end, the second ends the process at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource asked = new();
    private readonly PosixSignalRegistration[] registrations;

    public StopSignal() => registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Hear))];

    /// <summary>Cancelled by the first.</summary>
    public CancellationToken Asked => asked.Token;

    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        asked.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        if (asked.IsCancellationRequested)
        {
            Environment.Exit(RehearseCommand.CouldNotRun);
        }

        context.Cancel = true;
        asked.Cancel();
    }
}
