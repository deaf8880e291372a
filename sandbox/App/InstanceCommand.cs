using System.Text.Json;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Sandbox.Time;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Sandbox.App;

/// <summary>
/// One instance of the app in a process of its own, so that a test can kill it as a machine would. Its settings are the first line of
/// standard input; its address is the first line of standard output; its log goes to standard error. It drains and ends on SIGTERM, on Ctrl+C
/// and at the end of standard input: when the parent dies, however it dies, so does this.
/// </summary>
internal static class InstanceCommand
{
    /// <summary>How long functions may go on once it is to end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="input">Settings (<see cref="InstanceSettings.ToLine"/>), then nothing until its end.</param>
    /// <param name="output">Told the address once the app answers there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        // The command line hears signals once this has returned to it: before anybody knows the address.
        await Task.Yield();
        var settings = InstanceSettings.Parse(await input.ReadLineAsync(cancellationToken) ?? "");
        await IdentityEndpoint.UseAsync();
        using var clock = new SharedClock(settings.Clock);
        var app = new SandboxApp(clock, settings.Account, settings.FarEnds, new(FaultScript.None, 0, clock), new(), new())
        {
            Campaign = settings.Campaign,
            Logging = AddLog,
        };
        await using var services = app.Build(new());
        await using var host = await RealHost.StartAsync(app.HostOptions(), services, clock, cancellationToken: cancellationToken);
        await output.WriteLineAsync(host.Address.ToString());
        await output.FlushAsync(cancellationToken);

        // A console is read by a thread that waits, whatever the token says.
        Task parentGone = Task.Run(input.ReadToEnd, CancellationToken.None);
        await parentGone.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var giveUp = new CancellationTokenSource(Patience);
        await host.StopAsync(giveUp.Token);
        return 0;
    }

    private static void AddLog(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}

/// <param name="Campaign">The app's default campaign.</param>
/// <param name="Account">Its storage.</param>
/// <param name="FarEnds">The world outside.</param>
/// <param name="Clock">The file of its <see cref="SharedClock"/>.</param>
internal sealed record InstanceSettings(string Campaign, StorageAccount Account, FarEnds FarEnds, string Clock)
{
    public string ToLine() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">The line is not what <see cref="ToLine"/> writes.</exception>
    public static InstanceSettings Parse(string line) =>
        JsonSerializer.Deserialize<InstanceSettings>(line) ?? throw new JsonException("The settings of the instance are missing.");
}
