using System.Diagnostics;
using System.Globalization;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Tests.Functions;
using Spectre.Console;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal;

/// <summary>The command as people meet it, in a process of its own where that matters.</summary>
public sealed class RehearseCommandTests : IDisposable
{
    private readonly DirectoryInfo campaign = new SmallCampaign().Write();
    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("rehearse-");

    [Theory]
    [InlineData("--weeks", "0", "--weeks must lie between 1 and 520.")]
    [InlineData("--weeks", "1000", "--weeks must lie between 1 and 520.")]
    [InlineData("--weekz", "3", "--weekz")]
    public async Task A_mistake_on_the_command_line_ends_with_2_and_says_which(string option, string value, string says)
    {
        using var sandbox = Start(option, value);

        var (_, errors) = await EndAsync(sandbox);

        Assert.Equal(2, sandbox.ExitCode);
        Assert.Contains(says, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_the_present_virtual_time_with_proof_and_report()
    {
        using var sandbox = Start("--weeks", "520", "--employees", "12");
        await HasBegunAsync(sandbox);

        // A terminal sends it to both.
        await SignalAsync("-INT", ChildOf(sandbox));
        await SignalAsync("-INT", sandbox.Id);
        var (said, _) = await EndAsync(sandbox);

        Assert.Equal(2, sandbox.ExitCode);
        Assert.Contains("Nothing lost, nothing twice, every group stands.", said, StringComparison.Ordinal);
        Assert.Contains("Stopped on 20", said, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output.FullName, "summary.json")));
    }

    [Fact]
    public async Task A_storage_that_is_killed_ends_it_and_is_named()
    {
        using var sandbox = Start("--weeks", "520", "--employees", "12");
        await HasBegunAsync(sandbox);

        await SignalAsync("-KILL", ChildOf(sandbox));
        var (said, errors) = await EndAsync(sandbox);

        Assert.Equal(2, sandbox.ExitCode);
        Assert.Contains("Azurite, the storage, ended in the middle of the rehearsal (exit code 137)", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_node_it_says_what_to_install()
    {
        using var sandbox = StartIn(Path.GetDirectoryName(Environment.ProcessPath)!, "--weeks", "1");

        var (said, _) = await EndAsync(sandbox);

        Assert.Equal(2, sandbox.ExitCode);
        Assert.Contains("Install Node.js 20 or later", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_full_disk_the_figures_are_printed_all_the_same()
    {
        File.CreateSymbolicLink(Path.Combine(output.FullName, "summary.json"), "/dev/full");
        var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;

        var code = await RehearseCommand.RunAsync(new(campaign, 12, 1, 1, FaultScript.None, output), console, default);

        Assert.Equal(2, code);
        Assert.Contains("│ Groups", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("is not complete: No space left on device", text.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        campaign.Delete(recursive: true);
        output.Delete(recursive: true);
    }

    private Process Start(params string[] arguments) => StartIn(Environment.GetEnvironmentVariable("PATH")!, arguments);

    private Process StartIn(string path, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(SandboxApp).Assembly.Location, "rehearse", "--campaign", campaign.FullName, "--out", output.FullName, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["PATH"] = path;
        return Process.Start(start)!;
    }

    /// <summary>Until the line of its second week.</summary>
    private static async Task HasBegunAsync(Process sandbox)
    {
        for (var weeks = 0; weeks < 2;)
        {
            weeks += (await sandbox.StandardOutput.ReadLineAsync())!.StartsWith("2026-", StringComparison.Ordinal) ? 1 : 0;
        }
    }

    /// <summary>Who hangs is killed, and the test fails.</summary>
    private static async Task<(string Said, string Errors)> EndAsync(Process sandbox)
    {
        try
        {
            var (said, errors) = (sandbox.StandardOutput.ReadToEndAsync(), sandbox.StandardError.ReadToEndAsync());
            await sandbox.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            return (await said, await errors);
        }
        finally
        {
            sandbox.Kill(entireProcessTree: true);
        }
    }

    private static int ChildOf(Process sandbox) => Directory.EnumerateDirectories($"/proc/{sandbox.Id}/task")
        .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(id => int.Parse(id, CultureInfo.InvariantCulture)).Single();

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
