using AdoptionAutomation.Mail.Posts;
using AdoptionAutomation.Waves.Mails;

namespace AdoptionAutomation.Calendar.Channels.Letters;

/// <summary>A post as a mail to one language's readers. (Public because Razor's parameters are.)</summary>
/// <param name="Facts">What mails say alike.</param>
/// <param name="Part">What the post says.</param>
/// <param name="Author">Who signs.</param>
public sealed record LetterContent(MailFacts Facts, PostPart Part, string Author)
{
    private const int LongestPreview = 120;

    public string? PictureUrl { get; init; }

    public string? PictureAlt { get; init; }

    public string StopWords => Facts.Say("Ne plus recevoir ces messages", "No more of these mails, please");

    /// <summary>What mailboxes show behind the subject.</summary>
    public string Preview => $"{Author}{(Part.Role is null ? "" : $", {Part.Role}")}" is var who && who.Length > LongestPreview ? who[..LongestPreview] : who;

    /// <summary>The last lines for readers without HTML.</summary>
    internal IEnumerable<string> PlainFoot() =>
    [
        "",
        "--",
        $"{Facts.Sponsor}, {Facts.Campaign}",
        $"{Facts.Say("Une question ? ", "A question? ")}{Facts.HelpName} <{Facts.HelpMail}>",
        .. Facts.Links.Stop is { } stop ? (string[])[$"{StopWords}{Facts.Say(" : ", ": ")}{stop}"] : [],
    ];
}
