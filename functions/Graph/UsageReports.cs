namespace AdoptionAutomation.Graph;

/// <summary>
/// Opens usage reports. Graph answers with a redirect to an address that needs no sign-in; the HTTP handler follows it, and drops the
/// Authorization header as it does so.
/// </summary>
internal sealed class UsageReports(GraphConnection graph)
{
    /// <summary>Whether reports hide who people are: a setting of the tenant.</summary>
    public async Task<bool> AreNamesConcealedAsync(CancellationToken cancellationToken)
    {
        var settings = await graph.SendAsync(
            "read the report settings",
            Permissions.ReadReportSettings,
            (client, token) => client.Admin.ReportSettings.GetAsync(cancellationToken: token),
            cancellationToken);
        return settings?.DisplayConcealedNames is true;
    }

    /// <param name="report">Which one.</param>
    /// <param name="period">Such as <c>D7</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Its lines, with the first one read; a report has one at least.</returns>
    /// <exception cref="GraphFailure">It did not come.</exception>
    /// <exception cref="UnreadableReportException">What came is no report, or an empty one, which is no report of zeros.</exception>
    public async Task<UsageLines> OpenAsync(UsageReport report, string period, CancellationToken cancellationToken)
    {
        var content = await graph.SendAsync(
            $"read the report {report.Name}", Permissions.ReadReports, (client, token) => report.Send(client, period, token), cancellationToken);
        var lines = new UsageLines(report, content ?? Stream.Null);
        try
        {
            await lines.StartAsync(cancellationToken);
            return lines;
        }
        catch
        {
            await lines.DisposeAsync();
            throw;
        }
    }
}
