using AdoptionAutomation.Calendar.Board;

namespace AdoptionAutomation.Calendar.Agenda;

/// <summary>What the week's agenda says. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
/// <param name="Platform">The platform's name.</param>
/// <param name="Name">The campaign's name.</param>
/// <param name="Days">The next <see cref="Length"/>, today first.</param>
/// <param name="Open">What of the days before waits for a person.</param>
/// <param name="Url">The calendar's page; null: links are not set up.</param>
public sealed record AgendaContent(
    string Language, string Platform, string Name, IReadOnlyList<BoardDay> Days, IReadOnlyList<BoardPost> Open, string? Url)
{
    public const int Length = 14;

    /// <summary>Posts that the mail names; a mail that is longer is cut off by some programs.</summary>
    public const int MostPosts = 120;

    private const int Week = 7;

    public CalendarWords Words { get; } = new(Language);

    public string Subject => Words.Say($"{Name} : les deux semaines à venir", $"{Name}: the next two weeks");

    /// <summary>Posts of a day that will go out, or have.</summary>
    public static int Coming(BoardDay day) => day.Posts.Count(post => post.State is not ("draft" or "empty" or "skipped"));

    /// <summary>Posts of a day that somebody has to see to.</summary>
    public static int Unready(BoardDay day) => day.Posts.Count(post => post.State is "draft" or "empty" || post.Groups.Count == 0);

    /// <summary>What to see to, most pressing first.</summary>
    public IReadOnlyList<string> Warnings =>
    [
        .. Open.Select(post => $"{CalendarWords.Sign(post.State)} {Words.Day(post.Date)}, {post.Title}{Words.Say(" :", ":")} {Words.State(post.State)}. {Words.ToDo(post.State)}"),
        .. Of("empty", count => Words.Say($"▢ {count} créneaux sont vides : préparez une publication.", $"▢ {count} slots are empty: prepare a post.")),
        .. Of("draft", count => Words.Say($"✎ {count} brouillons ne partiront pas tant qu’ils ne sont pas approuvés.", $"✎ {count} drafts do not go out unless they are approved.")),
        .. Days.Where(day => day.IsHoliday && Coming(day) > 0).Select(day => Words.Say($"✱ {Words.Day(day.Date)} est férié, et une publication y est prévue.", $"✱ {Words.Day(day.Date)} is a holiday, and a post is planned on it.")),
        .. Days.SelectMany(day => day.Posts).Where(post => post.Groups.Count == 0).Select(post => Words.Say($"▲ {post.Title} : aucun groupe n’est désigné.", $"▲ {post.Title}: no group is meant.")),
        .. Days.Chunk(Week).Where(week => week.Sum(Coming) == 0).Select(week => Words.Say($"▲ La semaine du {Words.Day(week[0].Date)} n’a aucune publication.", $"▲ The week from {Words.Day(week[0].Date)} has no post.")),
    ];

    /// <summary>The mail for readers without HTML.</summary>
    public IReadOnlyList<string> Lines =>
    [
        .. Warnings.Take(Week),
        .. Days.Where(day => day.Posts.Count > 0).Select(day => $"{Words.Day(day.Date)}{Words.Say(" :", ":")} {string.Join(" ; ", day.Posts.Select(post => $"{post.Time} {post.Title} ({Words.State(post.State)})"))}"),
        .. Url is null ? Array.Empty<string>() : [Url],
    ];

    private IEnumerable<string> Of(string state, Func<int, string> say) =>
        Days.Sum(day => day.Posts.Count(post => post.State == state)) is > 0 and var count ? [say(count)] : [];
}
