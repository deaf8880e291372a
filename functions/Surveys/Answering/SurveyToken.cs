using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Surveys.Answering;

/// <summary>What the signed link of a survey stands for, as it travels in a mail or a form (pure).</summary>
internal static class SurveyToken
{
    private const string Domain = "survey:";

    /// <param name="key">The signing key.</param>
    /// <param name="ticket">What it is to stand for.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    public static string Write(string key, SurveyTicket ticket, DateOnly lastDay) =>
        DatedText.Write(key, Domain, lastDay, ticket.Campaign, ticket.Round, ticket.Person);

    /// <summary>Null for whatever was not written here, was altered, or is too old.</summary>
    public static SurveyTicket? Read(IReadOnlyList<string> keys, string? token, DateOnly today) =>
        DatedText.Read(keys, Domain, token, today) is [var campaign, var round, var person] ? new(campaign, round, person) : null;
}

/// <param name="Campaign">The scope that the round's rows are in.</param>
/// <param name="Round">The round's id, as in <c>SURVEY.ROUND</c>.</param>
/// <param name="Person">Object id.</param>
internal sealed record SurveyTicket(string Campaign, string Round, string Person);
