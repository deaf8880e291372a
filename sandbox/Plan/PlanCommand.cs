using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Groups.Plan;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Storage;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Plan;

/// <summary>plan: what applying a campaign's groups would do, printed, and as the page that IT sees.</summary>
internal static class PlanCommand
{
    private const int Fine = 0;
    private const int Hindered = 1;
    private const int NotRun = 2;

    /// <returns>0 if nothing is blocked or in conflict, 1 if something is, 2 if it could not run.</returns>
    public static async Task<int> RunAsync(PlanOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            var campaign = await ReadAsync(options.Campaign, console, cancellationToken);
            var was = options.Was is null ? null : await ReadAsync(options.Was, console, cancellationToken);
            if (campaign is null || (was is null && options.Was is not null))
            {
                return NotRun;
            }

            if (was is not null && was.Id != campaign.Id)
            {
                console.WriteLine($"--was is the campaign {was.Id}, and --campaign is {campaign.Id}: name two versions of one campaign.");
                return NotRun;
            }

            await using var azurite = await Azurite.StartAsync(progress: console.WriteLine, cancellationToken: cancellationToken);
            var (json, page) = await new PlanRun(options, campaign, was).RunAsync(azurite, cancellationToken);
            var plan = JsonSerializer.Deserialize<PlanDocument>(json, JsonSerializerOptions.Web)!;
            options.Output.Create();
            var file = Path.Combine(options.Output.FullName, "index.html");
            await File.WriteAllTextAsync(file, page, cancellationToken);
            PlanPrint.Print(console, plan);
            console.WriteLine(file);
            return plan.Problems.Count > 0 || plan.Groups.Any(group => group.Action is "conflict" or "blocked") ? Hindered : Fine;
        }
        catch (Exception unable) when (unable is AzuriteException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            console.WriteLine($"No plan: {unable.Message}");
            return NotRun;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");
            return NotRun;
        }
    }

    /// <summary>Null if the files have problems, which are printed then.</summary>
    private static async Task<Campaign?> ReadAsync(DirectoryInfo folder, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var campaign = folder.Exists ? (await CampaignReader.ReadAsync(new FolderFiles(folder), cancellationToken)).Campaign : null;
        if (campaign is null)
        {
            await CheckCommand.RunAsync(folder, console.Profile.Out.Writer, cancellationToken);
        }

        return campaign;
    }
}
