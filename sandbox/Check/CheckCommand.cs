using AdoptionAutomation.Calendar.Lint;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Business;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Check;

/// <summary>Validates a folder of campaign files, and prints what is wrong as compilers do.</summary>
internal static class CheckCommand
{
    private const int Fine = 0;
    private const int HasProblems = 1;
    private const int Unreadable = 2;

    public static Task<int> RunAsync(DirectoryInfo folder, TextWriter output, CancellationToken cancellationToken) =>
        RunAsync(folder, strict: false, TimeProvider.System, output, cancellationToken);

    /// <param name="folder">The campaign's.</param>
    /// <param name="strict">Whether warnings fail it, too.</param>
    /// <param name="time">What is over is not warned of.</param>
    /// <param name="output">Where it is printed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>0 if the campaign is fine, 1 if it has problems, 2 if the folder cannot be read.</returns>
    public static async Task<int> RunAsync(DirectoryInfo folder, bool strict, TimeProvider time, TextWriter output, CancellationToken cancellationToken)
    {
        if (!folder.Exists)
        {
            await output.WriteLineAsync($"There is no folder {folder.FullName}: name the one that holds campaign.json.");
            return Unreadable;
        }

        try
        {
            var reading = await CampaignReader.ReadAsync(new FolderFiles(folder), cancellationToken);
            IReadOnlyList<Problem> warnings =
            [
                .. CalendarLint.Of(reading, Instant.FromDateTimeOffset(time.GetUtcNow())),
                .. reading.Campaign is { } campaign ? (await BusinessFigures.ReadAsync(campaign, DateOnly.MaxValue, cancellationToken)).Problems : [],
            ];
            return await PrintAsync(reading, warnings, output) == Fine && !(strict && warnings.Count > 0) ? Fine : HasProblems;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync($"{folder.FullName} cannot be read: {error.Message}");
            return Unreadable;
        }
    }

    private static async Task<int> PrintAsync(CampaignReading reading, IReadOnlyList<Problem> warnings, TextWriter output)
    {
        foreach (var problem in reading.Problems.Concat(warnings))
        {
            await output.WriteLineAsync(problem.ToString());
        }

        if (reading.Campaign is not { } campaign)
        {
            return HasProblems;
        }

        await output.WriteLineAsync(Summary(campaign, warnings.Count));
        return Fine;
    }

    private static string Summary(Campaign campaign, int warnings)
    {
        var languages = string.Join(", ", campaign.Settings.Languages);
        var expansions = string.Join(", ", campaign.GroupTree.Expansions.Where(one => one.From.Attribute is not null).Select(one => one.Id));
        var groups = campaign.Groups.Count;
        var waves = campaign.Waves.Count;
        return campaign.FirstLanguage == "fr"
            ? $"{campaign.Id} : {(warnings == 0 ? "aucun problème" : $"aucune erreur, avertissements : {warnings}")} ; {groups} groupes{More(" et ceux que l'annuaire donne à")}, {waves} vagues, langues {languages}."
            : $"{campaign.Id}: {(warnings == 0 ? "no problem" : $"no error, warnings: {warnings}")}; {groups} groups{More(" and those the directory gives for")}, {waves} waves, languages {languages}.";

        string More(string words) => expansions.Length > 0 ? $"{words} {expansions}" : "";
    }
}
