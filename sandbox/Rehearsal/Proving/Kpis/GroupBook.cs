using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>What happened in the groups of the campaign, and what the campaign published in them.</summary>
/// <param name="tenant">With its log.</param>
/// <param name="groups">The groups of the campaign, by the app's id.</param>
/// <param name="life">What people did.</param>
/// <param name="published">When posts of the calendar arrived.</param>
/// <param name="unsure">When those of them arrived of which the app does not know.</param>
internal sealed class GroupBook(
    SimulatedTenant tenant, IReadOnlyDictionary<string, Group> groups, LifeBooks life, IReadOnlyList<DateTimeOffset> published, IReadOnlyList<DateTimeOffset> unsure)
{
    private readonly ILookup<Guid, Linked> links = tenant.Log.Links.ToLookup(link => link.Group);
    private readonly ILookup<Guid, DateOnly> mails = tenant.Log.Posts.Where(post => post.Delivered && post.Group is not null).ToLookup(post => post.Group!.Value, post => DayOf(post.At));
    private readonly HashSet<Guid> guests = [.. tenant.Log.Links.Select(link => link.User).Distinct().Where(person => tenant.Directory.People.Find(person)?.IsGuest is true)];
    private readonly ILookup<Guid, DateOnly> pages = tenant.Log.Pages.Where(page => page.IsPublished).ToLookup(page => page.Group, page => DayOf(page.At));

    public int UnsurePosts(DateTimeOffset from, DateTimeOffset end) => unsure.Count(at => at >= from && at < end);

    public void Write(BookPage page)
    {
        var end = new DateTimeOffset(page.Day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var weekStart = page.Day.AddDays(-7);
        var doings = Days(30).SelectMany(life.On).ToList();
        var week = Days(7).SelectMany(life.On).ToList();
        var (inTeams, mailed) = (week.ToLookup(doing => doing.Team), week.Where(doing => doing.Mailed is not null).ToLookup(doing => doing.Mailed!.Value));
        var active = doings.SelectMany(one => new[] { one.Team, one.Mailed ?? Guid.Empty }).ToHashSet();
        page.Add(Scope.Organisation, Count.Published7, published.Count(at => at >= page.WeekStart && at < page.End));
        foreach (var (id, group) in groups.Where(pair => pair.Value.CreatedAt < end && !(pair.Value.DeletedAt < end)))
        {
            var scope = new Scope(ScopeKind.Group, id);
            var people = MembersOf(group.Id, end);
            page.Add(scope, Count.Members, people.Count(person => !guests.Contains(person)));
            page.Add(scope, Count.Guests, people.Count(guests.Contains));
            var received = mails[group.Id].Count(day => day > weekStart && day <= page.Day) + mailed[group.Id].Count();
            AddBoth(Count.GroupMails7, received);
            if (group.Team?.CreatedAt < end)
            {
                var inTeam = inTeams[group.Id].ToList();
                AddBoth(Count.ChannelPosts7, inTeam.Sum(doing => doing.Day.Posts));
                AddBoth(Count.ChannelReplies7, inTeam.Sum(doing => doing.Day.Replies));
                AddBoth(Count.Reactions7, inTeam.Sum(doing => doing.Day.Reactions));
                page.Add(scope, Count.TeamActive7, inTeam.DistinctBy(doing => doing.User).Count());
            }

            var isActive = active.Contains(group.Id)
                || mails[group.Id].Concat(pages[group.Id]).Any(day => day > page.Day.AddDays(-30) && day <= page.Day);
            page.Add(Scope.Organisation, Count.ActiveGroups30, isActive ? 1 : 0);
            page.Add(Scope.Organisation, Count.Groups, 1);

            void AddBoth(string count, double value)
            {
                page.Add(scope, count, value);
                page.Add(Scope.Organisation, count, value);
            }
        }

        IEnumerable<DateOnly> Days(int count) => Enumerable.Range(0, count).Select(back => page.Day.AddDays(-back));
    }

    private HashSet<Guid> MembersOf(Guid group, DateTimeOffset end)
    {
        var members = new HashSet<Guid>();
        foreach (var link in links[group].Where(link => link.At < end))
        {
            _ = link.Kind switch
            {
                LinkKind.MemberAdded => members.Add(link.User),
                LinkKind.MemberRemoved => members.Remove(link.User),
                _ => false,
            };
        }

        return members;
    }

    private static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
