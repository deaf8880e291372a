using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Rounds;
using NodaTime;

namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>The survey page, in words (pure).</summary>
internal static class SurveyPageWords
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Nothing = [];

    /// <param name="round">What is asked.</param>
    /// <param name="language">fr or en.</param>
    /// <param name="given">What was typed so far; null: nothing.</param>
    /// <param name="problems">What is wrong with it.</param>
    public static SurveyPageContent Of(
        SurveyRound round, string language, IReadOnlyDictionary<string, IReadOnlyList<string>>? given = null, IReadOnlyList<AnswerProblem>? problems = null)
    {
        var survey = round.Survey;
        var wrong = problems ?? [];
        var listed = AnswerWords.Listed(survey, wrong, language);
        return new(language, round.Platform, Text(survey.Title, language), [.. survey.Questions.Index().Select(Question)])
        {
            Css = SurveyFrame.Css + BranchStyle.Of(survey),
            Intro = survey.Intro is { } intro ? Text(intro, language) : null,
            Facts = Facts(round, language),
            NoticeTitle = FrenchText.Say(language, "Ce que deviennent vos réponses", "What becomes of your answers"),
            Notice = Notice(round, language),
            ContactName = round.Contact.Name,
            ContactMail = round.Contact.Mail,
            Button = FrenchText.Say(language, "Envoyer mes réponses", "Send my answers"),
            ProblemsTitle = AnswerWords.Title(listed.Count, language),
            Problems = listed,
        };

        SurveyPageQuestion Question((int Number, SurveyQuestion Asked) one) => Of(
            survey, one.Number, language, (given ?? Nothing).GetValueOrDefault(one.Asked.Id, [])) with
        {
            Problem = wrong.FirstOrDefault(problem => problem.Question == one.Asked.Id) is { } problem ? AnswerWords.Advice(one.Asked, problem.Fault, language) : null,
        };
    }

    /// <summary>A text of the file as it is printed.</summary>
    public static string Text(LocalText text, string language) => FrenchText.Say(language, text.In("fr"), text.In("en"));

    private static SurveyPageQuestion Of(Survey survey, int number, string language, IReadOnlyList<string> given)
    {
        var question = survey.Questions[number];
        return new(number, SurveyForm.Prefix + question.Id, FormOf(question.Kind), Text(question.Text, language))
        {
            Help = question.Help is { } help ? Text(help, language) : null,
            IsRequired = question.Required,
            OptionalWords = question.Required ? null : FrenchText.Say(language, "(facultatif)", "(optional)"),
            NamedWords = question.Named is null ? null : FrenchText.Say(language, $"Avec votre nom : {Text(question.Named, language)}", $"With your name: {Text(question.Named, language)}"),
            IfWords = IfWords(survey, question, language),
            Options = [.. Branching.OptionsOf(question).Select(option => Option(question, option, language, given.Contains(option, StringComparer.Ordinal)))],
            LowestWords = Ends(question, question.Lowest, lowest: true, language),
            HighestWords = Ends(question, question.Highest, lowest: false, language),
            Typed = question.Kind == QuestionKind.Text && given is [var typed, ..] ? typed : null,
        };
    }

    private static QuestionForm FormOf(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => QuestionForm.One,
        QuestionKind.Multiple => QuestionForm.Multiple,
        QuestionKind.Text => QuestionForm.Text,
        _ => QuestionForm.Numbers,
    };

    private static SurveyPageOption Option(SurveyQuestion question, string option, string language, bool isChosen)
    {
        if (question.Choices?.FirstOrDefault(choice => choice.Id == option) is { } choice)
        {
            return new(option, Text(choice.Text, language), isChosen);
        }

        var options = Branching.OptionsOf(question);
        var end = option == options[0] ? question.Lowest : option == options[^1] ? question.Highest : null;
        return new(option, option, isChosen, end is null ? null : $", {Text(end, language)}");
    }

    private static string? Ends(SurveyQuestion question, LocalText? words, bool lowest, string language)
    {
        if (words is null || FormOf(question.Kind) != QuestionForm.Numbers)
        {
            return null;
        }

        var (least, most) = Branching.RangeOf(question.Kind);
        var number = lowest ? least : most;
        return FrenchText.Say(language, $"{number} : {Text(words, language)}", $"{number}: {Text(words, language)}");
    }

    private static string? IfWords(Survey survey, SurveyQuestion question, string language) =>
        question.OnlyIf is { } condition && survey.Questions.FirstOrDefault(earlier => earlier.Id == condition.Question) is { } asked
            ? FrenchText.Say(
                language,
                $"Selon votre réponse à « {Text(asked.Text, language)} » ; sinon, laissez vide.",
                $"Depends on your answer to “{Text(asked.Text, language)}”; leave it empty otherwise.")
            : null;

    private static string[] Facts(SurveyRound round, string language)
    {
        var last = Day(round, round.ClosesAt.AddTicks(-1), language);
        return
        [
            round.Survey.Questions.Any(question => question.Named is not null)
                ? FrenchText.Say(language, "Anonyme, sauf là où c’est dit", "Anonymous, but where it says so")
                : FrenchText.Say(language, "Anonyme", "Anonymous"),
            FrenchText.Say(language, "On répond une seule fois", "One answer each"),
            FrenchText.Say(language, $"Jusqu’au {last} inclus", $"Until {last}, included"),
        ];
    }

    private static (string Word, string Sentence)[] Notice(SurveyRound round, string language) =>
    [
        (FrenchText.Say(language, "À quoi elles servent", "What they are for"), Text(round.Survey.Purpose, language)),
        (FrenchText.Say(language, "Anonymat", "Anonymity"), Anonymity(round, language)),
        (FrenchText.Say(language, "Conservation", "How long they stay"), FrenchText.Say(
            language,
            $"Réponses et résultats sont effacés le {Day(round, round.KeepUntil, language)}. Ce lien, qui dit seulement que vous avez répondu, l’est {SurveyRound.LinksStay.Days} jours après la clôture.",
            $"Answers and results are erased on {Day(round, round.KeepUntil, language)}. This link, which only tells that you have answered, goes {SurveyRound.LinksStay.Days} days after the survey closes.")),
    ];

    private static string Anonymity(SurveyRound round, string language)
    {
        var how = FrenchText.Say(
            language,
            "Vos réponses attendent chiffrées, puis sont mélangées à celles d’autres personnes et gardées sans nom ni date ; aucun résultat ne porte sur moins de cinq personnes.",
            "Your answers wait encrypted, then are shuffled among those of others and kept without name or date; no result is about fewer than five people.");
        return round.Survey.Questions.FirstOrDefault(question => question.Named is not null) is { } named
            ? how + FrenchText.Say(
                language,
                $" Une seule réponse est gardée avec votre nom, celle à « {Text(named.Text, language)} ».",
                $" One answer alone is kept with your name, that to “{Text(named.Text, language)}”.")
            : how;
    }

    private static string Day(SurveyRound round, DateTimeOffset at, string language) => Instant.FromDateTimeOffset(at)
        .InZone(DateTimeZoneProviders.Tzdb[round.TimeZone])
        .Date.ToDateTimeUnspecified().ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB"));
}
