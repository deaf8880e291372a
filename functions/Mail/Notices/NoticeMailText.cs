using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Mail.Notices;

/// <summary>A notice as a mail, in the campaign's first language.</summary>
internal sealed class NoticeMailText(Pages pages)
{
    private const int MostNamed = 30;

    public async Task<(string Html, string Text)> RenderAsync(Campaign campaign, NoticeRow row)
    {
        var content = ContentOf(campaign, row);
        return (row.Notice.Html ?? await pages.RenderAsync<NoticeMail>((nameof(NoticeMail.Content), content)), content.Text);
    }

    /// <summary>The mail about what a day had no place for.</summary>
    public static NoticeRow RestOf(Campaign campaign, NoticeDay day, IReadOnlyList<string> subjects)
    {
        var date = day.Date.ToString("dd/MM/uuuu", System.Globalization.CultureInfo.InvariantCulture);
        var notice = new Notice(
            day.Key,
            day.To,
            Say(campaign, $"Le {date} : et {subjects.Count} autres messages", $"On {date}: and {subjects.Count} more notices"),
            [
                Say(
                    campaign,
                    $"Le {date}, il y a eu {subjects.Count} messages de plus que les {NoticeDay.MostMails} envoyés. Ce qui attend quelqu’un est sous GET /api/stuck et dans le calendrier (GET /api/calendar).",
                    $"On {date} there were {subjects.Count} more notices than the {NoticeDay.MostMails} that were mailed. What waits for a person is at GET /api/stuck and in the calendar (GET /api/calendar)."),
                .. subjects.Take(MostNamed).Select(subject => $"– {subject}"),
                .. subjects.Count > MostNamed ? [Say(campaign, $"… et {subjects.Count - MostNamed} autres.", $"… and {subjects.Count - MostNamed} others.")] : Array.Empty<string>(),
            ]);
        return new(notice, IsLast: false, Held: null);
    }

    private static NoticeMailContent ContentOf(Campaign campaign, NoticeRow row) => new(
        campaign.FirstLanguage,
        row.Notice.Subject,
        row.IsLast ? [.. row.Notice.Lines, LastOfDay(campaign)] : row.Notice.Lines,
        campaign.Settings.Platform,
        FrenchText.Say(
            campaign.FirstLanguage,
            $"Vous recevez ce message parce que campaign.json vous nomme ({(row.Notice.To == NoticeTo.ItContacts ? "itContacts" : "communityManagers")}) pour la campagne « {campaign.Settings.Name.In("fr")} ».",
            $"You get this mail because campaign.json names you ({(row.Notice.To == NoticeTo.ItContacts ? "itContacts" : "communityManagers")}) for the campaign \u201c{campaign.Settings.Name.In("en")}\u201d."));

    private static string LastOfDay(Campaign campaign) => Say(
        campaign,
        $"C’est le {NoticeDay.MostMails}e message de la journée, et le dernier : les suivants arriveront demain matin, en un seul. D’ici là : GET /api/stuck.",
        $"This is notice {NoticeDay.MostMails} of the day, and the last: those that follow come tomorrow morning, in one mail. Until then: GET /api/stuck.");

    private static string Say(Campaign campaign, string fr, string en) => FrenchText.Say(campaign.FirstLanguage, fr, en);
}

/// <summary>What a notice's mail says. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Subject">Its heading.</param>
/// <param name="Lines">Paragraphs of plain text.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Why">Why its reader gets it.</param>
public sealed record NoticeMailContent(string Language, string Subject, IReadOnlyList<string> Lines, string Platform, string Why)
{
    internal string Text => string.Join("\n\n", [Subject, .. Lines, "--", Why]);
}
