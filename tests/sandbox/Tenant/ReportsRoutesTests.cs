using System.Net;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.Tenant;

public sealed class ReportsRoutesTests
{
    private const string Teams = "reports/getTeamsUserActivityUserDetail(period='D7')";

    [Fact]
    public async Task A_report_is_two_days_late_and_tells_who_was_active_by_then()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40 });
        var (known, late) = (host.People[2].Id, host.People[3].Id);
        host.Tenant.Reports.Activity = _ => [(known, new(2026, 1, 2)), (known, new(2026, 1, 1)), (late, new(2026, 1, 4))];

        var lines = await ReadAsync(host, Teams);

        Assert.StartsWith("Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date", lines[0], StringComparison.Ordinal);
        Assert.Equal(host.People.Headcount + 1, lines.Count);
        Assert.All(lines.Skip(1), line => Assert.Equal((33, "2026-01-03"), (line.Split(',').Length, line.Split(',')[0])));
        Assert.Equal((known.ToString(), host.People[2].UserPrincipalName, "2026-01-02"), Person(lines[3]));
        Assert.Equal((late.ToString(), host.People[3].UserPrincipalName, ""), Person(lines[4]));
    }

    [Fact]
    public async Task The_source_is_asked_for_what_was_before_the_end_of_the_day_that_the_report_knows()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40 });
        DateTimeOffset? asked = null;
        host.Tenant.Reports.Activity = until =>
        {
            asked = until;
            return [];
        };

        await ReadAsync(host, Teams);

        Assert.Equal(new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero), asked);
    }

    [Theory]
    [InlineData("getYammerActivityUserDetail", 11)]
    [InlineData("getSharePointActivityUserDetail", 12)]
    [InlineData("getOffice365ActiveUserCounts", 10)]
    public async Task Other_services_have_a_report_of_their_own(string name, int columns)
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40 });

        var lines = await ReadAsync(host, $"reports/{name}(period='D30')");

        Assert.All(lines, line => Assert.Equal(columns, line.Split(',').Length));
        Assert.EndsWith(",30", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain("User Id", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Concealed_names_are_hashes_in_each_column_and_the_setting_says_so()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40, ConcealedNames = true });

        var lines = await ReadAsync(host, Teams);

        Assert.True((await host.GetAsync("admin/reportSettings"))["displayConcealedNames"]!.GetValue<bool>());
        Assert.DoesNotContain('@', string.Concat(lines));
        Assert.All(lines.Skip(1), line => Assert.Matches("^[0-9A-F]{32}$", line.Split(',')[3]));
        Assert.Equal(lines.Count - 1, lines.Skip(1).Select(line => line.Split(',')[4]).Distinct().Count());
    }

    [Fact]
    public async Task The_address_takes_no_sign_in_and_expires()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40 });
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{host.Tenant.GraphUri}/{Teams}"));
        request.Headers.Authorization = new("Bearer", $"{IdentityEndpoint.TokenPrefix}test");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);

        using var signedIn = await host.Graph.GetAsync(answer.Headers.Location);
        using var free = await client.GetAsync(answer.Headers.Location);
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        using var late = await client.GetAsync(answer.Headers.Location);

        Assert.Equal((400, 200, 403), ((int)signedIn.StatusCode, (int)free.StatusCode, (int)late.StatusCode));
        Assert.Equal(2, host.Tenant.Log.Refusals.Count);
    }

    [Fact]
    public async Task Each_report_is_given_14_times_in_10_minutes()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40 });
        for (var i = 0; i < 14; i++)
        {
            Assert.Equal("200", await host.SendAsync(HttpMethod.Get, Teams));
        }

        Assert.StartsWith("429", await host.SendAsync(HttpMethod.Get, Teams), StringComparison.Ordinal);
        Assert.Equal("200", await host.SendAsync(HttpMethod.Get, "reports/getYammerActivityUserDetail(period='D7')"));
        Assert.Equal("Report", Assert.Single(host.Tenant.Log.QuotaExceeded).Quota);
    }

    [Fact]
    public async Task What_is_not_allowed_not_known_or_not_a_period_is_refused()
    {
        await using var host = await TenantHost.StartAsync(TenantHost.Calm with { Employees = 40, MissingPermissions = ["ReportSettings.Read.All"] });

        Assert.StartsWith("400", await host.SendAsync(HttpMethod.Get, "reports/getTeamsUserActivityUserDetail(period='D8')"), StringComparison.Ordinal);
        Assert.StartsWith("501", await host.SendAsync(HttpMethod.Get, "reports/getTeamsTeamCounts(period='D7')"), StringComparison.Ordinal);
        Assert.Contains("Invalid permission.", await host.SendAsync(HttpMethod.Get, "admin/reportSettings"), StringComparison.Ordinal);
    }

    private static async Task<List<string>> ReadAsync(TenantHost host, string path)
    {
        var text = await host.Graph.GetStringAsync(new Uri(path, UriKind.Relative));
        return [.. text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    private static (string Id, string Name, string Last) Person(string line) => line.Split(',') is var cells ? (cells[3], cells[4], cells[5]) : default;
}
