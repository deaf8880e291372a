using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>What is wrong with an answer, and what to do about it, in words (pure).</summary>
internal static class AnswerWords
{
    /// <summary>Each problem once, in the order of the questions; those with no question of the page are one.</summary>
    public static IReadOnlyList<(int? Question, string Text)> Listed(Survey survey, IReadOnlyList<AnswerProblem> problems, string language) =>
    [
        .. problems
            .Select(problem => (Question: NumberOf(survey, problem.Question), Text: Of(survey, problem, language)))
            .Distinct()
            .OrderBy(problem => problem.Question ?? int.MaxValue),
    ];

    public static string Title(int count, string language) => count == 1
        ? FrenchText.Say(language, "Rien n’est encore envoyé : il reste un point à revoir", "Nothing is sent yet: one thing needs a look")
        : FrenchText.Say(language, $"Rien n’est encore envoyé : il reste {count} points à revoir", $"Nothing is sent yet: {count} things need a look");

    /// <summary>The same for whoever sends answers from elsewhere, who knows questions by their ids.</summary>
    public static string ForScripts(Survey survey, AnswerProblem problem)
    {
        var question = survey.Questions.FirstOrDefault(one => one.Id == problem.Question);
        return problem.Fault switch
        {
            AnswerFault.UnknownQuestion => $"This round of {survey.Id} has no such question; it has: {string.Join(", ", survey.Questions.Select(one => one.Id))}.",
            AnswerFault.UnknownChoice => $"Not one of its choices: {string.Join(", ", Branching.OptionsOf(question!))}.",
            AnswerFault.Named => "This answer is kept with a name, which only the survey page knows: leave it out.",
            AnswerFault.NotAnAnswer => "Send a text, a whole number, or a list of texts.",
            _ => Of(survey, problem, "en"),
        };
    }

    private static string Of(Survey survey, AnswerProblem problem, string language)
    {
        if (NumberOf(survey, problem.Question) is not { } number)
        {
            return FrenchText.Say(
                language,
                "La page envoyée contient une question inconnue. Rouvrez le lien du message et répondez à nouveau.",
                "The page that was sent has a question that is not known. Open the link in the mail and answer again.");
        }

        var question = survey.Questions[number];
        var (text, advice) = (SurveyPageWords.Text(question.Text, language), Advice(question, problem.Fault, language));
        var inside = char.ToLowerInvariant(advice[0]) + advice[1..];
        return FrenchText.Say(language, $"« {text} » : {inside}", $"“{text}”: {inside}");
    }

    /// <summary>What to do about a question, in a sentence.</summary>
    public static string Advice(SurveyQuestion question, AnswerFault fault, string language)
    {
        var (least, most) = Branching.RangeOf(question.Kind);
        var (french, english) = fault switch
        {
            AnswerFault.Missing when question.Kind == QuestionKind.Text => ("Écrivez une réponse.", "Write an answer."),
            AnswerFault.Missing when question.Kind == QuestionKind.Multiple => ("Choisissez au moins une réponse.", "Choose at least one answer."),
            AnswerFault.Missing or AnswerFault.UnknownChoice => ("Choisissez une des réponses.", "Choose one of the answers."),
            AnswerFault.Several => ("Choisissez une seule réponse.", "Choose one answer only."),
            AnswerFault.OutOfRange => ($"Choisissez un nombre de {least} à {most}.", $"Choose a number from {least} to {most}."),
            AnswerFault.TooLong => (
                $"Raccourcissez votre texte à {AnswerCheck.LongestText} caractères.", $"Shorten your text to {AnswerCheck.LongestText} characters."),
            AnswerFault.TooLongTogether => (
                $"Raccourcissez vos textes : {AnswerCheck.LongestTexts} caractères en tout.",
                $"Shorten your texts: {AnswerCheck.LongestTexts} characters in all."),
            _ => ("Laissez cette question de côté.", "Leave this question out."),
        };
        return FrenchText.Say(language, french, english);
    }

    private static int? NumberOf(Survey survey, string id) =>
        survey.Questions.Index().Where(one => one.Item.Id == id).Select(one => (int?)one.Index).FirstOrDefault();
}
