using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Rehearsal.Preparing;
using AdoptionAutomation.Sandbox.Rehearsal.Tracing;
using AdoptionAutomation.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>rehearse: the main job, whole, on this machine.</summary>
internal static class RehearseCommand
{
    public const int CouldNotRun = 2;

    private const int Holds = 0;
    private const int HoldsNot = 1;

    /// <summary>For so long what is cut off may take to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="options">How.</param>
    /// <param name="console">Where it is told.</param>
    /// <param name="stop">Ends it at the present virtual time, with proof and report of all until then.</param>
    /// <returns>0 if nothing was lost or doubled and every group stands, 1 if not or if the files have problems, 2 if it could not run, or not to its end.</returns>
    public static async Task<int> RunAsync(RehearsalOptions options, IAnsiConsole console, CancellationToken stop)
    {
        try
        {
            using var prepared = await Preparation.OfAsync(options, stop);
            if (prepared is null)
            {
                return await CheckCommand.RunAsync(options.Campaign, console.Profile.Out.Writer, stop);
            }

            foreach (var line in prepared.Problems.Count > 0 ? prepared.Problems : prepared.Warnings.Select(warning => $"Warning: {warning}"))
            {
                console.Profile.Out.Writer.WriteLine(line);
            }

            return prepared.Problems.Count > 0 ? CouldNotRun : await RunAsync(prepared, console, stop);
        }
        catch (AzuriteException storage)
        {
            console.WriteLine(storage.Message);
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            console.WriteLine($"The rehearsal cannot go on: {disk.Message}");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            console.WriteLine("Stopped before it began.");
        }
        catch (Exception bug)
        {
            console.WriteLine($"The rehearsal broke off, by a mistake of its own: {bug}");
        }

        return CouldNotRun;
    }

    private static async Task<int> RunAsync(Preparation prepared, IAnsiConsole console, CancellationToken stop)
    {
        var output = prepared.Options.Output;
        await using var azurite = await Azurite.StartAsync(progress: console.WriteLine, cancellationToken: stop);
        var lived = await LiveAsync(prepared, azurite, console, stop);
        var result = lived with { Notes = [.. prepared.Warnings, .. NotesOf(prepared), .. lived.Notes] };
        var failure = await WriteAsync(result, output);
        Report.Print(console, result, output);
        var plain = console.Profile.Out.Writer;
        foreach (var note in result.Notes)
        {
            plain.WriteLine($"Note: {note}");
        }

        if (result.Trace is { } trace)
        {
            TraceView.Print(console, trace);
        }

        if (result.StoppedAt is { } at)
        {
            plain.WriteLine($"Stopped on {at:yyyy-MM-dd HH:mm}Z of its own time, {(at - result.StartedAt).TotalDays / 7:0.0} of {prepared.Options.Weeks} weeks in: all of this is about what happened until then.");
        }

        if (failure is not null)
        {
            plain.WriteLine($"The report in {output} is not complete: {failure.TrimEnd('.')}. Make room, or name another folder by --out. The figures above hold.");
        }

        return failure is not null || result.StoppedAt is not null ? CouldNotRun : result.Holds ? Holds : HoldsNot;
    }

    private static IEnumerable<string> NotesOf(Preparation prepared) => prepared.Options.Script?.Clocks is { } clocks
        ? [$"For the change of clocks the campaign lived in {clocks.Zone}, where it is at {clocks.At:uuuu-MM-dd HH:mm}Z."]
        : [];

    /// <returns>Why it could not be written; null: it was.</returns>
    private static async Task<string?> WriteAsync(RehearsalResult result, DirectoryInfo output)
    {
        try
        {
            await Report.WriteAsync(result, output, CancellationToken.None);
            return null;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            return disk.Message;
        }
    }

    /// <summary>Without its storage nothing goes on, and every call would be tried again for minutes: so its end ends the rehearsal.</summary>
    /// <exception cref="AzuriteException">The storage ended in the middle.</exception>
    private static async Task<RehearsalResult> LiveAsync(Preparation prepared, Azurite azurite, IAnsiConsole console, CancellationToken stop)
    {
        using var cut = new CancellationTokenSource();
        var run = ShowAsync(prepared.Options, prepared.Campaign, azurite, console, stop, cut.Token);
        await Task.WhenAny(run, azurite.Ended);
        if (!run.IsCompletedSuccessfully)
        {
            // Who fails for want of storage may know it before its end is known.
            await azurite.Ended.WaitAsync(Patience, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (run.IsCompletedSuccessfully || !azurite.Ended.IsCompleted)
        {
            return await run;
        }

        await cut.CancelAsync();
        await ((Task)run).WaitAsync(Patience, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new AzuriteException(
            $"Azurite, the storage, ended in the middle of the rehearsal (exit code {azurite.ExitCode}): was its node process killed, or memory short? "
            + "What was rehearsed until then is gone with it; start again.");
    }

    private static async Task<RehearsalResult> ShowAsync(
        RehearsalOptions options, Campaign campaign, Azurite azurite, IAnsiConsole console, CancellationToken stop, CancellationToken cut)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            return await new RehearsalRun(options, campaign, new PlainView(console.Profile.Out.Writer)).RunAsync(azurite, cut, stop);
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(progress => new RehearsalRun(options, campaign, new BarsView(progress, options, campaign)).RunAsync(azurite, cut, stop));
    }
}
