using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>What the signed link of a contest stands for, as it travels in a post, a mail or a form (pure).</summary>
internal static class ContestToken
{
    private const string Domain = "contest:";
    private const string Anybody = "-";

    /// <param name="key">The signing key.</param>
    /// <param name="link">What it is to stand for.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    public static string Write(string key, ContestLink link, DateOnly lastDay) =>
        DatedText.Write(key, Domain, lastDay, link.Campaign, link.Contest, link.Person ?? Anybody);

    /// <summary>Null for whatever was not written here, was altered, or is too old.</summary>
    public static ContestLink? Read(IReadOnlyList<string> keys, string? token, DateOnly today) =>
        DatedText.Read(keys, Domain, token, today) is [var campaign, var contest, var person]
            ? new(campaign, contest, person == Anybody ? null : person)
            : null;
}

/// <param name="Campaign">The scope that the contest's rows are in.</param>
/// <param name="Contest">Its id.</param>
/// <param name="Person">Object id of the one person it is for; null: whoever signs in.</param>
internal sealed record ContestLink(string Campaign, string Contest, string? Person);
