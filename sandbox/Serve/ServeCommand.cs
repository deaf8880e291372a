using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Storage;
using Azure;

namespace AdoptionAutomation.Sandbox.Serve;

/// <summary>serve: the app, a tenant and its people in real time, to look into, until Ctrl+C.</summary>
internal static class ServeCommand
{
    /// <returns>0 when it was stopped, 1 if the files have problems, 2 if it could not run.</returns>
    public static async Task<int> RunAsync(ServeOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var campaign = options.Campaign.Exists ? (await CampaignReader.ReadAsync(new FolderFiles(options.Campaign), cancellationToken)).Campaign : null;
        if (campaign is null)
        {
            return await CheckCommand.RunAsync(options.Campaign, output, cancellationToken);
        }

        var isTold = false;
        try
        {
            await using var server = await ServeServer.StartAsync(options.Port, cancellationToken);
            await using var azurite = await Azurite.StartAsync(progress: output.WriteLine, cancellationToken: cancellationToken);
            await using var world = await ServedWorld.StartAsync(azurite.NewAccount(), options, campaign, server.Address, TimeProvider.System, cancellationToken);
            server.Open(world);
            await output.WriteLineAsync(Greeting(server.Address, campaign.Settings.Name.In("en")));
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var time = world.Metronome.RunAsync(cut.Token);
            await Task.WhenAny(time, azurite.Ended);
            if (azurite.Ended.IsCompleted && !cancellationToken.IsCancellationRequested)
            {
                // Said at once: to end without storage takes its time, for every call is tried again.
                await output.WriteLineAsync($"Azurite, the storage, ended (exit code {azurite.ExitCode}): was its node process killed? Start again.");
                isTold = true;
                await cut.CancelAsync();
                return 2;
            }

            await time;
            await output.WriteLineAsync("Stopped.");
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await output.WriteLineAsync($"Port {options.Port} is taken: name another with --port, or leave it out for a free one.");
        }
        catch (AzuriteException storage)
        {
            await output.WriteLineAsync(storage.Message);
        }
        catch (Exception lost) when (isTold && lost is (RequestFailedException or AggregateException))
        {
            // What was still to be written down is gone with it.
        }
        catch (Exception lost) when (lost is RequestFailedException or AggregateException or IOException or HttpRequestException)
        {
            await output.WriteLineAsync($"It cannot go on, for its storage is gone: {lost.Message}");
        }

        return 2;
    }

    private static string Greeting(Uri address, string campaign) => $"""
        {campaign}, simulated; nothing leaves this machine. Ctrl+C ends it, and all of it is forgotten.

          Mailbox   {address}mails
          Channels  {address}channels
          Tenant    {address}tenant
          Console   {address}console
          App       {address}api/...

        Begin on the console: apply the groups, open a wave, move time. Scripts send the header x-functions-key: {App.SandboxApp.FunctionKey}.

        """;
}
