using AdoptionAutomation.Sandbox.People.Life;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>
/// Reports with a line for each team or Microsoft 365 group, those that nobody's campaign made too. A group's last activity is its mail's or its
/// site's, as the documentation has it: what happens in its team stands in the report of teams.
/// </summary>
internal sealed class GroupLines
{
    private const string Public = "Public";
    private const int MembersOutside = 12;

    private readonly UsageQuestion question;
    private readonly UsageCells cells;
    private readonly List<Line> lines;

    public GroupLines(UsageQuestion question, UsageCells cells, UsageTally tally, TenantDirectory directory, TenantLog log)
    {
        (this.question, this.cells) = (question, cells);
        var posts = log.Posts.Where(post => post.Delivered && post.Group is not null && post.At < question.End).ToLookup(post => post.Group!.Value, post => DayOf(post.At));
        var pages = log.Pages.Where(page => page.IsPublished && page.At < question.End).ToLookup(page => page.Group, page => DayOf(page.At));
        var guests = new Dictionary<Guid, bool>();
        lines =
        [
            .. directory.Groups.Where(group => group.IsUnified && group.CreatedAt < question.End && IsListed(group)).Select(group => LineOf(group, tally, posts[group.Id], pages[group.Id], IsGuest)),
            .. OutsideTeams.All.Select(team => new Line(team.Id, team.Name, false, MembersOutside, 0, tally.Team(team.Id)) { Owner = "it" }),
        ];

        bool IsGuest(Guid person) => guests.TryGetValue(person, out var known) ? known : guests[person] = directory.People.Find(person)?.IsGuest is true;
    }

    public IEnumerable<string[]> Lines()
    {
        var columns = question.Shape.Columns.Split(',');
        return lines.Select(line => Array.ConvertAll(columns, column => Cell(column, line)));
    }

    /// <summary>A team goes with its group; a deleted group is shown as such.</summary>
    private bool IsListed(Group group) => question.Shape.Of == UsageLine.Group || (group.Team?.CreatedAt < question.End && !(group.DeletedAt < question.End));

    private Line LineOf(Group group, UsageTally tally, IEnumerable<DateOnly> posts, IEnumerable<DateOnly> pages, Func<Guid, bool> isGuest)
    {
        var members = group.Members.From(0, question.End).Select(member => member.Id).ToList();
        var (mails, team) = (tally.Mails(group.Id), tally.Team(group.Id));
        var (own, guests) = (posts.ToList(), members.Count(isGuest));
        return new(group.Id, group.DisplayName, group.DeletedAt < question.End, members.Count - guests, guests, team)
        {
            Type = group.Text("visibility") ?? Public,
            Owner = group.Owners.Stored.Order().Select(owner => $"{owner:N}").FirstOrDefault() ?? "",
            Mails = own.Count(day => day >= question.From) + (mails?.Posts ?? 0),
            LastOutsideTeam = own.Concat(pages).Append(mails?.Last ?? DateOnly.MinValue).Max(),
        };
    }

    private string Cell(string column, Line line) => UsageCells.Always(column, question) ?? column switch
    {
        "Team Name" or "Group Display Name" => cells.Name(line.Name),
        "Team Id" or "Group Id" => cells.Name($"{line.Id}"),
        "Owner Principal Name" => cells.Name(line.Owner),
        "Team Type" or "Group Type" => line.Type,
        "Is Deleted" => line.IsDeleted ? "True" : "False",
        "Office 365 Connected" => "Yes",
        "Last Activity Date" => UsageCells.Day(question.Shape.Of == UsageLine.Team ? line.Team?.Last : line.LastOutsideTeam),
        "Member Count" => UsageCells.Number(line.Members),
        UsageShape.Guests or UsageShape.GuestsToo or "Guests" => UsageCells.Number(line.Guests),
        "Exchange Received Email Count" => UsageCells.Number(line.Mails),
        "Active Users" => UsageCells.Number(line.Team?.Users?.Count ?? 0),
        "Active Channels" => line.Team?.Posts > 0 ? "1" : "0",
        "Post Messages" => UsageCells.Number(line.Team?.Posts ?? 0),
        "Reply Messages" => UsageCells.Number(line.Team?.Replies ?? 0),
        "Channel Messages" or "Posted Count" => UsageCells.Number((line.Team?.Posts ?? 0) + (line.Team?.Replies ?? 0)),
        "Reactions" or "Liked Count" => UsageCells.Number(line.Team?.Reactions ?? 0),
        "Read Count" => UsageCells.Number(line.Team?.Days ?? 0),
        _ => "0",
    };

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    /// <param name="Id">Of the group.</param>
    /// <param name="Name">As people see it.</param>
    /// <param name="IsDeleted">Whether it lies in the bin, or lay there.</param>
    /// <param name="Members">Without guests: whether the real report counts them in, its page does not say.</param>
    /// <param name="Guests">People of other organisations.</param>
    /// <param name="Team">What people did in its team; null: nothing.</param>
    private sealed record Line(Guid Id, string Name, bool IsDeleted, int Members, int Guests, Use? Team)
    {
        public string Type { get; init; } = Public;

        public string Owner { get; init; } = "";

        public int Mails { get; init; }

        /// <summary>The last mail or page.</summary>
        public DateOnly LastOutsideTeam { get; init; }
    }
}
