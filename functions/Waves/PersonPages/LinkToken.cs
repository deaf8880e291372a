using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>What a signed link stands for, as it travels in a mail (pure): ids, a purpose and a last day, signed.</summary>
internal static class LinkToken
{
    private const string Domain = "person-page:";

    /// <param name="key">The signing key.</param>
    /// <param name="link">What it is to stand for.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    public static string Write(string key, PersonLink link, DateOnly lastDay) =>
        DatedText.Write(key, Domain, lastDay, link.Campaign, link.Person, link.Purpose.ToString());

    /// <summary>Null for whatever was not written here, was altered, or is too old.</summary>
    public static PersonLink? Read(IReadOnlyList<string> keys, string? token, DateOnly today) =>
        DatedText.Read(keys, Domain, token, today) is [var campaign, var person, var name] && Enum.TryParse<LinkPurpose>(name, out var purpose)
            ? new(campaign, person, purpose)
            : null;
}

internal enum LinkPurpose
{
    /// <summary>Accept the charter.</summary>
    Charter,

    /// <summary>"I am there already."</summary>
    Here,

    /// <summary>No more reminders.</summary>
    Stop,

    /// <summary>Agree to be announced.</summary>
    Announce,
}

/// <param name="Campaign">The scope that the person's row is in.</param>
/// <param name="Person">Object id.</param>
/// <param name="Purpose">What its page does.</param>
internal sealed record PersonLink(string Campaign, string Person, LinkPurpose Purpose);
