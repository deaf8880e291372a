using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>What the mails of a wave say alike, in one language. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="FirstName">The person, or the mark that stands for them.</param>
/// <param name="Groups">Name and objective of the groups the wave joins.</param>
public sealed record MailFacts(string Language, string FirstName, IReadOnlyList<KeyValuePair<string, string>> Groups)
{
    public required string Platform { get; init; }

    public required string PlatformUrl { get; init; }

    public required string Campaign { get; init; }

    public required string CharterUrl { get; init; }

    public required string CharterVersion { get; init; }

    public required string Sponsor { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }

    /// <summary>The person's own pages.</summary>
    public MailLinks Links { get; init; } = new();

    public bool Fr => Language == "fr";

    public string Say(string fr, string en) => FrenchText.Say(Language, fr, en);

    /// <summary>The last lines of a mail for readers without HTML.</summary>
    internal IEnumerable<string> PlainFoot() =>
    [
        "",
        "--",
        $"{Sponsor}, {Campaign}",
        $"{Say("Une question ? ", "A question? ")}{HelpName} <{HelpMail}>",
        .. Links.Stop is null ? [] : (string[])[$"{Say("Plus de rappels, s’il vous plaît :", "No more reminders, please:")} {Links.Stop}"],
    ];

    internal static MailFacts For(Campaign campaign, string wave, string language, string firstName, MailLinks links)
    {
        var settings = campaign.Settings;
        var groups = campaign.GetWave(wave).Groups.Select(campaign.FindGroup).OfType<DeclaredGroup>();
        return new(language, firstName, [.. groups.Select(group => KeyValuePair.Create(group.Name, group.Objective))])
        {
            Platform = settings.Platform,
            PlatformUrl = settings.PlatformUrl,
            Campaign = settings.Name.In(language),
            CharterUrl = settings.Charter.Url,
            CharterVersion = settings.Charter.Version,
            Sponsor = settings.Sponsor.Name,
            HelpName = settings.CommunityManagers[0].Name,
            HelpMail = settings.CommunityManagers[0].Mail,
            Links = links,
        };
    }
}

/// <summary>Links to a person's pages, or the marks that stand for them; null: the mail has none.</summary>
public sealed record MailLinks
{
    /// <summary>Where the charter is accepted.</summary>
    public string? Charter { get; init; }

    /// <summary>Where they say that they are there already.</summary>
    public string? Here { get; init; }

    /// <summary>Where they stop reminders.</summary>
    public string? Stop { get; init; }

    /// <summary>Where they agree to be announced.</summary>
    public string? Announce { get; init; }
}
