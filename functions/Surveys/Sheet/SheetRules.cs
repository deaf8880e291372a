using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>What holds for every survey: thresholds, who sees what, limits of the protection, rights (pure).</summary>
internal sealed class SheetRules(Campaign campaign, string language)
{
    public IEnumerable<SheetSection> Sections()
    {
        yield return new(Say("Qui voit quoi", "Who sees what"), [.. Readers()]);
        yield return new(Say("Ce qui n'est jamais montré", "What is never shown"), [.. Thresholds()]);
        yield return new(Say("Ce que la protection ne peut pas", "What the protection cannot do"), [.. Limits()]);
        yield return new(Say("Vos droits", "Your rights"), [.. Rights()]);
    }

    private IEnumerable<string> Readers()
    {
        yield return Say(
            "Les collègues et les responsables : rien, sauf ce que l'animation choisit de publier parmi les résultats.",
            "Colleagues and managers: nothing but what the community managers choose to publish of the results.");
        yield return Say(
            "L'animation et l'informatique : les résultats ci-dessus, au-delà des seuils, et le taux de réponse. Jamais une réponse isolée.",
            "Community managers and IT: the results as above, beyond the thresholds, and how many have answered. Never an answer by itself.");
        yield return Say(
            "La direction : les mêmes chiffres, jamais davantage.",
            "The management: the same figures, never more.");
        yield return Say(
            "Les relances partent d'après le lien, utilisé ou non : personne n'a besoin de savoir ce qui a été répondu.",
            "Reminders go by the link, used or not: nobody needs to know what was answered.");
    }

    private IEnumerable<string> Thresholds()
    {
        yield return Say(
            $"Aucun résultat sur moins de {AnswerBlock.Least} personnes, et jamais deux résultats dont la différence porterait sur moins de {AnswerBlock.Least} : tout est publié par blocs entiers.",
            $"No result about fewer than {AnswerBlock.Least} people, and never two results whose difference would be about fewer than {AnswerBlock.Least}: everything is published by whole blocks.");
        yield return Say(
            "Par groupe, où l'on peut être dans plusieurs : à partir de 10. Textes libres : à partir de 10 textes, dans un ordre tiré au hasard.",
            "By group, of which one may be in several: from 10. Free texts: from 10 texts, in an order of chance.");
        yield return Say(
            "Les parts sont arrondies à 5 %, les moyennes à 0,1, la recommandation à l'unité.",
            "Shares are rounded to 5 %, means to 0.1, recommendation to whole numbers.");
        yield return Say(
            $"Une enquête à laquelle moins de {AnswerBlock.Least} personnes répondent n'a pas de résultat.",
            $"A survey that fewer than {AnswerBlock.Least} people answer has no result.");
    }

    private IEnumerable<string> Limits()
    {
        yield return Say(
            "L'unanimité : si tout un site répond de même, on sait ce que chacun y a répondu.",
            "Unanimity: if a whole site answers alike, everybody's answer there is known.");
        yield return Say(
            "Un texte libre qui se trahit : chacun est prié de ne nommer personne.",
            "A free text that gives its author away: people are asked to name nobody.");
        yield return Say(
            "L'informatique qui détient à la fois le stockage et la clé pourrait, tant qu'une réponse attend sa mise en bloc, la rapprocher du lien utilisé au même moment. Ensuite, plus rien ne le permet.",
            "IT who holds both the storage and the key could, while an answer waits to be sealed, match it with the link used at the same moment. Afterwards nothing allows it.");
        yield return Say(
            "La page « docs/surveys.md » du logiciel dit le reste, cas par cas.",
            "The software's page docs/surveys.md says the rest, case by case.");
    }

    private IEnumerable<string> Rights()
    {
        var contacts = string.Join(", ", campaign.Settings.CommunityManagers.Select(contact => $"{contact.Name} ({contact.Mail})"));
        yield return Say(
            $"Accès : ce qui est conservé sur une personne est son lien et, le cas échéant, sa réponse avec le nom ; elle en reçoit copie. Après {SurveyRound.LinksStay.Days} jours, le lien n'existe plus.",
            $"Access: what is kept about a person is their link and, if they gave one, their answer with the name; they get a copy. After {SurveyRound.LinksStay.Days} days the link is gone.");
        yield return Say(
            "Effacement : l'informatique efface la personne en une commande ; son lien et sa réponse avec le nom disparaissent ; seul reste son identifiant, pour qu'aucun courriel d'enquête ne parte plus.",
            "Erasure: IT erases a person by one command; their link and their answer with the name go; their id alone stays, so that no further survey mail leaves.");
        yield return Say(
            "Une réponse anonyme ne peut être ni montrée ni effacée pour une personne : rien ne permet de retrouver laquelle est la sienne.",
            "An anonymous answer can be neither shown nor erased for a person: nothing tells which is theirs.");
        yield return Say($"À qui s'adresser : {(contacts.Length > 0 ? contacts : "-")}.", $"Whom to ask: {(contacts.Length > 0 ? contacts : "-")}.");
    }

    private string Say(string fr, string en) => FrenchText.Say(language, fr, en);
}
