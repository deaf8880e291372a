using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Sheet;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>Writes the works council's sheet of a campaign's surveys as a page.</summary>
internal static class SheetCommand
{
    private const int Fine = 0;

    /// <returns>0 if it was written; else as the check of the folder.</returns>
    public static async Task<int> RunAsync(DirectoryInfo folder, string? language, FileInfo target, TextWriter output, CancellationToken cancellationToken)
    {
        var reading = folder.Exists ? await CampaignReader.ReadAsync(new FolderFiles(folder), cancellationToken) : null;
        if (reading?.Campaign is not { } campaign)
        {
            return await CheckCommand.RunAsync(folder, output, cancellationToken);
        }

        await using var services = new ServiceCollection().BuildServiceProvider();
        var sheet = new SheetWriter(campaign, language ?? campaign.FirstLanguage).Write();
        var page = await SheetView.RenderAsync(new Pages(services, NullLoggerFactory.Instance), sheet);
        target.Directory!.Create();
        await File.WriteAllTextAsync(target.FullName, page, cancellationToken);
        await output.WriteLineAsync(target.FullName);
        return Fine;
    }
}
