using System.Net;
using System.Text;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Graph;

public sealed class UsageReportsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Lines_are_read_by_the_names_of_their_columns_with_and_without_a_byte_order_mark()
    {
        await using var parts = await StartAsync();
        var person = parts.Tenant.Directory.Employees[5];
        parts.Tenant.Reports.Activity = _ => [(person.Id, new(2026, 1, 2))];

        for (var turn = 0; turn < 2; turn++)
        {
            await using var lines = await parts.Get<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default);
            var (id, last) = (lines.Column("user ID"), lines.Column("LAST ACTIVITY DATE"));
            var read = new List<(string Id, DateOnly? Last)>();
            while (await lines.ReadAsync(default))
            {
                read.Add((lines.Text(id), lines.Day(last)));
            }

            Assert.Equal(new(2026, 1, 3), lines.RefreshDate);
            Assert.Equal(parts.Tenant.Directory.Employees.Headcount, read.Count);
            Assert.Equal((person.Id.ToString(), new DateOnly(2026, 1, 2)), Assert.Single(read, line => line.Last is not null));
        }
    }

    [Fact]
    public async Task The_redirect_is_followed_without_the_sign_in()
    {
        await using var parts = await StartAsync();

        await using var lines = await parts.Get<UsageReports>().OpenAsync(UsageReport.VivaEngageUsers, UsageReport.Week, default);

        Assert.Empty(parts.Tenant.Log.Refusals);
        Assert.Equal(2, parts.Tenant.Log.Requests(RemoteService.Graph));
    }

    [Fact]
    public async Task The_setting_tells_whether_names_are_concealed()
    {
        await using var parts = await StartAsync();
        Assert.False(await parts.Get<UsageReports>().AreNamesConcealedAsync(default));

        parts.Tenant.Reports.ConcealNames = true;

        Assert.True(await parts.Get<UsageReports>().AreNamesConcealedAsync(default));
    }

    [Theory]
    [InlineData("Reports.Read.All", "lacks the application permission Reports.Read.All")]
    [InlineData("ReportSettings.Read.All", "lacks the application permission ReportSettings.Read.All")]
    public async Task A_permission_that_is_missing_is_named(string permission, string expected)
    {
        await using var parts = await StartAsync(permission);

        var failure = await Assert.ThrowsAsync<GraphFailure>(async () =>
        {
            await parts.Get<UsageReports>().AreNamesConcealedAsync(default);
            await parts.Get<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default);
        });

        Assert.Equal((OutcomeKind.NotAllowed, true), (failure.Outcome, failure.Message.Contains(expected, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Throttled")]
    [InlineData("Unavailable")]
    public async Task A_download_that_is_throttled_is_a_failure_like_another(string kind)
    {
        await using var parts = await StartAsync();
        parts.Faults.Strike(target => target.Path.Contains("download", StringComparison.Ordinal), 1, new(Enum.Parse<FaultKind>(kind), 7));

        var failure = await Assert.ThrowsAsync<GraphFailure>(() => parts.Get<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default));

        Assert.Equal((OutcomeKind.NotDone, 7.0), (failure.Outcome, failure.RetryAfter!.Value.TotalSeconds));
    }

    [Fact]
    public async Task A_report_that_breaks_off_is_an_error_and_never_a_shorter_report()
    {
        await using var parts = await StartAsync();
        parts.Tenant.Reports.BreaksOffAfter = 400;

        var failure = await Assert.ThrowsAsync<GraphFailure>(async () =>
        {
            await using var lines = await parts.Get<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default);
            while (await lines.ReadAsync(default))
            {
            }
        });

        Assert.Equal(OutcomeKind.Unknown, failure.Outcome);
    }

    [Theory]
    [InlineData("", "no column 'Report Refresh Date'")]
    [InlineData("Report Refresh Date,User Principal Name,Last Activity Date\r\n", "has no lines")]
    [InlineData("Report Refresh Date,User Principal Name,Last Activity Date\r\nyesterday,a@b.example,\r\n", "has no date")]
    [InlineData("<html><body>Sign in</body></html>", "no column 'Report Refresh Date'")]
    public async Task What_is_no_report_is_refused_and_its_lines_stay_out_of_the_message(string body, string expected)
    {
        await using var parts = await StartAsync();
        await using var app = Answering(parts, body);

        var wrong = await Assert.ThrowsAsync<UnreadableReportException>(
            () => app.GetRequiredService<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default));

        Assert.Contains("getTeamsUserActivityUserDetail", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("@", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_is_missing_is_named_and_a_short_line_has_empty_cells()
    {
        await using var parts = await StartAsync();
        await using var app = Answering(parts, "Report Refresh Date,User Principal Name\r\n2026-01-03\r\n");

        await using var lines = await app.GetRequiredService<UsageReports>().OpenAsync(UsageReport.TeamsUsers, UsageReport.Week, default);

        Assert.Equal("", lines.Text(lines.Column("User Principal Name")));
        Assert.Null(lines.FindColumn("User Id"));
        Assert.Contains("no column 'Last Activity Date' among its 2", Assert.Throws<UnreadableReportException>(() => lines.Column("Last Activity Date")).Message, StringComparison.Ordinal);
    }

    private Task<AppParts> StartAsync(params string[] missing) =>
        AppParts.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 2_000, MissingPermissions = missing });

    /// <summary>The app, with Graph saying this to whatever it is asked.</summary>
    private static ServiceProvider Answering(AppParts parts, string body)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAdoptionAutomation(parts.App.Configuration);
        services.AddHttpClient(GraphConnection.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new OneAnswer(body));
        return services.BuildServiceProvider();
    }

    private sealed class OneAnswer(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }
}
