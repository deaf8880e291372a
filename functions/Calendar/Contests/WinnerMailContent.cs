using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>What the winner of a contest is told. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Lines">Paragraphs of plain text.</param>
public sealed record WinnerMailContent(string Language, string Platform, IReadOnlyList<string> Lines)
{
    public required string Subject { get; init; }

    public required string HelpName { get; init; }

    public required string HelpMail { get; init; }

    public string HelpWords => FrenchText.Say(Language, "Une question ?", "A question?");

    public string Text => string.Join("\n\n", [.. Lines, $"{HelpWords} {HelpName} <{HelpMail}>"]);

    internal static WinnerMailContent For(Campaign campaign, Contest contest, string ticket, string language)
    {
        var (settings, title, prize) = (campaign.Settings, contest.Question.Title.In(language), contest.Prize.In(language));
        var help = settings.CommunityManagers[0];
        return new(
            language,
            settings.Platform,
            [
                FrenchText.Say(language, "Bonjour,", "Hello,"),
                FrenchText.Say(
                    language,
                    $"Vous avez répondu juste à « {title} », et le tirage au sort a désigné votre ticket, {ticket}.",
                    $"You answered “{title}” rightly, and the draw went to your ticket, {ticket}."),
                FrenchText.Say(language, $"Vous gagnez : {prize}. Bravo !", $"You win: {prize}. Congratulations!"),
                FrenchText.Say(
                    language,
                    $"Pour recevoir le lot, écrivez à {help.Name} en donnant ce ticket.",
                    $"To get the prize, write to {help.Name} and name this ticket."),
            ])
        {
            Subject = FrenchText.Say(language, $"Vous avez gagné : {title}", $"You have won: {title}"),
            HelpName = help.Name,
            HelpMail = help.Mail,
        };
    }
}
