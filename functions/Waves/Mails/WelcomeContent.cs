namespace AdoptionAutomation.Waves.Mails;

/// <summary>What the welcome says in one language. (Public because Razor's parameters are.)</summary>
/// <param name="Facts">What all mails say.</param>
/// <param name="IsNewcomer">Whether they are about to join the company, or just have.</param>
public sealed record WelcomeContent(MailFacts Facts, bool IsNewcomer = false)
{
    public string Subject => (IsNewcomer, Facts.Fr) switch
    {
        (true, true) => $"Bienvenue parmi nous, et sur {Facts.Platform}",
        (true, false) => $"Welcome among us, and to {Facts.Platform}",
        (false, true) => $"Bienvenue sur {Facts.Platform}",
        _ => $"Welcome to {Facts.Platform}",
    };

    public string Preview => Facts.Say("Votre compte est prêt, vos groupes vous attendent.", "Your account is ready, your groups are waiting.");

    /// <summary>Null for who has been here for long.</summary>
    public string? Warm => !IsNewcomer ? null : Facts.Say(
        "Nous sommes heureux de vous accueillir. Vos nouveaux collègues sont là pour vous aider à trouver vos marques : n’hésitez pas à leur poser toutes vos questions.",
        "We are glad to have you with us. Your new colleagues are there to help you find your way around: ask them whatever you like.");

    public string AnnounceWords => Facts.Say("Dire oui à l’annonce de mon arrivée", "Say yes to my arrival being announced");

    public string AcceptWords => Facts.Say("Accepter la charte", "Accept the charter");

    /// <summary>The mail for readers without HTML.</summary>
    /// <param name="firstName">The person, or the mark that stands for them in plain text.</param>
    public string TextFor(string firstName) => string.Join(
        "\n",
        [
            $"{Facts.Say("Bonjour", "Hello")} {firstName},",
            "",
            .. Warm is null ? [] : (string[])[Warm, ""],
            Preview,
            "",
            .. Facts.Groups.Select(group => $"- {group.Key} : {group.Value}"),
            "",
            $"{Facts.Platform} : {Facts.PlatformUrl}",
            $"{Facts.Say("Charte d’usage", "Usage charter")} ({Facts.CharterVersion}) : {Facts.CharterUrl}",
            .. Facts.Links.Charter is { } charter ? (string[])[$"{AcceptWords} : {charter}"] : [],
            .. Facts.Links.Announce is { } announce ? (string[])[$"{AnnounceWords} : {announce}"] : [],
            .. Facts.PlainFoot(),
        ]);
}
