using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Surveys.Answering;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>What IT is told when a survey is due and the settings are missing without which none is sent (pure).</summary>
internal static class SurveysOff
{
    public const string Id = "surveys-off";

    public static Notice NoticeOf(Campaign campaign, PlannedRound round)
    {
        var language = campaign.FirstLanguage;
        return new(
            Id,
            NoticeTo.ItContacts,
            FrenchText.Say(language, "Aucune enquête ne part : il manque un réglage", "No survey is sent: a setting is missing"),
            [
                FrenchText.Say(
                    language,
                    $"L’enquête {round.Survey} devait s’ouvrir le {round.OpensAt.UtcDateTime:yyyy-MM-dd}. Elle ne s’ouvre pas, et aucune autre tant que le réglage manque.",
                    $"The survey {round.Survey} was to open on {round.OpensAt.UtcDateTime:yyyy-MM-dd}. It does not, nor does any other as long as the setting is missing."),
                FrenchText.Say(
                    language,
                    "Il faut une adresse et deux clés : Links:BaseUrl, Links:SigningKey et Surveys:EncryptionKey.",
                    SurveyLinks.HowToTurnOn),
                FrenchText.Say(
                    language,
                    "Une enquête qui devait s’ouvrir depuis plus d’un jour n’est plus envoyée : donnez-lui alors une autre date dans surveys.json.",
                    "A survey that was to open more than a day ago is not sent any more: then give it another date in surveys.json."),
            ]);
    }
}
