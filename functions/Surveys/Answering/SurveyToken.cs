using System.Globalization;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>What the signed link of a survey stands for, as it travels in a mail or a form (pure).</summary>
internal static class SurveyToken
{
    private const string Day = "yyyyMMdd";
    private const string Domain = "survey:";

    /// <param name="key">The signing key.</param>
    /// <param name="ticket">What it is to stand for.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    public static string Write(string key, SurveyTicket ticket, DateOnly lastDay) => SignedText.Write(
        key, Domain, $"{ticket.Campaign}|{ticket.Round}|{ticket.Person}|{lastDay.ToString(Day, CultureInfo.InvariantCulture)}");

    /// <summary>Null for whatever was not written here, was altered, or is too old.</summary>
    public static SurveyTicket? Read(IReadOnlyList<string> keys, string? token, DateOnly today) =>
        SignedText.Read(keys, Domain, token)?.Split('|') is [var campaign, var round, var person, var day]
            && Key.Allows(campaign) && Key.Allows(round) && Key.Allows(person)
            && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) && today <= last
            ? new(campaign, round, person)
            : null;
}

/// <param name="Campaign">The scope that the round's rows are in.</param>
/// <param name="Round">The round's id, as in <c>SURVEY.ROUND</c>.</param>
/// <param name="Person">Object id.</param>
internal sealed record SurveyTicket(string Campaign, string Round, string Person);
