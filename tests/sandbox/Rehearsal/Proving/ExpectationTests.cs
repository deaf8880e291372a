using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving;

/// <summary>What the sample campaign asks for in a company of 400.</summary>
public class ExpectationTests
{
    private static readonly DateTimeOffset Opened = new(2026, 9, 28, 7, 0, 0, TimeSpan.Zero);
    private static readonly Employees People = new(new(), 1, 400, new(2026, 9, 7));

    [Fact]
    public async Task Everybody_belongs_to_the_first_wave_that_means_them_also_if_it_never_opened()
    {
        var all = await TargetsAsync(new() { ["pilote"] = Opened, ["relais"] = Opened, ["tous"] = Opened });
        var lastOnly = await TargetsAsync(new() { ["tous"] = Opened });

        Assert.All(all.Where(target => target.Person.Department is "Communication" or "Ressources humaines"), target => Assert.Equal("pilote", target.Wave.Id));
        Assert.Equal(
            all.Where(target => target.Wave.Id == "tous").Select(target => target.Person.Id).Order(),
            lastOnly.Select(target => target.Person.Id).Order());
    }

    [Fact]
    public async Task Contractors_guests_and_disabled_accounts_are_not_asked_for()
    {
        var targets = await TargetsAsync(new() { ["tous"] = Opened });

        Assert.NotEmpty(targets);
        Assert.DoesNotContain(targets, target => target.Person.EmployeeType == "Contractor" || target.Person.IsGuest || !target.Person.AccountEnabled);
    }

    [Fact]
    public async Task Newcomers_are_asked_for_once_their_time_has_come()
    {
        var all = new Dictionary<string, DateTimeOffset> { ["pilote"] = Opened, ["relais"] = Opened, ["tous"] = Opened };
        var (early, late) = (await TargetsAsync(all, days: 20), await TargetsAsync(all, days: 170));

        bool IsNewcomer(Target target) => target.Person.EmployeeHireDate > Opened.AddDays(7);
        Assert.All(early.Where(IsNewcomer), target => Assert.True(target.Person.EmployeeHireDate < Opened.AddDays(20 + 7)));
        Assert.True(late.Count(IsNewcomer) > early.Count(IsNewcomer));
    }

    [Fact]
    public async Task Where_the_pace_ends_with_the_rehearsal_whoever_was_reached_counts_and_the_rest_up_to_the_pace()
    {
        var everyone = await TargetsAsync(new() { ["tous"] = Opened }, days: 60);
        var reached = everyone.OrderByDescending(target => target.Person.Id).Take(10).Select(target => target.Person.Mail).ToHashSet();

        // One working day of 9.5 hours at 600 an hour, less some slack
        var cut = await TargetsAsync(new() { ["tous"] = Opened }, days: 0.15, reached);

        Assert.InRange(cut.Count, 100, everyone.Count - 1);
        Assert.Superset(reached, cut.Select(target => target.Person.Mail).ToHashSet());
    }

    [Fact]
    public async Task People_join_the_group_of_their_own_site()
    {
        var targets = await TargetsAsync(new() { ["tous"] = Opened });

        Assert.All(targets, target => Assert.EndsWith($"Site de {target.Person.Site.City}", Assert.Single(target.OwnGroups), StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Target>> TargetsAsync(
        Dictionary<string, DateTimeOffset> opened, double days = 60, IReadOnlySet<string>? reached = null)
    {
        var files = CampaignFolder.Sample();
        var campaign = (await files.ReadAsync()).Campaign!;
        var groups = await ExpectedGroups.OfAsync(campaign, files, People, default);
        var course = new Course(opened, Opened.AddDays(days), reached ?? new HashSet<string>());
        return [.. (await Expectation.OfAsync(campaign, groups, files, People, course, default)).Targets.Values];
    }
}
