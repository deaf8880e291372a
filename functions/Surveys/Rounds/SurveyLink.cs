using Azure;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>The link of one person to one round.</summary>
/// <param name="Person">Object id.</param>
/// <param name="Mail">Where they are written to.</param>
/// <param name="FirstName">How they are greeted.</param>
/// <param name="Language">One of the campaign's languages.</param>
/// <param name="ETag">Default: not in the table yet.</param>
internal sealed record SurveyLink(string Person, string Mail, string FirstName, string Language, ETag ETag = default)
{
    /// <summary>IANA name of their time zone; null: the campaign's.</summary>
    public string? Zone { get; init; }

    /// <summary>Where their answer counts.</summary>
    public Place Place { get; init; } = Place.Nowhere;

    /// <summary>Whether they have answered. When, nothing says but the row's own timestamp.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Why a mail to them came back, so that none follows; null: none did.</summary>
    public string? Refused { get; init; }

    /// <summary>Whether the person was erased: the row keeps their id alone, so that nothing under way gives them a link again.</summary>
    public bool IsErased { get; init; }
}

/// <summary>Where an answer counts: one path of the hierarchy (organisation, site, wave), and the groups beside it.</summary>
/// <param name="Site">The site's name; empty: not known.</param>
/// <param name="Wave">The wave's id; empty: none yet.</param>
/// <param name="Groups">Ids of the groups whose figures it counts in, in order.</param>
internal sealed record Place(string Site, string Wave, IReadOnlyList<string> Groups)
{
    public static Place Nowhere { get; } = new("", "", []);
}
