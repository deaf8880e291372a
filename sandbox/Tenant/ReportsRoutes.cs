using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>GET /reports/NAME(period='D7'), answered with the address to fetch it from, and GET /admin/reportSettings.</summary>
internal static partial class ReportsRoutes
{
    /// <summary>The reports that are simulated, with the first lines that the v1.0 pages document. A further one is a line here.</summary>
    private static readonly Dictionary<string, UsageShape> Shapes = new UsageShape[]
    {
        new(
            "getTeamsUserActivityUserDetail",
            "Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,Is Deleted,"
                + "Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,"
                + "Reply Messages,Urgent Messages,Meetings Organized Count,Meetings Attended Count,Ad Hoc Meetings Organized Count,"
                + "Ad Hoc Meetings Attended Count,Scheduled One-time Meetings Organized Count,Scheduled One-time Meetings Attended Count,"
                + "Scheduled Recurring Meetings Organized Count,Scheduled Recurring Meetings Attended Count,Audio Duration,Video Duration,"
                + "Screen Share Duration,Audio Duration In Seconds,Video Duration In Seconds,Screen Share Duration In Seconds,Has Other Action,"
                + "Is Licensed,Report Period"),
        new(
            "getYammerActivityUserDetail",
            "Report Refresh Date,User Principal Name,Display Name,User State,State Change Date,Last Activity Date,Posted Count,Read Count,"
                + "Liked Count,Assigned Products,Report Period"),
        new(
            "getSharePointActivityUserDetail",
            "Report Refresh Date,User Principal Name,Is Deleted,Deleted Date,Last Activity Date,Viewed Or Edited File Count,Synced File Count,"
                + "Shared Internally File Count,Shared Externally File Count,Visited Page Count,Assigned Products,Report Period"),
    }.ToDictionary(shape => shape.Name, StringComparer.OrdinalIgnoreCase);

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
        if (!Shapes.TryGetValue(NameIn(call), out var shape))
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
