using System.Collections.Immutable;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// What the campaign's files ask for, worked out here from the files and the people alone: none of the app's code that does the same
/// work is called, so the two check each other.
/// </summary>
/// <param name="Groups">The groups that are to stand.</param>
/// <param name="Targets">Who is to be invited, by object id, with the wave that is theirs.</param>
internal sealed record Expectation(IReadOnlyList<ExpectedGroup> Groups, IReadOnlyDictionary<Guid, Target> Targets)
{
    /// <summary>What the calendar publishes.</summary>
    public IReadOnlyList<ExpectedPost> Posts { get; init; } = [];

    /// <summary>What surveys.json asks.</summary>
    public IReadOnlyList<ExpectedRound> Surveys { get; init; } = [];

    /// <summary>Whom the waves mean, opened or not.</summary>
    public IReadOnlyList<Employee> Meant { get; init; } = [];

    /// <summary>How many each wave means, by its id; whose first day comes after the end are not among them.</summary>
    public IReadOnlyDictionary<string, int> MeantBy { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Addresses of the guests of all groups, each once.</summary>
    public IReadOnlyList<string> Guests { get; } = [.. Groups.SelectMany(group => group.Guests).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <param name="campaign">The campaign.</param>
    /// <param name="groups">The groups it asks for.</param>
    /// <param name="files">Its files.</param>
    /// <param name="employees">The people of the tenant.</param>
    /// <param name="course">How the rehearsal went: what opened when, and who was reached.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<Expectation> OfAsync(
        Campaign campaign,
        IReadOnlyList<ExpectedGroup> groups,
        ICampaignFiles files,
        Employees employees,
        Course course,
        CancellationToken cancellationToken)
    {
        var targets = new Dictionary<Guid, Target>();
        var (spoken, everybody, meantBy) = (new HashSet<Guid>(), new List<Employee>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var hours = new Hours(campaign.Settings);
        foreach (var wave in campaign.Waves)
        {
            var isInvited = await IsInvitedAsync(wave, files, employees, cancellationToken);
            var meant = employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false } && isInvited(person) && spoken.Add(person.Id)).ToList();
            everybody.AddRange(meant);
            meantBy[wave.Id] = meant.Count(person => !(person.EmployeeHireDate > course.End));
            if (!course.Opened.TryGetValue(wave.Id, out var opened))
            {
                continue;
            }

            foreach (var person in InTime(campaign, wave, opened, meant, hours, course))
            {
                targets.Add(person.Id, new(person, wave, ExpectedGroups.OwnOf(campaign, wave, person, groups)));
            }
        }

        return new(groups, targets) { Surveys = new ExpectedSurveys(campaign).Before(course.Opened, course.End + Course.Epilogue), Meant = everybody, MeantBy = meantBy };
    }

    /// <summary>Whom a wave means and no wave before it.</summary>
    public static async Task<Func<Employee, bool>> MeantByAsync(
        Campaign campaign, string wave, ICampaignFiles files, Employees employees, CancellationToken cancellationToken)
    {
        var before = new List<Func<Employee, bool>>();
        foreach (var one in campaign.Waves.TakeWhile(one => one.Id != wave))
        {
            before.Add(await IsInvitedAsync(one, files, employees, cancellationToken));
        }

        var isInvited = await IsInvitedAsync(campaign.FindWave(wave)!, files, employees, cancellationToken);
        return person => person is { AccountEnabled: true, IsGuest: false } && isInvited(person) && !before.Exists(rule => rule(person));
    }

    public static async Task<Func<Employee, bool>> IsInvitedAsync(
        WaveDefinition wave, ICampaignFiles files, Employees employees, CancellationToken cancellationToken)
    {
        var isMeant = wave.Audience.EveryoneElse is true ? _ => true : await AudienceRule.OfAsync(wave.Audience, files, employees, cancellationToken);
        var isExcept = new List<Func<Employee, bool>>();
        foreach (var except in wave.Except)
        {
            isExcept.Add(await AudienceRule.OfAsync(except, files, employees, cancellationToken));
        }

        return person => isMeant(person) && !isExcept.Exists(rule => rule(person));
    }

    /// <summary>Those whose turn came before the end; of those whose turn lies at its edge, whoever was reached.</summary>
    private static IEnumerable<Employee> InTime(
        Campaign campaign, WaveDefinition wave, DateTimeOffset opened, List<Employee> meant, Hours hours, Course course)
    {
        var (later, now) = (new List<Employee>(), new List<Employee>());
        foreach (var person in meant)
        {
            (campaign.Rollout.Newcomers is { } rule && person.EmployeeHireDate?.AddDays(-rule.DaysBefore) > opened ? later : now).Add(person);
        }

        var turns = wave.PacePerHour is { } pace ? (int)(pace * (hours.OpenBetween(opened, course.End).TotalHours - 3)) : int.MaxValue;
        var reached = now.Where(person => course.WasReached(person)).ToList();
        var unreached = now.Except(reached).Where(person => !course.IsExcused(person, wave)).OrderBy(person => person.Id).Where(person => hours.OpensBetween(hours.ZoneOf(person), opened, course.End));
        var joined = later.Where(person => course.WasReached(person)
            || !course.IsExcused(person, wave) && person.EmployeeHireDate!.Value.AddDays(-campaign.Rollout.Newcomers!.DaysBefore) + Course.NewcomersTake < course.End);
        return [.. reached, .. unreached.Take(Math.Max(0, turns - reached.Count)), .. joined];
    }
}

/// <summary>One person who is to be invited.</summary>
/// <param name="Person">Who.</param>
/// <param name="Wave">By which wave.</param>
/// <param name="OwnGroups">Names of the groups that are theirs by an attribute.</param>
internal sealed record Target(Employee Person, WaveDefinition Wave, IReadOnlyList<string> OwnGroups);

/// <summary>How a rehearsal went, as far as what was to be done depends on it.</summary>
/// <param name="Opened">When each wave was opened; those that were not invite nobody.</param>
/// <param name="End">When it ended; what falls due later is not asked for.</param>
/// <param name="Reached">Addresses that the tenant delivered a welcome to, or refused one.</param>
internal sealed record Course(IReadOnlyDictionary<string, DateTimeOffset> Opened, DateTimeOffset End, IReadOnlySet<string> Reached)
{
    /// <summary>A daily look, a wave that is not completed yet, a weekend with a holiday.</summary>
    public static readonly TimeSpan NewcomersTake = TimeSpan.FromDays(6);

    /// <summary>After the end the rehearsal goes on for what is under way: a round that opens then is no stray, and nobody is owed it.</summary>
    public static readonly TimeSpan Epilogue = TimeSpan.FromDays(2);

    /// <summary>Who left the company.</summary>
    public IReadOnlySet<Guid> Left { get; init; } = ImmutableHashSet<Guid>.Empty;

    /// <summary>Waves that were paused when it ended.</summary>
    public IReadOnlySet<string> Paused { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>Whether nobody owes them an invitation any more.</summary>
    public bool IsExcused(Employee person, WaveDefinition wave) => Left.Contains(person.Id) || Paused.Contains(wave.Id);

    public bool WasReached(Employee person) => Reached.Contains(person.Mail);
}
