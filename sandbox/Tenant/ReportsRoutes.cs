using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AdoptionAutomation.Sandbox.Tenant.Usage;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET /reports/NAME(period='D7'), answered with the address to fetch it from, and GET /admin/reportSettings.</summary>
internal static partial class ReportsRoutes
{
    private static readonly int[] Periods = [7, 30, 90, 180];

    public static Reply? Answer(GraphRequest request, TenantReports reports) => request switch
    {
        { Method: "GET", Path: ["reports", var call] } => Report(request, reports, call),
        { Method: "GET", Path: ["admin", "reportSettings"] } => new(
            StatusCodes.Status200OK,
            Listing.WithContext(request, "admin/reportSettings/$entity", new() { ["displayConcealedNames"] = reports.ConcealNames })),
        _ => null,
    };

    /// <summary>The report that a path segment asks for, without what stands in brackets.</summary>
    public static string NameIn(string call) => call.Split('(')[0];

    private static Reply? Report(GraphRequest request, TenantReports reports, string call)
    {
        if (!UsageShape.All.TryGetValue(NameIn(call), out var shape))
        {
            return null;
        }

        if (Period().Match(call) is not { Success: true } match || !int.TryParse(match.Groups["days"].ValueSpan, out var days) || !Periods.Contains(days))
        {
            return request.Refuse(400, "InvalidArgument", "Invalid period value specified. The accepted values are: D7, D30, D90, D180.");
        }

        var path = reports.Prepare(shape, days, request.Number, request.Now);
        return new Reply(StatusCodes.Status302Found).With("Location", new Uri(request.Root, path).ToString());
    }

    [GeneratedRegex(@"^\w+\(period='D(?<days>\d{1,3})'\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Period();
}
