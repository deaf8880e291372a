using System.Diagnostics;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// The built sandbox, started as a user starts it: how long a whole rehearsal takes, and its largest memory. The naive way to rehearse takes
/// half a year.
/// </summary>
internal static class RehearsalTime
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private const int Weeks = 26;
    private const int Fewest = 1_000;
    private const double MostSeconds = 60;
    private const double MostMegabytes = 1_000;

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = azurite;
        TimeSpan? least = null;
        foreach (var employees in size == BenchmarkSize.Large ? new[] { Fewest, 3_000, 10_000 } : [Fewest, 3_000])
        {
            var folder = Directory.CreateTempSubdirectory("rehearsal-");
            var (wall, cpu, peak) = await MeasureAsync(employees, Weeks, folder);
            folder.Delete(recursive: true);
            var one = $"rehearsal of {employees:N0} employees, {Weeks} weeks";
            yield return new(one, wall.TotalSeconds, "real s", employees == Fewest ? MostSeconds : null);
            yield return new($"{one}: processor time of the sandbox", cpu.TotalSeconds, "s");
            yield return new($"{one}: largest working set of the sandbox", peak / 1e6, "MB", employees == Fewest ? MostMegabytes : null);
            if (least is { } few)
            {
                yield return new($"time per person, {employees:N0} by {Fewest:N0} employees", wall / employees / (few / Fewest), "times", 1);
            }

            least ??= wall;
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
            : throw new NotMeasuredException($"The rehearsal of {employees:N0} ended with exit code {sandbox.ExitCode}: {await said}");
    }
}
