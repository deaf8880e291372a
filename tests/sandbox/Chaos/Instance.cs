using System.Diagnostics;
using System.Text;
using AdoptionAutomation.Sandbox.App;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

/// <summary>One instance of the app in a process of its own, and its door to the tenant.</summary>
internal sealed class Instance(InstanceSettings settings, Door door) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StringBuilder log = new();
    private Process? process;

    public Door Door => door;

    /// <summary>Where it answers, or answered until it was killed.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    /// <summary>What it wrote to standard error, over all its lives.</summary>
    public string Log
    {
        get
        {
            lock (log)
            {
                return log.ToString();
            }
        }
    }

    public async Task StartAsync()
    {
        process?.Dispose();
        process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "AdoptionAutomation.Sandbox.dll"), "instance" },
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_TieredPGO"] = "0" },
        })!;
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(settings.ToLine());
        await process.StandardInput.FlushAsync();
        var said = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        Address = new(said ?? throw new InvalidOperationException($"The instance did not start:\n{Log}"));
    }

    /// <summary>kill -9.</summary>
    public void Kill() => process!.Kill();

    /// <summary>Lets go of it and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> LetGoAsync()
    {
        process!.StandardInput.Close();
        return EndAsync();
    }

    /// <summary>SIGTERM, as a platform that scales in sends it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{process!.Id}"]) { UseShellExecute = false });
        return await EndAsync();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        await process!.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        await door.DisposeAsync();
    }

    private void Keep(string? line)
    {
        lock (log)
        {
            log.AppendLine(line);
        }
    }
}
