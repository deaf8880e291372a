using System.Diagnostics;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>The built sandbox, started as a user starts it: how long a whole rehearsal takes, and its largest memory.</summary>
internal static class RehearsalTime
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        foreach (var (employees, weeks, bound) in new (int, int, double?)[] { (200, 4, null), (1_000, 26, 60) })
        {
            var folder = Directory.CreateTempSubdirectory("rehearsal-");
            var (wall, cpu, peak) = await MeasureAsync(employees, weeks, folder);
            folder.Delete(recursive: true);
            yield return new($"rehearsal of {employees:N0} employees, {weeks} weeks", wall.TotalSeconds, "real s", bound);
            yield return new("  processor time of the sandbox", cpu.TotalSeconds, "s");
            yield return new("  largest working set of the sandbox", peak / 1e6, "MB");
        }
    }

    private static async Task<(TimeSpan Wall, TimeSpan Cpu, long Peak)> MeasureAsync(int employees, int weeks, DirectoryInfo output)
    {
        var watch = Stopwatch.StartNew();
        using var sandbox = Process.Start(new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                typeof(SandboxApp).Assembly.Location, "rehearse",
                "--employees", $"{employees}", "--weeks", $"{weeks}", "--out", output.FullName,
            },
        })!;
        var said = sandbox.StandardOutput.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        using var done = new CancellationTokenSource();
        var end = sandbox.WaitForExitAsync();
        while (await Task.WhenAny(end, Task.Delay(Every)) != end)
        {
            sandbox.Refresh();
            if (!sandbox.HasExited)
            {
                (cpu, peak) = (sandbox.TotalProcessorTime, Math.Max(peak, sandbox.PeakWorkingSet64));
            }
        }

        return sandbox.ExitCode == 0
            ? (watch.Elapsed, cpu, peak)
            : throw new InvalidOperationException($"The rehearsal failed with exit code {sandbox.ExitCode}:\n{await said}");
    }
}
