using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Digests.Editions;

/// <summary>Who a digest is written for. (Public because Razor's parameters are.)</summary>
public enum DigestAudience
{
    /// <summary>digestRecipients of campaign.json.</summary>
    Leadership,

    Sponsor,

    /// <summary>communityManagers of campaign.json.</summary>
    Community,
}

internal static class DigestAudiences
{
    public static readonly IReadOnlyList<DigestAudience> All = Enum.GetValues<DigestAudience>();

    /// <summary>As purposes and addresses have it.</summary>
    public static string Word(this DigestAudience audience) => audience.ToString().ToLowerInvariant();

    /// <summary>Null: no audience is called so.</summary>
    public static DigestAudience? Parse(string? word) => All.Where(audience => audience.Word() == word).Select(audience => (DigestAudience?)audience).FirstOrDefault();

    public static DigestEvery EveryOf(this DigestAudience audience, DigestRhythm rhythm) => audience switch
    {
        DigestAudience.Leadership => rhythm.Leadership,
        DigestAudience.Sponsor => rhythm.Sponsor,
        _ => rhythm.CommunityManagers,
    };
}
