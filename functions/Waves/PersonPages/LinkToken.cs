using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Storage;

namespace AdoptionAutomation.Waves.PersonPages;

/// <summary>What a signed link stands for, as it travels in a mail (pure): ids, a purpose and a last day, and HMAC-SHA256 over them.</summary>
internal static class LinkToken
{
    private const int Longest = 400;
    private const string Day = "yyyyMMdd";

    /// <summary>Keeps these signatures from being taken for others of the same key.</summary>
    private const string Domain = "person-page:";

    /// <param name="key">The signing key.</param>
    /// <param name="link">What it is to stand for.</param>
    /// <param name="lastDay">Until the end of this day, in UTC.</param>
    public static string Write(string key, PersonLink link, DateOnly lastDay)
    {
        var body = Encoding.UTF8.GetBytes($"{link.Campaign}|{link.Person}|{link.Purpose}|{lastDay.ToString(Day, CultureInfo.InvariantCulture)}");
        var text = Base64Url.EncodeToString(body);
        return $"{text}.{Sign(key, text)}";
    }

    /// <summary>Null for whatever was not written here, was altered, or is too old.</summary>
    public static PersonLink? Read(IReadOnlyList<string> keys, string? token, DateOnly today)
    {
        if (token is not { Length: > 0 and <= Longest } || token.Split('.') is not [var text, var signature])
        {
            return null;
        }

        var known = false;
        foreach (var key in keys)
        {
            known |= CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(key, text)), Encoding.UTF8.GetBytes(signature));
        }

        return known ? Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)), today) : null;
    }

    private static PersonLink? Parse(string body, DateOnly today) =>
        body.Split('|') is [var campaign, var person, var name, var day]
            && Key.Allows(campaign) && Key.Allows(person)
            && Enum.TryParse<LinkPurpose>(name, out var purpose)
            && DateOnly.TryParseExact(day, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) && today <= last
            ? new(campaign, person, purpose)
            : null;

    private static string Sign(string key, string text) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Domain + text)));
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
