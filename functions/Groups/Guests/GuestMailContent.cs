using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Groups.Guests;

/// <summary>What a guest is told. (Public because Razor's parameters are.)</summary>
/// <param name="Languages">All of the campaign's: nobody knows which one a guest reads.</param>
/// <param name="Link">Where the button leads, or the mark that stands for it.</param>
/// <param name="Groups">Name and objective of the groups that invite them.</param>
public sealed record GuestMailContent(IReadOnlyList<string> Languages, string Link, IReadOnlyList<KeyValuePair<string, string>> Groups)
{
    public required string Platform { get; init; }

    public required string CharterUrl { get; init; }

    public required string CharterVersion { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }

    public string Subject => SubjectIn(Languages[0]);

    public string Preview => Languages[0] == "fr" ? "Un groupe vous attend : un clic pour entrer." : "A group is waiting for you: one click to come in.";

    private string SubjectIn(string language) => language == "fr" ? $"Invitation : rejoignez-nous sur {Platform}" : $"Invitation: join us on {Platform}";

    /// <summary>The mail for readers without HTML.</summary>
    /// <param name="link">The link, or the mark that stands for it in plain text.</param>
    public string TextFor(string link) => string.Join("\n\n----\n\n", Languages.Select(language => TextIn(language == "fr", link)));

    private string TextIn(bool fr, string link) => string.Join(
        "\n",
        [
            fr ? "Bonjour," : "Hello,",
            "",
            fr ? $"Vous êtes invité(e) sur {Platform} :" : $"You are invited to {Platform}:",
            .. Groups.Select(group => $"- {group.Key} – {group.Value}"),
            "",
            fr ? "Pour entrer (ce lien est personnel, ne le transmettez pas) :" : "To come in (this link is yours, do not pass it on):",
            link,
            "",
            fr ? $"Charte d’usage ({CharterVersion}) : {CharterUrl}" : $"Usage charter ({CharterVersion}): {CharterUrl}",
            fr ? $"Une question ? {HelpName} <{HelpMail}>" : $"A question? {HelpName} <{HelpMail}>",
        ]);

    internal static GuestMailContent For(Campaign campaign, IEnumerable<string> groups, string link)
    {
        var settings = campaign.Settings;
        var declared = groups.Select(campaign.FindGroup).OfType<DeclaredGroup>();
        return new(settings.Languages, link, [.. declared.Select(group => KeyValuePair.Create(group.Name, group.Objective))])
        {
            Platform = settings.Platform,
            CharterUrl = settings.Charter.Url,
            CharterVersion = settings.Charter.Version,
            HelpName = settings.CommunityManagers[0].Name,
            HelpMail = settings.CommunityManagers[0].Mail,
        };
    }
}
