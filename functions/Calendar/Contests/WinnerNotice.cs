using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>What the community managers are told of a winner (pure); the ticket is named, never the person.</summary>
internal static class WinnerNotice
{
    public static Notice HasLeft(Campaign campaign, Contest contest, DrawRecord record)
    {
        var language = campaign.FirstLanguage;
        return new(
            $"contest.{contest.Id}.left",
            NoticeTo.CommunityManagers,
            FrenchText.Say(language, $"Concours {contest.Id} : le gagnant n’a pas pu être prévenu", $"Contest {contest.Id}: the winner could not be told"),
            [
                FrenchText.Say(
                    language,
                    $"Le ticket {record.Winner} a gagné, mais son porteur n’est plus dans l’annuaire ou n’a pas d’adresse. Le tirage reste valable et public.",
                    $"Ticket {record.Winner} won, but its holder is no longer in the directory or has no address. The draw stands, and is public."),
                FrenchText.Say(
                    language,
                    "Décidez de ce que devient le lot, et dites-le dans le groupe.",
                    "Decide what becomes of the prize, and say so in the group."),
            ]);
    }
}
