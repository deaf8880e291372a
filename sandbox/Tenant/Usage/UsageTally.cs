using System.Runtime.InteropServices;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People.Life;

namespace AdoptionAutomation.Sandbox.Tenant.Usage;

/// <summary>What people did up to the last day of a report, added up person by person, team by team and group by group.</summary>
internal sealed class UsageTally
{
    /// <summary>Of what people did on a day, this much comes in later when data is late.</summary>
    private const double Late = 0.3;

    private readonly Dictionary<Guid, Use> users = [];
    private readonly Dictionary<Guid, Use> teams = [];
    private readonly Dictionary<Guid, Use> mailed = [];

    /// <param name="question">Which days.</param>
    /// <param name="life">What people did.</param>
    /// <param name="seed">Decides what is late.</param>
    public UsageTally(UsageQuestion question, LifeBooks life, int seed)
    {
        var dice = new Dice(seed);
        for (var day = life.Launch; day <= question.Refresh; day = day.AddDays(1))
        {
            foreach (var doing in life.On(day))
            {
                if (!question.IsPartial || day != question.Refresh || !dice.Chance(Late, "is late", ((long)doing.Day.Person << 22) + day.DayNumber))
                {
                    Add(doing, day, day >= question.From);
                }
            }
        }
    }

    private UsageTally()
    {
    }

    /// <param name="last">Who was active, and on which day for the last time.</param>
    /// <param name="from">First day of the period.</param>
    public static UsageTally Of(IEnumerable<(Guid User, DateOnly LastActivity)> last, DateOnly from)
    {
        var tally = new UsageTally();
        foreach (var (user, day) in last)
        {
            var use = UseOf(tally.users, user);
            use.Last = use.Last > day ? use.Last : day;
            use.Days = use.Chats = use.Last >= from ? 1 : 0;
        }

        return tally;
    }

    public Use? User(Guid id) => users.GetValueOrDefault(id);

    public Use? Team(Guid group) => teams.GetValueOrDefault(group);

    /// <summary>Mails that people sent to a group.</summary>
    public Use? Mails(Guid group) => mailed.GetValueOrDefault(group);

    private void Add(Doing doing, DateOnly day, bool isWithin)
    {
        Note(users, doing.User);
        Note(teams, doing.Team).Users?.Add(doing.User);
        if (doing.Mailed is { } group)
        {
            var use = UseOf(mailed, group);
            (use.Last, use.Posts) = (day, use.Posts + (isWithin ? 1 : 0));
        }

        Use Note(Dictionary<Guid, Use> uses, Guid id)
        {
            var use = UseOf(uses, id);
            use.Last = day;
            if (isWithin)
            {
                (use.Days, use.Posts, use.Replies) = (use.Days + 1, use.Posts + doing.Day.Posts, use.Replies + doing.Day.Replies);
                (use.Reactions, use.Chats) = (use.Reactions + doing.Day.Reactions, use.Chats + doing.Day.Chats);
                use.Users ??= ReferenceEquals(uses, teams) ? [] : null;
            }

            return isWithin ? use : new();
        }
    }

    private static Use UseOf(Dictionary<Guid, Use> uses, Guid id) => CollectionsMarshal.GetValueRefOrAddDefault(uses, id, out _) ??= new();
}

/// <summary>How much something was used in a period.</summary>
internal sealed class Use
{
    /// <summary>The last day of use, in the period or before.</summary>
    public DateOnly Last { get; set; }

    /// <summary>Of the period: the days on which somebody was there, added up.</summary>
    public int Days { get; set; }

    public int Posts { get; set; }

    public int Replies { get; set; }

    public int Reactions { get; set; }

    public int Chats { get; set; }

    /// <summary>Of a team: who was there.</summary>
    public HashSet<Guid>? Users { get; set; }
}
