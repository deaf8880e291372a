using System.Runtime.InteropServices;
using AdoptionAutomation.Sandbox.Tenant.Usage;

namespace AdoptionAutomation.Sandbox.People.Life;

/// <summary>
/// What people did on each day that is over, and where: in a team of theirs, of the campaign or not, and now and then by mail to a group that has
/// none. A day is final once it is over; of large companies it is drawn anew each time rather than kept.
/// </summary>
/// <param name="life">What somebody does on a day.</param>
/// <param name="mails">What they send by mail.</param>
/// <param name="employees">Who they are.</param>
/// <param name="memberships">Which groups are theirs.</param>
/// <param name="activations">Who has signed in first when.</param>
/// <param name="clock">The present.</param>
internal sealed class LifeBooks(
    PlatformLife life, MailHabits mails, Employees employees, Memberships memberships, Func<IReadOnlyList<Activation>> activations, TimeProvider clock)
{
    /// <summary>Days are kept of so many people at most: a few megabytes for half a year of them.</summary>
    private const int MostKept = 20_000;

    private const double InTheCampaign = 0.5;
    private const double MailsAGroup = 0.035;

    private readonly Dictionary<DateOnly, Doing[]> days = [];
    private readonly Dictionary<Guid, Active> people = [];
    private readonly Dictionary<long, DateOnly> since = [];

    /// <summary>Since when somebody has been gone; null: they are there.</summary>
    public Func<Guid, DateTimeOffset?> LeftAt { get; init; } = _ => null;

    /// <summary>The days from the launch to one, as far as they have happened.</summary>
    public DateOnly Launch => life.Launch;

    /// <param name="day">In UTC.</param>
    /// <exception cref="InvalidOperationException">The day is not over.</exception>
    public IReadOnlyList<Doing> On(DateOnly day)
    {
        if (day < life.Launch)
        {
            return [];
        }

        if (days.TryGetValue(day, out var known))
        {
            return known;
        }

        var end = EndOf(day);
        Refresh();
        Doing[] drawn = [.. people.Values.Where(person => person.Since <= day && !HasLeft(person.Id, day)).Select(person => DoingOf(person, day, end)).OfType<Doing>()];
        if (people.Count <= MostKept)
        {
            days[day] = drawn;
        }

        return drawn;
    }

    /// <summary>Their last day is theirs still.</summary>
    private bool HasLeft(Guid person, DateOnly day) => LeftAt(person) is { } at && DateOnly.FromDateTime(at.UtcDateTime) < day;

    public MailDay MailsOn(DateOnly day)
    {
        EndOf(day);
        Refresh();
        return mails.On(day, since);
    }

    private DateTimeOffset EndOf(DateOnly day)
    {
        var end = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        return end <= clock.GetUtcNow() ? end : throw new InvalidOperationException($"What people do on {day:O} is not known before the day is over.");
    }

    private void Refresh()
    {
        memberships.Refresh();
        foreach (var activation in activations().Where(activation => !people.ContainsKey(activation.User)))
        {
            var person = new Active(activation.User, employees.Find(activation.User)!.Index, DateOnly.FromDateTime(activation.At.UtcDateTime));
            (people[activation.User], since[person.Number]) = (person, person.Since);
        }
    }

    private Doing? DoingOf(Active person, DateOnly day, DateTimeOffset end)
    {
        if (life.On(person.Number, person.Since, day) is not { } done)
        {
            return null;
        }

        var groups = memberships.GroupsOf(person.Id, end);
        var teams = groups.Where(group => group.Team is { } team && team.CreatedAt < end).ToList();
        var others = groups.Where(group => group.Team is null && group.Mail is not null).ToList();
        var team = teams.Count > 0 && life.Chance(InTheCampaign, person.Number, day, "comes to a team of the campaign")
            ? teams[life.Choice(person.Number, day, "team", teams.Count)].Id
            : OutsideTeams.All[life.Choice(person.Number, day, "outside team", OutsideTeams.All.Count)].Id;
        Guid? mailed = others.Count > 0 && life.Chance(MailsAGroup, person.Number, day, "mails a group")
            ? others[life.Choice(person.Number, day, "mailed group", others.Count)].Id
            : null;
        return new(person.Id, done, team, mailed);
    }

    /// <param name="Id">Object id.</param>
    /// <param name="Number">By which chance is drawn.</param>
    /// <param name="Since">The day on which they signed in first.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Active(Guid Id, long Number, DateOnly Since);
}

/// <summary>What somebody did on a day.</summary>
/// <param name="User">Object id.</param>
/// <param name="Day">What they did.</param>
/// <param name="Team">Where they were; one of <see cref="OutsideTeams"/>, or a group of the directory.</param>
/// <param name="Mailed">The group that they sent a mail to; null: none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Doing(Guid User, PersonDay Day, Guid Team, Guid? Mailed);
