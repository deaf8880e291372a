using AdoptionAutomation.Graph;
using AdoptionAutomation.Groups;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Which groups whom of a chunk joins (pure).</summary>
/// <param name="common">Ids of the groups of the whole wave; all of them stand.</param>
/// <param name="rows">The groups that exist, by id. Somebody's own group that has no row was never to be made: too few people, or left out.</param>
internal sealed class WaveTargets(IReadOnlyList<string> common, IReadOnlyDictionary<string, GroupRow> rows)
{
    /// <summary>Directory writes that one visit makes, about: more at once would run ahead of the lane's pace.</summary>
    public const int MostRequests = 50;

    /// <summary>Whether an own group of somebody could not be made, and waits for IT.</summary>
    public bool AnyFailed => rows.Values.Any(row => row.State == GroupState.Failed);

    /// <summary>Whose turn it is: those whose own groups stand, side by side with those who join the same ones, as many as one visit may write.</summary>
    public IReadOnlyList<PersonRow> Now(IReadOnlyList<PersonRow> planned)
    {
        var able = planned.Where(IsAble).OrderBy(person => string.Join(' ', person.OwnGroups), StringComparer.Ordinal).ToList();
        var count = able.Count;
        while (count > GroupMembers.RequestSize && Requests(able.GetRange(0, count)) > MostRequests)
        {
            count -= GroupMembers.RequestSize;
        }

        return able.GetRange(0, count);
    }

    /// <summary>Whether somebody has to wait for a group of their own.</summary>
    public bool IsWaiting(IReadOnlyList<PersonRow> planned) => planned.Any(person => !IsAble(person));

    /// <summary>Directory writes that these people cost.</summary>
    public int Requests(IReadOnlyList<PersonRow> people) =>
        Partition(people).Sum(part => (part.Ids.Count + GroupMembers.RequestSize - 1) / GroupMembers.RequestSize);

    /// <summary>Each group with the ids of those who join it.</summary>
    public IEnumerable<(GroupRow Group, IReadOnlyList<string> Ids)> Partition(IReadOnlyList<PersonRow> people)
    {
        IReadOnlyList<string> all = [.. people.Select(person => person.Id)];
        return common.Where(_ => all.Count > 0).Select(group => (rows[group], all)).Concat(people
            .SelectMany(person => OwnOf(person).Select(own => (Own: own, person.Id)))
            .GroupBy(pair => pair.Own, pair => pair.Id, StringComparer.Ordinal)
            .Select(part => (rows[part.Key], (IReadOnlyList<string>)[.. part])));
    }

    /// <summary>How many groups somebody joins.</summary>
    public int GroupsOf(PersonRow person) => common.Count + OwnOf(person).Count();

    private bool IsAble(PersonRow person) => OwnOf(person).All(own => rows[own].State == GroupState.Ready);

    private IEnumerable<string> OwnOf(PersonRow person) => person.OwnGroups.Where(rows.ContainsKey).Except(common, StringComparer.Ordinal);
}
