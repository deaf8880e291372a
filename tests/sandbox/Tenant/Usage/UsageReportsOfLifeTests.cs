using System.Globalization;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.People.Life;

namespace AdoptionAutomation.Tests.Sandbox.Tenant.Usage;

/// <summary>Reports of what people really did: forty of them, from Monday the 5th on.</summary>
public sealed class UsageReportsOfLifeTests
{
    private const string Users = "getTeamsUserActivityUserDetail";
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Theory]
    [InlineData(7)]
    [InlineData(30)]
    public async Task Each_person_stands_there_with_what_they_wrote_in_the_period_and_their_last_day(int days)
    {
        var (host, life) = await StartAsync(40);
        await using var _ = host;

        var rows = await RowsAsync(host, Users, days);

        var (last, first) = (Monday.AddDays(38), Monday.AddDays(39 - days));
        var done = Enumerable.Range(0, 39).Select(Monday.AddDays).SelectMany(day => life.On(day).Select(doing => (Day: day, doing.User, doing.Day.Posts, doing.Day.Replies))).ToLookup(one => one.User);
        Assert.Equal(host.People.Headcount, rows.Count);
        Assert.All(rows, row =>
        {
            var own = done[Guid.Parse(row["User Id"])].ToList();
            Assert.Equal(Day(last), row["Report Refresh Date"]);
            Assert.Equal(own.Count == 0 ? "" : Day(own.Max(one => one.Day)), row["Last Activity Date"]);
            Assert.Equal(own.Where(one => one.Day >= first).Sum(one => one.Posts), Number(row["Post Messages"]));
            Assert.Equal(own.Where(one => one.Day >= first).Sum(one => one.Replies), Number(row["Reply Messages"]));
        });
        Assert.True(rows.Sum(row => Number(row["Post Messages"])) > 0);
    }

    [Fact]
    public async Task Teams_tell_of_their_channels_groups_of_their_mail_and_deleted_ones_are_marked()
    {
        var (host, life) = await StartAsync(0);
        await using var _ = host;
        var (team, gone) = (await host.CreateTeamAsync("team"), await host.CreateGroupAsync("gone"));
        var plain = await host.CreateGroupAsync("plain");
        foreach (var group in new[] { team, plain, gone })
        {
            Assert.Equal("204", await host.SendAsync(HttpMethod.Patch, $"groups/{group}", new Dictionary<string, object> { ["members@odata.bind"] = host.References(20, 18) }));
        }

        await MailAsync(host, host.Tenant.Directory.Group(plain)!.Mail!);
        host.Clock.Advance(TimeSpan.FromDays(20));
        host.Tenant.Hands.DeleteGroup(gone);
        host.Clock.Advance(TimeSpan.FromDays(4));

        var teams = await RowsAsync(host, "getTeamsTeamActivityDetail", 30);
        var groups = (await RowsAsync(host, "getOffice365GroupsActivityDetail", 30)).ToDictionary(row => row["Group Id"]);

        var doings = Enumerable.Range(0, 23).SelectMany(day => life.On(Monday.AddDays(day))).ToList();
        var own = Assert.Single(teams, row => row["Team Id"] == $"{team}");
        Assert.Equal(OutsideTeams.All.Count + 1, teams.Count);
        Assert.Equal(doings.Where(doing => doing.Team == team).Sum(doing => doing.Day.Posts), Number(own["Post Messages"]));
        Assert.Equal(doings.Where(doing => doing.Team == team).Sum(doing => doing.Day.Reactions), Number(own["Reactions"]));
        Assert.Equal(doings.Where(doing => doing.Team == team).DistinctBy(doing => doing.User).Count(), Number(own["Active Users"]));
        Assert.Equal(doings.Count(doing => doing.Mailed == plain) + 1, Number(groups[$"{plain}"]["Exchange Received Email Count"]));
        Assert.Equal(("18", "False"), (groups[$"{plain}"]["Member Count"], groups[$"{plain}"]["Is Deleted"]));
        Assert.Equal("True", groups[$"{gone}"]["Is Deleted"]);
    }

    [Fact]
    public async Task Mail_is_told_day_by_day_the_youngest_first_long_before_the_campaign()
    {
        var (host, life) = await StartAsync(10);
        await using var _ = host;

        var rows = await RowsAsync(host, "getEmailActivityCounts", 180);
        var mailboxes = await RowsAsync(host, "getOffice365ActiveUserCounts", 7);

        Assert.Equal((180, Day(Monday.AddDays(8))), (rows.Count, rows[0]["Report Date"]));
        Assert.Equal(life.MailsOn(Monday.AddDays(-20)).Sent, Number(rows.Single(row => row["Report Date"] == Day(Monday.AddDays(-20)))["Send"]));
        Assert.Equal(life.MailsOn(Monday.AddDays(8)).Mailboxes, Number(mailboxes[0]["Exchange"]));
        Assert.Equal("", rows[0]["Meeting Created"]);
    }

    [Fact]
    public async Task On_some_days_part_of_the_last_day_comes_in_later()
    {
        var (host, life) = await StartAsync(40, lateData: true);
        await using var _ = host;
        var late = Enumerable.Range(40, 60).Select(Monday.AddDays).First(day => host.Tenant.Reports.IsRestated(day) && !AdoptionRhythm.IsWeekend(day));
        host.Clock.Advance(At(late.AddDays(2), 6) - host.Clock.GetUtcNow());

        var early = await ActiveAsync();
        host.Clock.Advance(TimeSpan.FromHours(8));
        var whole = await ActiveAsync();

        Assert.Equal(life.On(late).Count, whole);
        Assert.InRange(early, 1, whole - 1);
        Assert.InRange(Enumerable.Range(0, 400).Select(Monday.AddDays).Count(host.Tenant.Reports.IsRestated), 20, 60);

        async Task<int> ActiveAsync() => (await RowsAsync(host, Users, 7)).Count(row => row["Last Activity Date"] == Day(late));
    }

    [Fact]
    public async Task Groups_and_people_are_hashes_when_names_are_concealed()
    {
        var (host, _) = await StartAsync(10);
        await using var __ = host;
        var group = await host.CreateTeamAsync("secret");
        host.Clock.Advance(TimeSpan.FromDays(4));
        host.Tenant.Reports.ConcealNames = true;

        var text = string.Concat(await TextAsync(host, "getTeamsTeamActivityDetail", 7), await TextAsync(host, "getOffice365GroupsActivityDetail", 7));

        Assert.DoesNotContain($"{group}", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_calls_the_guests_by_one_of_two_names()
    {
        var names = new HashSet<string>();
        for (var seed = 1; seed <= 8; seed++)
        {
            await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 20, Seed = seed });
            names.UnionWith((await TextAsync(host, "getOffice365GroupsActivityDetail", 7)).Split("\r\n")[0].Split(',').Where(column => column.EndsWith("Count", StringComparison.Ordinal) && (column.StartsWith("External", StringComparison.Ordinal) || column.StartsWith("Guest", StringComparison.Ordinal))));
        }

        Assert.Equal(["External Member Count", "Guest Count"], names.Order());
    }

    [Fact]
    public async Task Downloads_can_be_pages_lack_a_column_or_have_other_separators()
    {
        var (host, _) = await StartAsync(10);
        await using var __ = host;
        host.Tenant.Reports.Trouble = new() { Of = Users, IsHtml = true };
        Assert.StartsWith("<!DOCTYPE html>", await TextAsync(host, Users, 7), StringComparison.Ordinal);
        Assert.StartsWith("Report Refresh Date,", await TextAsync(host, "getEmailActivityCounts", 7), StringComparison.Ordinal);

        host.Tenant.Reports.Trouble = new() { WithoutColumn = "Last Activity Date", Separator = ';' };
        var lines = (await TextAsync(host, Users, 7)).Split("\r\n");

        Assert.All(lines.Where(line => line.Length > 0), line => Assert.Equal(32, line.Split(';').Length));
        Assert.DoesNotContain("Last Activity Date", lines[0], StringComparison.Ordinal);
    }

    private static async Task<(TenantHost Host, LifeBooks Life)> StartAsync(int days, bool lateData = false)
    {
        var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 60, LateData = lateData });
        var life = LifeBooksTests.BooksOf(host, [.. Enumerable.Range(15, 40)]);
        host.Tenant.Reports.Life = life;
        host.Clock.Advance(TimeSpan.FromDays(days));
        return (host, life);
    }

    private static Task MailAsync(TenantHost host, string to) => host.PostAsync($"users/{TenantDirectory.MailboxId}/sendMail", new
    {
        message = new { subject = "Bonjour", body = new { contentType = "html", content = "x" }, toRecipients = new[] { new { emailAddress = new { address = to } } } },
    });

    private static async Task<string> TextAsync(TenantHost host, string report, int days) =>
        (await host.Graph.GetStringAsync(new Uri($"reports/{report}(period='D{days}')", UriKind.Relative))).TrimStart('\uFEFF');

    private static async Task<List<Dictionary<string, string>>> RowsAsync(TenantHost host, string report, int days)
    {
        var lines = (await TextAsync(host, report, days)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split(',');

        // A name of a team has a comma, and stands in quotes.
        return [.. lines.Skip(1).Select(line => line.Replace("Francfort, stand", "Francfort stand", StringComparison.Ordinal).Split(','))
            .Select(cells => columns.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day, new(hour, 0), TimeSpan.Zero);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
}
