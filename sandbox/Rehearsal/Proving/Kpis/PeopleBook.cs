using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>Who was invited, who came, who was active and who wrote what: of everybody, of each wave and of each site.</summary>
internal sealed class PeopleBook
{
    private const int FewestForTop = 100;
    private const int TopPart = 20;

    /// <summary>For so long after a fault nobody may know whether a mail went out.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromDays(2);

    private readonly LifeBooks life;
    private readonly List<Invited> people = [];

    /// <param name="evidence">What happened.</param>
    /// <param name="targets">Who was to be invited.</param>
    /// <param name="life">What people did.</param>
    /// <param name="siteOf">The id of the group of a site, by its name; null: it is no site's.</param>
    public PeopleBook(Evidence evidence, IEnumerable<Target> targets, LifeBooks life, Func<string, string?> siteOf)
    {
        this.life = life;
        var log = evidence.Tenant.Log;
        var welcomes = log.Mails.Where(mail => mail.Categories.Contains("welcome")).ToLookup(mail => mail.To, StringComparer.OrdinalIgnoreCase);
        var struck = log.Faults.Where(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused))
            .SelectMany(fault => fault.Subjects.Select(subject => (subject, fault.At))).ToLookup(one => one.subject, one => one.At, StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (welcomes[target.Person.Mail].FirstOrDefault() is not { } welcome)
            {
                continue;
            }

            var signs = evidence.People.SignsOf(target.Person.Id);
            var site = target.OwnGroups.Select(siteOf).FirstOrDefault(id => id is not null);
            people.Add(new(target.Person.Id, welcome.At, welcome.Outcome, [Scope.Organisation, new(ScopeKind.Wave, target.Wave.Id), .. site is null ? [] : new[] { new Scope(ScopeKind.Site, site) }])
            {
                SignedIn = signs.SignedIn is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null,
                Pressed = signs.Pressed,
                Struck = [.. struck[RequestSubjects.Mail(target.Person.Mail)]],
            });
        }
    }

    public int Unsure(DateTimeOffset end) => people.Count(person => person.Struck.Any(at => at <= end && end <= at + Aftermath));

    public void Write(BookPage page)
    {
        var invited = people.Where(person => person.At < page.End && person.Outcome is not (MailOutcome.Bounced or MailOutcome.Dropped)).ToDictionary(person => person.Id);
        var registered = invited.Values.Where(person => person.SignedIn <= page.Day || person.Pressed < page.End).ToList();
        Tally(page, Count.Invited, invited.Values);
        Tally(page, Count.Registered, registered);
        Tally(page, Count.Bounced, people.Where(person => person.At < page.End && person.Outcome is MailOutcome.Bounced or MailOutcome.Dropped));
        WriteDays(page, invited, 7, Count.Active7, Count.Posts7, Count.Replies7, Count.Contributors7);
        var written = WriteDays(page, invited, 30, Count.Active30, Count.Posts30, Count.Replies30, Count.Contributors30);
        foreach (var scope in registered.SelectMany(person => person.Scopes).CountBy(scope => scope).Where(scope => scope.Value >= FewestForTop))
        {
            var most = written.Where(pair => invited[pair.Key].Scopes.Contains(scope.Key)).Select(pair => pair.Value).OrderDescending();
            page.Add(scope.Key, Count.ByTop30, most.Take(scope.Value / TopPart).Sum());
        }
    }

    private Dictionary<Guid, int> WriteDays(
        BookPage page, Dictionary<Guid, Invited> invited, int days, string active, string posts, string replies, string contributors)
    {
        var (present, written) = (new HashSet<Guid>(), new Dictionary<Guid, int>());
        foreach (var scope in invited.Values.SelectMany(person => person.Scopes).Distinct())
        {
            Array.ForEach([active, posts, replies, contributors], count => page.Add(scope, count, 0));
        }

        foreach (var day in Enumerable.Range(0, days).Select(back => page.Day.AddDays(-back)))
        {
            foreach (var doing in life.On(day).Where(doing => invited.TryGetValue(doing.User, out var person) && day >= person.Day))
            {
                present.Add(doing.User);
                foreach (var scope in invited[doing.User].Scopes)
                {
                    page.Add(scope, posts, doing.Day.Posts);
                    page.Add(scope, replies, doing.Day.Replies);
                }

                if (doing.Day.Posts + doing.Day.Replies > 0)
                {
                    written[doing.User] = written.GetValueOrDefault(doing.User) + doing.Day.Posts + doing.Day.Replies;
                }
            }
        }

        Tally(page, active, present.Select(id => invited[id]));
        Tally(page, contributors, written.Keys.Select(id => invited[id]));
        return written;
    }

    private static void Tally(BookPage page, string count, IEnumerable<Invited> people)
    {
        page.Add(Scope.Organisation, count, 0);
        foreach (var scope in people.SelectMany(person => person.Scopes))
        {
            page.Add(scope, count, 1);
        }
    }

    /// <param name="Id">Object id.</param>
    /// <param name="At">When their welcome was taken.</param>
    /// <param name="Outcome">What became of it.</param>
    /// <param name="Scopes">Where they count.</param>
    private sealed record Invited(Guid Id, DateTimeOffset At, MailOutcome Outcome, IReadOnlyList<Scope> Scopes)
    {
        /// <summary>The day of their welcome.</summary>
        public DateOnly Day { get; } = DateOnly.FromDateTime(At.UtcDateTime);

        public DateOnly? SignedIn { get; init; }

        public DateTimeOffset? Pressed { get; init; }

        /// <summary>When faults struck their mails.</summary>
        public IReadOnlyList<DateTimeOffset> Struck { get; init; } = [];
    }
}
