using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Sandbox.People;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The usage reports of the tenant: two days late, behind an address that asks for no sign-in and is good for some minutes, streamed at any size.
/// What they tell is fixed when they are asked for.
/// </summary>
internal sealed class TenantReports(TenantOptions options, TenantDirectory directory)
{
    public const string DownloadPath = "/reports/data/download/";

    /// <summary>Reports become available within 48 hours.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(48);

    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, UsageDownload> downloads = new(StringComparer.Ordinal);

    /// <summary>Who was active before that instant, and on which day for the last time; whom it leaves out was not.</summary>
    public Func<DateTimeOffset, IEnumerable<(Guid User, DateOnly LastActivity)>> Activity { get; set; } = _ => [];

    /// <summary>The setting displayConcealedNames.</summary>
    public bool ConcealNames { get; set; } = options.ConcealedNames;

    /// <summary>A download breaks off after so many lines; null: none does.</summary>
    public long? BreaksOffAfter { get; set; }

    /// <summary>Makes a report ready to be fetched.</summary>
    /// <param name="shape">Which one.</param>
    /// <param name="days">The period that it covers.</param>
    /// <param name="request">Number of the request that asks for it.</param>
    /// <param name="now">The tenant's time.</param>
    /// <returns>Its path on this server.</returns>
    public string Prepare(UsageShape shape, int days, long request, DateTimeOffset now)
    {
        foreach (var old in downloads.Where(pair => pair.Value.Expires <= now).Select(pair => pair.Key).ToList())
        {
            downloads.Remove(old);
        }

        var refresh = DateOnly.FromDateTime((now - Delay).UtcDateTime);
        var until = new DateTimeOffset(refresh.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
        var last = Activity(until).Where(one => one.LastActivity <= refresh)
            .GroupBy(one => one.User)
            .ToDictionary(user => user.Key, user => user.Max(one => one.LastActivity));
        var token = Hash($"download {request}");
        downloads[token] = new(shape, days, refresh, last, ConcealNames, HasMark: request % 2 == 1, now + Valid);
        return DownloadPath + token;
    }

    /// <summary>The answer to who fetches a report.</summary>
    public Reply Fetch(string path, bool isSignedIn, DateTimeOffset now) =>
        isSignedIn ? new(StatusCodes.Status400BadRequest) { Text = "A preauthenticated address takes no Authorization header.", Reason = "Authorization at a download" }
        : downloads.TryGetValue(path[DownloadPath.Length..], out var download) && now < download.Expires
            ? new(StatusCodes.Status200OK) { Write = http => WriteAsync(http, download) }
        : new(StatusCodes.Status403Forbidden) { Text = "The address has expired.", Reason = "an address that has expired" };

    private async Task WriteAsync(HttpContext http, UsageDownload download)
    {
        http.Response.ContentType = "application/octet-stream";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(download.HasMark), bufferSize: 32 * 1024);
        await writer.WriteAsync($"{download.Shape.Columns}\r\n");
        var (cells, lines) = (download.Shape.Columns.Split(',').Select(column => CellOf(column, download)).ToList(), 0L);
        foreach (var person in directory.Employees.From(0).Where(person => !person.IsGuest))
        {
            if (lines++ == BreaksOffAfter)
            {
                await writer.FlushAsync(http.RequestAborted);
                http.Abort();
                return;
            }

            DateOnly? last = download.Last.TryGetValue(person.Id, out var day) ? day : null;
            var line = new UsageLine(person, last, IsActive: last > download.Refresh.AddDays(-download.Days));
            await writer.WriteAsync($"{string.Join(',', cells.Select(cell => cell(line)))}\r\n");
        }
    }

    /// <summary>What stands in a column, by its name: the reports share them. A name ends with what it counts.</summary>
    private Func<UsageLine, string> CellOf(string column, UsageDownload download)
    {
        return column switch
        {
            "Report Refresh Date" => Always(Day(download.Refresh)),
            "User Id" => Named(line => $"{line.Person.Id}"),
            "User Principal Name" => Named(line => line.Person.UserPrincipalName),
            "Display Name" => Named(line => line.Person.DisplayName),
            "Tenant Display Name" => Always(directory.Employees.Shape.Name),
            "Last Activity Date" => line => line.Last is { } date ? Day(date) : "",
            "Is Deleted" => Always("False"),
            "User State" => Always("active"),
            "Assigned Products" => Always("MICROSOFT 365 E3+MICROSOFT TEAMS"),
            "Has Other Action" => line => line.IsActive ? "Yes" : "No",
            "Is Licensed" => Always("Yes"),
            "Report Period" => Always(download.Days.ToString(CultureInfo.InvariantCulture)),
            "Audio Duration" or "Video Duration" or "Screen Share Duration" => Always("PT0S"),
            "Team Chat Message Count" or "Read Count" or "Visited Page Count" => line => line.IsActive ? "1" : "0",
            _ when column.EndsWith("Count", StringComparison.Ordinal) || column.EndsWith("Messages", StringComparison.Ordinal)
                || column.EndsWith("In Seconds", StringComparison.Ordinal) => Always("0"),
            _ => Always(""),
        };

        Func<UsageLine, string> Named(Func<UsageLine, string> name) => download.AreNamesConcealed ? line => Hash(name(line)) : name;

        static Func<UsageLine, string> Always(string text) => _ => text;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Seed} {text}")))[..32];

    /// <param name="Last">Their last day of activity that the report knows.</param>
    private readonly record struct UsageLine(Employee Person, DateOnly? Last, bool IsActive);

    private sealed record UsageDownload(
        UsageShape Shape,
        int Days,
        DateOnly Refresh,
        IReadOnlyDictionary<Guid, DateOnly> Last,
        bool AreNamesConcealed,
        bool HasMark,
        DateTimeOffset Expires);
}

/// <param name="Name">Of the function, as Graph calls it.</param>
/// <param name="Columns">The first line.</param>
internal sealed record UsageShape(string Name, string Columns);
