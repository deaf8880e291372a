using System.Globalization;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Mails;

/// <summary>Purposes of the mails of surveys: <c>survey-SURVEY.ROUND</c>, and <c>survey-SURVEY.ROUND.r0</c> for its first reminder (pure).</summary>
/// <param name="Round">The round's id.</param>
/// <param name="Reminder">Which one, from 0 on; null: it is the first mail.</param>
internal sealed record SurveyPurpose(string Round, int? Reminder)
{
    public const string Family = "survey";

    private const char Mark = 'r';

    /// <summary>Of the mail that comes before its reminders.</summary>
    public string First => $"{Family}-{Round}";

    public static string Of(SurveyRound round) => new SurveyPurpose(round.Id, null).First;

    public static string OfReminder(SurveyRound round, int index) => string.Create(CultureInfo.InvariantCulture, $"{Of(round)}.{Mark}{index}");

    /// <summary>Null for what is none.</summary>
    public static SurveyPurpose? Read(string purpose) => purpose.Split('-', 2) is [Family, var name]
        ? name.Split('.') switch
        {
            [var survey, var round] => new(SurveyRound.IdOf(survey, round), null),
            [var survey, var round, [Mark, .. var digits]] when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index) =>
                new(SurveyRound.IdOf(survey, round), index),
            _ => null,
        }
        : null;
}
