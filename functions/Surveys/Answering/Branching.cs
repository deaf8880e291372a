using System.Globalization;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>Which answers lead to a question (pure); the page's style sheet and the check of an answer go by the same rule.</summary>
internal static class Branching
{
    public static (int Least, int Most) RangeOf(QuestionKind kind) => kind == QuestionKind.Nps ? (0, 10) : (1, 5);

    /// <summary>Everything that can be chosen for a question, in order; nothing for a text.</summary>
    public static IReadOnlyList<string> OptionsOf(SurveyQuestion question)
    {
        var (least, most) = RangeOf(question.Kind);
        return question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => [.. (question.Choices ?? []).Select(choice => choice.Id)],
            QuestionKind.Text => [],
            _ => [.. Enumerable.Range(least, most - least + 1).Select(number => number.ToString(CultureInfo.InvariantCulture))],
        };
    }

    /// <param name="condition">The later question's.</param>
    /// <param name="earlier">The question that it names.</param>
    /// <param name="value">One of its options.</param>
    public static bool Leads(OnlyIf condition, SurveyQuestion earlier, string value) => earlier.Kind switch
    {
        QuestionKind.Single or QuestionKind.Multiple => condition.AnyOf?.Contains(value, StringComparer.Ordinal) is true,
        QuestionKind.Text => false,
        _ => int.Parse(value, CultureInfo.InvariantCulture) is var number
            && ((condition.AtLeast is { } least && number >= least) || (condition.AtMost is { } most && number <= most)),
    };
}
