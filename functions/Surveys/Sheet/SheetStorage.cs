using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>What is kept of surveys, where, how long and who can read it (pure).</summary>
internal sealed class SheetStorage(string language)
{
    public IEnumerable<SheetStored> Of(IReadOnlyList<Survey> surveys)
    {
        var storage = Say("l'informatique, par le compte de stockage", "IT, by the storage account");
        var kept = surveys.Count == 0 ? "-" : Span([.. surveys.Select(survey => survey.KeepDays)]);
        yield return new(
            Say(
                "Les liens personnels : identifiant, adresse, prénom, langue, fuseau, site, vague, groupes, et si la personne a répondu",
                "Personal links: id, address, first name, language, time zone, site, wave, groups, and whether the person has answered"),
            $"table {TableNames.Surveys}",
            Say($"{SurveyRound.LinksStay.Days} jours après la clôture", $"{SurveyRound.LinksStay.Days} days after closing"),
            storage);
        yield return new(
            Say(
                "Les réponses reçues, chiffrées (AES-256), avec site, vague et groupes, sans nom",
                "Answers that came in, encrypted (AES-256), with site, wave and groups, without a name"),
            $"table {TableNames.Surveys}",
            Say(
                "jusqu'à leur mise en bloc, au plus tard à la clôture",
                "until they are sealed into a block, at closing at the latest"),
            Say(
                "personne sans la clé ; l'informatique qui la détient le pourrait (voir plus bas)",
                "nobody without the key; IT who holds it could (see below)"));
        yield return new(
            Say(
                "Les réponses, mêlées par blocs d'au moins 5 (moins si l'enquête entière en a moins ; rien n'en est alors montré), sans nom, sans ordre, sans heure à elles",
                "Answers, shuffled into blocks of at least 5 (fewer if the whole survey has fewer, of which nothing is shown), without name, order or a time of their own"),
            $"table {TableNames.Answers}",
            Say($"{kept} après la clôture", $"{kept} after closing"),
            storage);
        yield return new(
            Say("Les résultats publiés : nombres, parts, moyennes", "Published results: counts, shares, means"),
            Say($"conteneur {ContainerNames.Results}", $"container {ContainerNames.Results}"),
            Say($"{kept} après la clôture", $"{kept} after closing"),
            Say(
                "l'informatique, l'animation ; la direction en reçoit les chiffres",
                "IT, community managers; the management receives the figures"));
        var named = surveys.Where(survey => survey.Questions.Any(question => question.Named is not null)).Select(survey => survey.KeepDays).ToList();
        if (named.Count > 0)
        {
            yield return new(
                Say("Les réponses « avec le nom » : la personne, son choix, son site", "Answers 'with the name': the person, their choice, their site"),
                $"table {TableNames.Surveys}",
                Say($"{Span(named)} après la clôture", $"{Span(named)} after closing"),
                Say("l'informatique, qui en remet la liste à l'animation", "IT, who hands the list to the community managers"));
        }

        yield return new(
            Say(
                "Qu'un courriel d'enquête est parti, quand et s'il est arrivé (une relance dit que la personne n'avait pas encore répondu) ; jamais ce qui a été répondu",
                "That a survey's mail was sent, when, and whether it arrived (a reminder tells that the person had not answered yet); never what was answered"),
            $"table {TableNames.Effects}, SendGrid",
            Say(
                "le temps de la campagne ; chez SendGrid, selon son contrat",
                "as long as the campaign; at SendGrid, by its contract"),
            storage);
        yield return Copies(storage);
    }

    private SheetStored Copies(string storage) => new(
        Say(
            "Une copie, chaque nuit, de ce que tiennent ces tables, sauf les réponses qui attendent leur mise en bloc",
            "A copy, every night, of what these tables hold, but for the answers that wait to be sealed"),
        Say($"conteneur {ContainerNames.Backups}", $"container {ContainerNames.Backups}"),
        Say(
            $"le réglage Backups:KeepDays (14 jours d'habitude), puis {BackupDays.KeptByStorage.Days} jours dans la corbeille du stockage",
            $"the setting Backups:KeepDays (usually 14 days), then {BackupDays.KeptByStorage.Days} days in the storage's recycle bin"),
        storage);

    private string Span(IReadOnlyList<int> days) => days.Min() == days.Max()
        ? Say($"{days.Min()} jours", $"{days.Min()} days")
        : Say($"de {days.Min()} à {days.Max()} jours selon l'enquête", $"{days.Min()} to {days.Max()} days, by survey");

    private string Say(string fr, string en) => FrenchText.Say(language, fr, en);
}
