using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant.Usage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.People.Life;

public sealed class LifeBooksTests
{
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Fact]
    public async Task People_are_in_teams_of_theirs_and_in_teams_that_no_campaign_knows()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 60 });
        var (team, plain) = (await host.CreateTeamAsync("team"), await host.CreateGroupAsync("plain"));
        foreach (var group in new[] { team, plain })
        {
            Assert.Equal("204", await host.SendAsync(HttpMethod.Patch, $"groups/{group}", Members(host, 20, 10)));
        }

        var books = BooksOf(host, [.. Enumerable.Range(12, 40)]);
        host.Clock.Advance(TimeSpan.FromDays(60));
        var doings = Enumerable.Range(0, 59).SelectMany(day => books.On(Monday.AddDays(day))).ToList();

        var members = host.People.From(20).Take(10).Select(person => person.Id).ToHashSet();
        var there = doings.Where(doing => doing.Team == team).Select(doing => doing.User).ToHashSet();
        Assert.True(there.Count > 5 && there.IsSubsetOf(members));
        Assert.All(doings.Where(doing => !members.Contains(doing.User)), doing => Assert.Contains(OutsideTeams.All, outside => outside.Id == doing.Team));
        Assert.Contains(doings, doing => members.Contains(doing.User) && doing.Team != team);
        Assert.Equal([plain], doings.Select(doing => doing.Mailed).OfType<Guid>().Distinct());
    }

    [Fact]
    public async Task A_day_is_final_once_it_is_over_and_not_told_before()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 60 });
        var books = BooksOf(host, [20, 21, 22]);

        Assert.Throws<InvalidOperationException>(() => books.On(Monday));
        Assert.Throws<InvalidOperationException>(() => books.MailsOn(Monday));
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(3, books.On(Monday).Count);
        Assert.Same(books.On(Monday), books.On(Monday));
        Assert.Empty(books.On(Monday.AddDays(-1)));
    }

    [Fact]
    public async Task Mails_are_twenty_a_working_day_and_a_quarter_less_when_the_platform_has_become_a_habit()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 400 });
        var books = BooksOf(host, [.. Enumerable.Range(0, 310)]);
        host.Clock.Advance(TimeSpan.FromDays(190));

        var (before, after) = (MailsOf(Monday.AddDays(-28)), MailsOf(Monday.AddDays(147)));

        Assert.InRange(before, 18, 22);
        Assert.InRange(after / before, 0.68, 0.78);
        Assert.True(books.MailsOn(new(2026, 1, 3)).Sent * 20 < books.MailsOn(Monday).Sent);

        double MailsOf(DateOnly from)
        {
            var days = Enumerable.Range(0, 28).Select(from.AddDays).Where(day => !AdoptionRhythm.IsWeekend(day)).Select(books.MailsOn).ToList();
            return (double)days.Sum(day => day.Sent) / days.Sum(day => day.Mailboxes);
        }
    }

    /// <summary>The lives of people of whom these sign in on the first day.</summary>
    internal static LifeBooks BooksOf(TenantHost host, params int[] active)
    {
        var activations = active.Select(number => new Activation(TenantHost.Start, host.People[number].Id)).ToList();
        var life = new PlatformLife(1, Monday);
        return new(life, new(1, host.People, life), host.People, new Memberships(host.Tenant.Log, host.Tenant.Directory), () => activations, host.Clock);
    }

    private static Dictionary<string, object> Members(TenantHost host, int from, int count) => new() { ["members@odata.bind"] = host.References(from, count) };
}
