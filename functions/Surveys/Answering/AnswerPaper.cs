using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>One anonymous answer to a survey, checked: nothing in it tells who gave it, or when.</summary>
/// <param name="Place">Where it counts.</param>
/// <param name="Values">
/// By question, without those that were not asked or not answered: ids of choices, a number, or a text. Named questions are never in it.
/// </param>
internal sealed record AnswerPaper(Place Place, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);
