using System.Globalization;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>What was sent, question by question: an answer that can be kept, or everything that is wrong with it (pure).</summary>
internal static class AnswerCheck
{
    /// <summary>Of one text, in UTF-16 units, as browsers count.</summary>
    public const int LongestText = 2_000;

    /// <summary>Of all texts of an answer: what waits in the spool must fit into one property of a row, 64 KiB.</summary>
    public const int LongestTexts = 16_000;

    /// <param name="survey">As it was when its round opened.</param>
    /// <param name="given">As it was sent, by question.</param>
    /// <param name="withNamed">Whether its named questions are asked: only by the page, which knows who answers.</param>
    public static CheckedAnswer Check(Survey survey, IReadOnlyDictionary<string, IReadOnlyList<string>> given, bool withNamed = true)
    {
        var known = survey.Questions.Select(question => question.Id).ToHashSet(StringComparer.Ordinal);
        var problems = given.Keys.Where(id => !known.Contains(id)).Select(id => new AnswerProblem(id, AnswerFault.UnknownQuestion)).ToList();
        var kept = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var question in survey.Questions)
        {
            IReadOnlyList<string> values = [.. given.GetValueOrDefault(question.Id, []).Where(value => !string.IsNullOrWhiteSpace(value))];
            if (question.Named is not null && !withNamed)
            {
                if (values.Count > 0)
                {
                    problems.Add(new(question.Id, AnswerFault.Named));
                }
            }
            else if (IsAsked(survey, question, kept))
            {
                Take(question, values, kept, problems);
            }
        }

        var texts = survey.Questions.Where(question => question.Kind == QuestionKind.Text && kept.ContainsKey(question.Id)).ToList();
        if (texts.Sum(question => kept[question.Id][0].Length) > LongestTexts)
        {
            problems.Add(new(texts[^1].Id, AnswerFault.TooLongTogether));
        }

        var named = survey.Questions.Where(question => question.Named is not null && kept.ContainsKey(question.Id)).Select(question => question.Id).ToList();
        return new(
            kept.Where(pair => !named.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal),
            named.ToDictionary(id => id, id => string.Join(' ', kept[id]), StringComparer.Ordinal),
            problems);
    }

    private static void Take(
        SurveyQuestion question, IReadOnlyList<string> values, Dictionary<string, IReadOnlyList<string>> kept, List<AnswerProblem> problems)
    {
        var (fault, read) = (values, question.Kind) switch
        {
            ([], _) => (question.Required ? AnswerFault.Missing : null, []),
            ({ Count: > 1 }, not QuestionKind.Multiple) => (AnswerFault.Several, []),
            (_, QuestionKind.Single or QuestionKind.Multiple) => Choices(question, values),
            (_, QuestionKind.Text) => Text(question, PlainText.Of(values[0])),
            _ => Number(question, values[0]),
        };
        if (fault is { } wrong)
        {
            problems.Add(new(question.Id, wrong));
        }
        else if (read.Count > 0)
        {
            kept.Add(question.Id, read);
        }
    }

    /// <summary>Whether the answers so far lead to a question: one that was not asked itself leads nowhere.</summary>
    private static bool IsAsked(Survey survey, SurveyQuestion question, Dictionary<string, IReadOnlyList<string>> kept) =>
        question.OnlyIf is not { } condition
            || (kept.TryGetValue(condition.Question, out var values)
                && survey.Questions.FirstOrDefault(earlier => earlier.Id == condition.Question) is { } asked
                && values.Any(value => Branching.Leads(condition, asked, value)));

    /// <summary>In the order of the choices: the order in which they were sent tells nothing.</summary>
    private static (AnswerFault? Fault, IReadOnlyList<string> Read) Choices(SurveyQuestion question, IReadOnlyList<string> values)
    {
        var known = (question.Choices ?? []).Select(choice => choice.Id).ToList();
        return values.All(known.Contains) ? (null, [.. known.Where(values.Contains)]) : (AnswerFault.UnknownChoice, []);
    }

    private static (AnswerFault? Fault, IReadOnlyList<string> Read) Number(SurveyQuestion question, string value)
    {
        var (least, most) = Branching.RangeOf(question.Kind);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? (null, [number.ToString(CultureInfo.InvariantCulture)])
            : (AnswerFault.OutOfRange, []);
    }

    private static (AnswerFault? Fault, IReadOnlyList<string> Read) Text(SurveyQuestion question, string text) => text.Length switch
    {
        0 => (question.Required ? AnswerFault.Missing : null, []),
        > LongestText => (AnswerFault.TooLong, []),
        _ => (null, [text]),
    };
}

/// <param name="Values">What is kept without a name, as in <see cref="AnswerPaper"/>.</param>
/// <param name="Named">What is kept with the name, by question.</param>
/// <param name="Problems">All that is wrong; if anything is, nothing is kept.</param>
internal sealed record CheckedAnswer(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Values, IReadOnlyDictionary<string, string> Named, IReadOnlyList<AnswerProblem> Problems);

/// <param name="Question">The question's id, as it was sent.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record AnswerProblem(string Question, AnswerFault Fault);

internal enum AnswerFault
{
    Missing,
    Several,
    UnknownChoice,
    OutOfRange,
    TooLong,

    /// <summary>Each text may be as long as it is, but not all of them.</summary>
    TooLongTogether,
    UnknownQuestion,

    /// <summary>The question is kept with the name, and nobody knows whose.</summary>
    Named,

    /// <summary>Neither a text, nor a number, nor a list of texts.</summary>
    NotAnAnswer,
}
