using AdoptionAutomation.Mail.Notices;

namespace AdoptionAutomation.Campaigns;

/// <summary>What the community managers are told about files that would not run (pure). It may quote the files: it goes to those who edit them.</summary>
internal static class BrokenFiles
{
    private const int ShownProblems = 5;

    /// <param name="sight">The campaign that runs, and what is wrong with its present files.</param>
    /// <param name="version">Stands for the present files: each broken version is told once.</param>
    public static Notice NoticeOf(CampaignSight sight, string version)
    {
        var fr = sight.Campaign.FirstLanguage == "fr";
        var (problems, files) = (sight.Problems, string.Join(", ", sight.Problems.Select(problem => problem.File).Distinct(StringComparer.Ordinal)));
        var more = problems.Count - ShownProblems;
        return new(
            $"files-{version}",
            NoticeTo.CommunityManagers,
            fr ? $"À corriger : {files} ({sight.Campaign.Settings.Name.In("fr")})" : $"To mend: {files} ({sight.Campaign.Settings.Name.In("en")})",
            [
                fr
                    ? "La dernière modification ne peut pas être appliquée. Rien n'est arrêté : la version précédente, la dernière sans erreur, continue."
                    : "The last change cannot be applied. Nothing has stopped: the version before it, the last without an error, keeps running.",
                .. problems.Take(ShownProblems).Select(problem => problem.ToString()),
                .. more > 0 ? [fr ? $"... et {more} de plus." : $"... and {more} more."] : Array.Empty<string>(),
                fr
                    ? "Corrigez le fichier à l'endroit indiqué (fichier:ligne:colonne), puis déposez-le à nouveau : il est relu dans l'heure."
                    : "Mend the file at the place named (file:line:column) and put it there again: it is read within the hour.",
            ]);
    }
}
