namespace AdoptionAutomation.Mail.Notices;

/// <summary>A word to those who run the campaign, sent once.</summary>
/// <param name="Id">Names it within the campaign: the same id is told once, ever. Of characters that keys may hold, 120 at most, not beginning with "!".</param>
/// <param name="To">Who hears of it.</param>
/// <param name="Subject">In the campaign's first language.</param>
/// <param name="Lines">Paragraphs of plain text, in that language; what happened, which one, what to do.</param>
internal sealed record Notice(string Id, NoticeTo To, string Subject, IReadOnlyList<string> Lines)
{
    /// <summary>The whole body, if it is more than lines; rendered by a component. The lines are then the mail's plain text.</summary>
    public string? Html { get; init; }
}

internal enum NoticeTo
{
    CommunityManagers,
    ItContacts,
}
