using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using NodaTime;

namespace AdoptionAutomation.Surveys.Sheet;

/// <summary>What surveys.json says, in sentences (pure).</summary>
internal sealed class SheetWords(Campaign campaign, string language)
{
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB");
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];

    public string Kind(SurveyKind kind) => kind switch
    {
        SurveyKind.Temperature => Say("température avant le lancement", "temperature before the launch"),
        SurveyKind.Vote => Say("vote", "vote"),
        SurveyKind.Feedback => Say("retours après l'arrivée", "feedback after arrival"),
        _ => Say("pouls, à intervalles réguliers", "pulse, again and again"),
    };

    public string Audience(SurveyAudience to) =>
        to.Directory is true ? Say(
            "toutes les personnes que visent les vagues de la campagne, invitées ou non", "everybody whom the campaign's waves mean, invited yet or not")
        : to.Everybody is true ? Say("toutes les personnes déjà accueillies sur la plateforme", "everybody who has been welcomed to the platform")
        : to.Waves is { } waves ? Say("les personnes accueillies des vagues : ", "the welcomed people of the waves: ")
            + string.Join(", ", waves.Select(NameOfWave))
        : Say("les personnes accueillies dans les groupes : ", "the welcomed people in the groups: ")
            + string.Join(", ", (to.Groups ?? []).Select(NameOfGroup));

    public string Cadence(SurveyCadence when) => when switch
    {
        { Once: { } once } => Say($"une fois, le {Day(once.Date)} à {Time(once.TimeOfDay)}", $"once, on {Day(once.Date)} at {Time(once.TimeOfDay)}"),
        { AfterWave: { } after } => Say(
            $"une fois par vague, {after.Days} jours après son ouverture, à {Time(after.At)} ; seules les personnes de cette vague sont interrogées",
            $"once for each wave, {after.Days} days after it opened, at {Time(after.At)}; only the people of that wave are asked"),
        { Monthly: { } monthly } => Say(
            $"à partir du {Day(monthly.From)} à {Time(monthly.At)} : {monthly.Months} fois à un mois d'intervalle",
            $"from {Day(monthly.From)} at {Time(monthly.At)}: {monthly.Months} times a month apart") + Quarters(monthly.ThenQuarters),
        _ => "-",
    };

    public string Open(Survey survey)
    {
        var days = Say($"{survey.OpenDays} jours, jusqu'à la fin du dernier", $"{survey.OpenDays} days, until the end of the last");
        return survey.Reminders.Count == 0
            ? days + Say(" ; aucune relance", "; no reminder")
            : days + Say(
                $" ; relance de qui n'a pas répondu après {Days(survey.Reminders)}. L'application sait qui a répondu, jamais quoi.",
                $"; those who have not answered are reminded after {Days(survey.Reminders)}. The app knows who has answered, never what.");
    }

    public string Kind(SurveyQuestion question)
    {
        var kind = question.Kind switch
        {
            QuestionKind.Single => Say("un choix", "one choice"),
            QuestionKind.Multiple => Say("plusieurs choix possibles", "any number of choices"),
            QuestionKind.Scale => Say("échelle de 1 à 5", "scale from 1 to 5") + Ends(question),
            QuestionKind.Nps => Say("note de 0 à 10", "mark from 0 to 10") + Ends(question),
            _ => Say("texte libre", "free text"),
        };
        return kind + (question.Required ? Say(", obligatoire", ", required") : Say(", facultative", ", optional"));
    }

    public string Condition(Survey survey, OnlyIf onlyIf)
    {
        var number = survey.Questions.ToList().FindIndex(question => question.Id == onlyIf.Question);
        var choices = survey.Questions[number].Choices ?? [];
        var answer = onlyIf switch
        {
            { AtLeast: { } least } => Say($"au moins {least}", $"at least {least}"),
            { AtMost: { } most } => Say($"au plus {most}", $"at most {most}"),
            _ => string.Join(Say(" ou ", " or "), choices.Where(choice => onlyIf.AnyOf!.Contains(choice.Id)).Select(Quoted)),
        };
        return Say($"posée seulement si la réponse à la question {number + 1} est : {answer}", $"asked only if the answer to question {number + 1} is: {answer}");
    }

    public string Span(DateTimeOffset opens, DateTimeOffset closes)
    {
        var first = Instant.FromDateTimeOffset(opens).InZone(zone).Date;
        var last = Instant.FromDateTimeOffset(closes).InZone(zone).Date.PlusDays(-1);
        return Say($"du {Day(first)} au {Day(last)}", $"{Day(first)} to {Day(last)}");
    }

    private string Quoted(SurveyChoice choice) => $"“{choice.Text.In(language)}”";

    private string Ends(SurveyQuestion question) => (question.Lowest?.In(language), question.Highest?.In(language)) switch
    {
        (null, null) => "",
        var (lowest, highest) => $" ({lowest ?? "…"} – {highest ?? "…"})",
    };

    private string NameOfWave(string id) => campaign.FindWave(id)?.Name.In(language) ?? id;

    private string NameOfGroup(string id) => campaign.FindGroup(id)?.Name ?? id;

    private string Day(LocalDate date) =>
        date.ToDateOnly().ToString(language == "fr" && date.Day == 1 ? "dddd '1er' MMMM yyyy" : "dddd d MMMM yyyy", culture);

    private string Time(LocalTime time) =>
        time.ToString(language == "fr" ? "H'h'mm" : "HH:mm", CultureInfo.InvariantCulture);

    private string Days(IReadOnlyList<int> numbers) =>
        string.Join(Say(" et ", " and "), numbers) + (numbers[^1] == 1 ? Say(" jour", " day") : Say(" jours", " days"));

    private string Quarters(int times) => times == 0 ? "" : Say($", puis {times} fois à trois mois", $", then {times} times three months apart");

    private string Say(string fr, string en) => FrenchText.Say(language, fr, en);
}
