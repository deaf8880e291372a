using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Rounds;
using NodaTime;

namespace AdoptionAutomation.Surveys.Mails;

/// <summary>What the mail of a survey says in one language. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Title">The survey's.</param>
/// <param name="Intro">Why somebody would answer.</param>
/// <param name="Questions">How many there are.</param>
public sealed record SurveyMailContent(string Language, string Title, string Intro, int Questions)
{
    /// <summary>Questions that people answer in a minute.</summary>
    private const int QuestionsAMinute = 3;

    public required string Platform { get; init; }

    public required string Campaign { get; init; }

    public required string Sponsor { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }

    /// <summary>The last day on which answers are taken, in words.</summary>
    public required string LastDay { get; init; }

    /// <summary>The one question whose answer is kept with a name; null: none is.</summary>
    public string? Named { get; init; }

    public bool IsReminder { get; init; }

    public string Subject => IsReminder ? Say($"Rappel : {Title}", $"Reminder: {Title}") : Title;

    public string HelloWords => Say("Bonjour", "Hello");

    public string Lead => IsReminder ? Say("Il est encore temps de donner votre avis.", "There is still time to have your say.") : Intro;

    public string LengthWords => Questions == 1
        ? Say($"Une question, une minute. Vous pouvez répondre jusqu’au {LastDay} inclus.", $"One question, one minute. You can answer until the end of {LastDay}.")
        : Say(
            $"{Questions} questions, {MinutesIn("fr")}. Vous pouvez répondre jusqu’au {LastDay} inclus.",
            $"{Questions} questions, {MinutesIn("en")}. You can answer until the end of {LastDay}.");

    public string AnonymousWords => Named is { } question
        ? Say(
            $"Vos réponses sont anonymes, sauf une, qui est gardée avec votre nom : « {question} » La page le rappelle avant que vous n’envoyiez.",
            $"Your answers are anonymous, but for one, which is kept with your name: “{question}” The page says so before you send.")
        : Say(
            "Vos réponses sont anonymes : rien ne relie une réponse à une personne, et aucun résultat n’est montré pour moins de cinq réponses.",
            "Your answers are anonymous: nothing ties an answer to a person, and no result is shown for fewer than five answers.");

    public string ButtonWords => Say("Répondre", "Answer");

    public string LinkWords => Say("Ce lien est le vôtre et ne sert qu’une fois : merci de ne pas le transférer.", "This link is yours and works once: please do not forward it.");

    public string HelpWords => Say("Une question ?", "A question?");

    internal static SurveyMailContent For(Campaign campaign, SurveyRound round, string language, bool isReminder)
    {
        var survey = round.Survey;
        return new(language, survey.Title.In(language), (survey.Intro ?? survey.Purpose).In(language), survey.Questions.Count)
        {
            Platform = round.Platform,
            Campaign = campaign.Settings.Name.In(language),
            Sponsor = campaign.Settings.Sponsor.Name,
            HelpName = round.Contact.Name,
            HelpMail = round.Contact.Mail,
            LastDay = LastDayOf(round, language),
            Named = survey.Questions.FirstOrDefault(question => question.Named is not null)?.Text.In(language),
            IsReminder = isReminder,
        };
    }

    /// <summary>For readers without HTML.</summary>
    /// <param name="firstName">The mark that stands for them.</param>
    /// <param name="link">The mark that stands for their link.</param>
    internal string TextFor(string firstName, string link) => string.Join('\n',
    [
        $"{HelloWords} {firstName},",
        "",
        Lead,
        "",
        LengthWords,
        "",
        AnonymousWords,
        "",
        $"{ButtonWords}{Say(" : ", ": ")}{link}",
        "",
        LinkWords,
        "",
        "--",
        $"{Sponsor}, {Campaign}",
        $"{HelpWords} {HelpName} <{HelpMail}>",
    ]);

    /// <summary>It closes at the end of its last day.</summary>
    private static string LastDayOf(SurveyRound round, string language) => Instant.FromDateTimeOffset(round.ClosesAt)
        .Minus(Duration.Epsilon)
        .InZone(DateTimeZoneProviders.Tzdb[round.TimeZone])
        .Date.ToString("dddd d MMMM", CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB"));

    private string MinutesIn(string language) => ((Questions + QuestionsAMinute - 1) / QuestionsAMinute) switch
    {
        1 => language == "fr" ? "une minute" : "one minute",
        var minutes => string.Create(CultureInfo.InvariantCulture, $"{minutes} minutes"),
    };

    private string Say(string fr, string en) => FrenchText.Say(Language, fr, en);
}
