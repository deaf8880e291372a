using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>What the welcome says in one language. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="FirstName">The person, or the mark that stands for them.</param>
/// <param name="Groups">Name and objective of the groups the wave joins.</param>
public sealed record WelcomeContent(string Language, string FirstName, IReadOnlyList<KeyValuePair<string, string>> Groups)
{
    public required string Platform { get; init; }

    public required string PlatformUrl { get; init; }

    public required string Campaign { get; init; }

    public required string CharterUrl { get; init; }

    public required string CharterVersion { get; init; }

    public required string Sponsor { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }

    public string Subject => Language == "fr" ? $"Bienvenue sur {Platform}" : $"Welcome to {Platform}";

    public string Preview => Language == "fr" ? "Votre compte est prêt, vos groupes vous attendent." : "Your account is ready, your groups are waiting.";

    /// <summary>The mail for readers without HTML.</summary>
    /// <param name="firstName">The person, or the mark that stands for them in plain text.</param>
    public string TextFor(string firstName) => string.Join(
        "\n",
        [
            $"{(Language == "fr" ? "Bonjour" : "Hello")} {firstName},",
            "",
            Preview,
            "",
            .. Groups.Select(group => $"- {group.Key} : {group.Value}"),
            "",
            $"{Platform} : {PlatformUrl}",
            $"{(Language == "fr" ? "Charte d’usage" : "Usage charter")} ({CharterVersion}) : {CharterUrl}",
            "",
            Sponsor,
            $"{HelpName} <{HelpMail}>",
        ]);

    internal static WelcomeContent For(Campaign campaign, string wave, string language, string firstName)
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
        };
    }
}
