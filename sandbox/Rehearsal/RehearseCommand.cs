using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Rehearsal.Tracing;
using AdoptionAutomation.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>rehearse: the main job, whole, on this machine.</summary>
internal static class RehearseCommand
{
    /// <returns>0 if nothing was lost or doubled and every group stands, 1 if not or if the files have problems, 2 if it could not run.</returns>
    public static async Task<int> RunAsync(RehearsalOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            var campaign = await ReadAsync(options, cancellationToken);
            if (campaign is null)
            {
                return await CheckCommand.RunAsync(options.Campaign, console.Profile.Out.Writer, cancellationToken);
            }

            if (options.Trace is { } wave && campaign.Waves.All(known => known.Id != wave))
            {
                console.WriteLine($"--trace: the campaign has no wave '{wave}'. Its waves: {string.Join(", ", campaign.Waves.Select(known => known.Id))}.");
                return 2;
            }

            options.Output.Create();
            await using var azurite = await Azurite.StartAsync(progress: console.WriteLine, cancellationToken: cancellationToken);
            var result = await RunAsync(options, campaign, azurite, console, cancellationToken);
            await Report.WriteAsync(result, options.Output, cancellationToken);
            Report.Print(console, result, options.Output);
            if (result.Trace is { } trace)
            {
                TraceView.Print(console, trace);
            }

            return result.Holds ? 0 : 1;
        }
        catch (AzuriteException storage)
        {
            console.WriteLine(storage.Message);
            return 2;
        }
        catch (Exception disk) when (disk is IOException or UnauthorizedAccessException)
        {
            console.WriteLine($"The rehearsal cannot go on: {disk.Message}");
            return 2;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");
            return 2;
        }
    }

    private static async Task<Campaign?> ReadAsync(RehearsalOptions options, CancellationToken cancellationToken) =>
        options.Campaign.Exists ? (await CampaignReader.ReadAsync(new FolderFiles(options.Campaign), cancellationToken)).Campaign : null;

    private static async Task<RehearsalResult> RunAsync(
        RehearsalOptions options, Campaign campaign, Azurite azurite, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (!console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal)
        {
            return await new RehearsalRun(options, campaign, new PlainView(console.Profile.Out.Writer)).RunAsync(azurite, cancellationToken);
        }

        return await console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(progress => new RehearsalRun(options, campaign, new BarsView(progress, options, campaign)).RunAsync(azurite, cancellationToken));
    }
}
