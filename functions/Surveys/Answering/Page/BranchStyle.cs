using System.Text;
using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Surveys.Answering.Page;

/// <summary>
/// The part of the page's style sheet that shows a branch when its answer is chosen (pure). It names fields by their numbers, so nothing of the
/// file comes into it; a browser that does not know <c>:has()</c> shows everything.
/// </summary>
internal static class BranchStyle
{
    /// <summary>No field has it: a branch that nothing leads to stays closed.</summary>
    private const string Never = "#none";

    public static string FieldOf(int question, int option) => $"q{question}-{option}";

    public static string BlockOf(int question) => $"b{question}";

    public static string Of(Survey survey)
    {
        var css = new StringBuilder();
        foreach (var (number, question) in survey.Questions.Index())
        {
            if (question.OnlyIf is not null)
            {
                var block = BlockOf(number);
                css.Append("\n  #").Append(block).Append(" { display: none }");
                css.Append("\n  form").Append(ConditionOf(survey, question)).Append(" #").Append(block).Append(" { display: block }");
            }
        }

        return css.Length == 0 ? "" : $"\n@supports selector(:has(*)) {{\n  .if {{ display: none }}{css}\n}}";
    }

    /// <summary>Its own condition and those of the questions that lead to it, as the server asks for them.</summary>
    private static string ConditionOf(Survey survey, SurveyQuestion question)
    {
        if (question.OnlyIf is not { } condition)
        {
            return "";
        }

        var earlier = survey.Questions.Index().TakeWhile(one => one.Item != question).FirstOrDefault(one => one.Item.Id == condition.Question);
        if (earlier.Item is null)
        {
            return $":has({Never})";
        }

        var fields = Branching.OptionsOf(earlier.Item).Index()
            .Where(option => Branching.Leads(condition, earlier.Item, option.Item))
            .Select(option => $"#{FieldOf(earlier.Index, option.Index)}:checked");
        return $":has({string.Join(", ", fields.DefaultIfEmpty(Never))}){ConditionOf(survey, earlier.Item)}";
    }
}
