using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>
/// Azurite in a child process, on free ports of 127.0.0.1. It dies with this process, also when this one is killed:
/// the preload watches the pipe between them.
/// </summary>
internal sealed partial class Azurite : IAsyncDisposable
{
    /// <summary>The key of Azurite's documented development account. It guards nothing.</summary>
    private const string DevelopmentKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>The key of every other account: short, for all of them stand in one environment variable (128 KiB on Linux).</summary>
    private const string SandboxKey = "c2FuZGJveA==";
    private const int Accounts = 4_000;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SaveTimeout = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly string? ownFolder;
    private readonly Uri[] endpoints;
    private int accountsTaken;

    private Azurite(Process process, string? ownFolder, Uri[] endpoints)
    {
        this.process = process;
        this.ownFolder = ownFolder;
        this.endpoints = endpoints;
        Account = AccountOf("devstoreaccount1", DevelopmentKey);
        Ended = process.WaitForExitAsync();
        AppDomain.CurrentDomain.ProcessExit += Stop;
    }

    /// <summary>The usual development account.</summary>
    public StorageAccount Account { get; }

    /// <summary>Completed when its process has ended, by whoever's hand.</summary>
    public Task Ended { get; }

    /// <summary>Of a process that has ended.</summary>
    public int ExitCode => process.ExitCode;

    public string ConnectionString => Account.ConnectionString;

    public Uri BlobUri => Account.BlobUri;

    public Uri QueueUri => Account.QueueUri;

    public Uri TableUri => Account.TableUri;

    /// <param name="folder">Where to keep the data; null keeps it in memory, which is faster and forgotten on dispose.</param>
    /// <param name="progress">Told what takes long (the first <c>npm ci</c>).</param>
    /// <exception cref="AzuriteException">Node or Azurite is missing, or Azurite did not start; the message carries its output.</exception>
    public static async Task<Azurite> StartAsync(
        string? folder = null, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var script = await NodePackages.FindAzuriteAsync(progress ?? Console.WriteLine, cancellationToken);
        var temporary = folder is null ? Directory.CreateTempSubdirectory("azurite-").FullName : null;
        var node = NodePackages.Start(Command(script, folder, temporary));
        try
        {
            return new(node, temporary, await ReadEndpointsAsync(node, cancellationToken));
        }
        catch
        {
            node.Kill(entireProcessTree: true);
            node.Dispose();
            throw;
        }
    }

    /// <summary>An account that nobody else uses: tests beside each other share the process, but no data and no clock.</summary>
    public StorageAccount NewAccount()
    {
        var number = Interlocked.Increment(ref accountsTaken);
        return number <= Accounts
            ? AccountOf($"sandbox{number}", SandboxKey)
            : throw new InvalidOperationException($"All {Accounts} accounts of this Azurite are taken: raise Azurite.Accounts.");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= Stop;
        if (ownFolder is null)
        {
            // The end of the pipe asks it to save and go.
            process.StandardInput.Close();
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(SaveTimeout).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Stop(this, EventArgs.Empty);
        await process.WaitForExitAsync();
        process.Dispose();
        if (ownFolder is not null)
        {
            Directory.Delete(ownFolder, recursive: true);
        }
    }

    private static ProcessStartInfo Command(string script, string? folder, string? workingFolder)
    {
        var start = new ProcessStartInfo("node")
        {
            UseShellExecute = false,
            WorkingDirectory = workingFolder ?? Directory.CreateDirectory(folder!).FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                // Its garbage is young: room for it spares a tenth of its time.
                "--max-semi-space-size=64",
                "--require", Path.Combine(AppContext.BaseDirectory, "Storage", "azurite-clock.cjs"), script,
                "--blobHost", "127.0.0.1", "--blobPort", "0",
                "--queueHost", "127.0.0.1", "--queuePort", "0",
                "--tableHost", "127.0.0.1", "--tablePort", "0",
                "--silent", "--skipApiVersionCheck", "--disableTelemetry", "--disableProductStyleUrl",
            },
            Environment =
            {
                ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, Accounts).Select(i => $"sandbox{i}:{SandboxKey}").Prepend($"devstoreaccount1:{DevelopmentKey}")),
            },
        };
        foreach (var argument in folder is null ? ["--inMemoryPersistence"] : new[] { "--location", Path.GetFullPath(folder) })
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Azurite prints one address per service, in the order blob, queue, table.</summary>
    private static async Task<Uri[]> ReadEndpointsAsync(Process process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartTimeout);
        var said = new StringBuilder();
        var found = new List<Uri>();
        process.ErrorDataReceived += (_, e) =>
        {
            lock (said)
            {
                said.AppendLine(e.Data);
            }
        };
        process.BeginErrorReadLine();
        try
        {
            while (found.Count < 3)
            {
                var line = await process.StandardOutput.ReadLineAsync(patience.Token) ?? throw DidNotStart("it ended", said);
                lock (said)
                {
                    said.AppendLine(line);
                }

                if (Listening().Match(line) is { Success: true } match)
                {
                    found.Add(new(match.Groups["address"].Value));
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw DidNotStart($"not ready after {StartTimeout.TotalSeconds} s", said);
        }

        // Whatever it says from here on is read and dropped, so that a full pipe never stops it.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        return [.. found];
    }

    private static AzuriteException DidNotStart(string what, StringBuilder said)
    {
        lock (said)
        {
            return new($"Azurite did not start: {what}. Node.js 20 or later is needed (`node --version`). Azurite said:\n{said}");
        }
    }

    private StorageAccount AccountOf(string name, string key) =>
        new(name, key, new(endpoints[0], name), new(endpoints[1], name), new(endpoints[2], name));

    private void Stop(object? sender, EventArgs e)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [GeneratedRegex(@"successfully listening at (?<address>http://127\.0\.0\.1:\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listening();
}
