namespace AdoptionAutomation.Waves.Mails;

/// <summary>What a reminder says in one language: short, and never a reproach. (Public because Razor's parameters are.)</summary>
/// <param name="Facts">What all mails say.</param>
/// <param name="Index">Which one, from 0 on.</param>
/// <param name="IsLast">Whether no other follows.</param>
public sealed record ReminderContent(MailFacts Facts, int Index, bool IsLast)
{
    private const int MostGroups = 3;

    public string Subject => Index switch
    {
        0 => Facts.Say($"{Facts.Platform} : vos collègues y sont, et vous y attendent", $"{Facts.Platform}: your colleagues are there, and would like to see you"),
        1 => Facts.Say($"{Facts.Platform} : deux minutes pour essayer", $"{Facts.Platform}: two minutes to try it"),
        _ => Facts.Say($"{Facts.Platform} : votre place vous attend toujours", $"{Facts.Platform}: your place is still there"),
    };

    public string Lead => Index switch
    {
        0 => Facts.Say(
            "Votre compte est ouvert depuis quelques jours. Voici ce que vos collègues y font déjà :",
            "Your account has been open for a few days. This is what colleagues do there already:"),
        1 => Facts.Say(
            "Une semaine chargée ? Deux minutes suffisent pour un premier pas :",
            "A busy week? Two minutes are enough for a first step:"),
        _ => Facts.Say(
            "Rien ne presse : votre compte reste ouvert, et un bonjour y sera toujours bien accueilli. Le jour où vous en aurez l’envie :",
            "There is no hurry: your account stays open, and a hello will always be welcome. Whenever you feel like it:"),
    };

    public IReadOnlyList<string> Points => Index switch
    {
        0 =>
        [
            Facts.Say("poser une question et recevoir la réponse d’un autre site dans la journée", "ask a question and get the answer from another site within the day"),
            Facts.Say("retrouver un document sans fouiller dans leurs courriels", "find a document without digging through their mails"),
            Facts.Say("faire connaître ce que leur équipe a réussi", "show what their team has achieved"),
        ],
        1 =>
        [
            Facts.Say("ouvrez un groupe et lisez les trois derniers messages", "open a group and read its last three posts"),
            Facts.Say("remerciez quelqu’un d’un « j’aime »", "thank somebody with a like"),
            Facts.Say("dites bonjour, en une phrase", "say hello, in one sentence"),
        ],
        _ =>
        [
            Facts.Say("choisissez le groupe qui ressemble à votre métier", "choose the group that is closest to your work"),
            Facts.Say("posez-y la question que vous alliez envoyer par courriel", "ask there what you were about to send by mail"),
        ],
    };

    public string Preview => Points[0];

    public IEnumerable<KeyValuePair<string, string>> Groups => Facts.Groups.Take(MostGroups);

    public string GroupsWords => Facts.Say("Vos groupes :", "Your groups:");

    public string HereWords => Facts.Say("J’y suis déjà", "I am there already");

    public string HereLead => Facts.Say("Vous y êtes passé sans que nous l’ayons vu ?", "You have been there and we missed it?");

    /// <summary>Null unless no other follows.</summary>
    public string? LastWords => !IsLast ? null : Facts.Say(
        $"C’est notre dernier rappel. Si quelque chose vous retient, {Facts.HelpName} vous aidera volontiers.",
        $"This is our last reminder. If something is in your way, {Facts.HelpName} will gladly help.");

    /// <summary>The mail for readers without HTML.</summary>
    /// <param name="firstName">The person, or the mark that stands for them in plain text.</param>
    public string TextFor(string firstName) => string.Join(
        "\n",
        [
            $"{Facts.Say("Bonjour", "Hello")} {firstName},",
            "",
            Lead,
            .. Points.Select(point => $"- {point}"),
            "",
            GroupsWords,
            .. Groups.Select(group => $"- {group.Key} : {group.Value}"),
            "",
            $"{Facts.Platform} : {Facts.PlatformUrl}",
            .. Facts.Links.Here is { } here ? (string[])["", $"{HereLead} {HereWords} : {here}"] : [],
            .. LastWords is { } last ? (string[])["", last] : [],
            .. Facts.PlainFoot(),
        ]);
}
