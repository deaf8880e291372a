using System.Text;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant.Usage;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// The usage reports of the tenant: two days late, behind an address that asks for no sign-in and is good for some minutes, streamed at any size.
/// What they tell is fixed when they are asked for.
/// </summary>
internal sealed class TenantReports(TenantOptions options, TenantDirectory directory, TenantLog log)
{
    public const string DownloadPath = "/reports/data/download/";

    /// <summary>Reports become available within 48 hours.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(48);

    /// <summary>A day whose data is late is complete so long after its report came out.</summary>
    public static readonly TimeSpan LateBy = TimeSpan.FromHours(12);

    private const double IsLate = 0.1;
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, UsageDownload> downloads = new(StringComparer.Ordinal);
    private readonly Dice dice = new(options.Seed);

    /// <summary>What people do; null: nothing, unless <see cref="Activity"/> tells.</summary>
    public LifeBooks? Life { get; set; }

    /// <summary>Who was active before that instant, and on which day for the last time, instead of <see cref="Life"/>; whom it leaves out was not.</summary>
    public Func<DateTimeOffset, IEnumerable<(Guid User, DateOnly LastActivity)>>? Activity { get; set; }

    /// <summary>The setting displayConcealedNames.</summary>
    public bool ConcealNames { get; set; } = options.ConcealedNames;

    /// <summary>A download breaks off after so many lines; null: none does.</summary>
    public long? BreaksOffAfter { get; set; }

    /// <summary>What is wrong with downloads.</summary>
    public ReportTrouble Trouble { get; set; } = ReportTrouble.None;

    /// <summary>Whether part of what happened on a day comes in late.</summary>
    public bool IsRestated(DateOnly day) => options.LateData && dice.Chance(IsLate, "late data", day.DayNumber);

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
        var isPartial = IsRestated(refresh) && now < new DateTimeOffset(refresh.AddDays(2), TimeOnly.MinValue, TimeSpan.Zero) + LateBy;
        var token = UsageCells.Hash(options.Seed, $"download {request}");
        downloads[token] = new(Columns(shape), LinesOf(new(shape, days, refresh, isPartial)), HasMark: request % 2 == 1, now + Valid) { Name = shape.Name };
        return DownloadPath + token;
    }

    /// <summary>The answer to who fetches a report.</summary>
    public Reply Fetch(string path, bool isSignedIn, DateTimeOffset now) =>
        isSignedIn ? new(StatusCodes.Status400BadRequest) { Text = "A preauthenticated address takes no Authorization header.", Reason = "Authorization at a download" }
        : downloads.TryGetValue(path[DownloadPath.Length..], out var download) && now < download.Expires
            ? new(StatusCodes.Status200OK) { Write = http => WriteAsync(http, download) }
        : new(StatusCodes.Status403Forbidden) { Text = "The address has expired.", Reason = "an address that has expired" };

    private IEnumerable<string[]> LinesOf(UsageQuestion question)
    {
        if (question.Shape.Of == UsageLine.Day)
        {
            return new DayLines(question, Life).Lines();
        }

        var cells = new UsageCells(options.Seed, ConcealNames);
        var tally = Life is not null && Activity is null ? new UsageTally(question, Life, options.Seed)
            : UsageTally.Of((Activity?.Invoke(question.End) ?? []).Where(one => one.LastActivity <= question.Refresh), question.From);
        return question.Shape.Of == UsageLine.User
            ? new UserLines(directory, question, tally, cells).Lines()
            : new GroupLines(question, cells, tally, directory, log).Lines();
    }

    /// <summary>Pages and data call a column by two names; which one a tenant gives, its seed decides.</summary>
    private string Columns(UsageShape shape) => dice.Chance(0.5, "guests", 0)
        ? shape.Columns.Replace(UsageShape.Guests, UsageShape.GuestsToo, StringComparison.Ordinal)
        : shape.Columns;

    private async Task WriteAsync(HttpContext http, UsageDownload download)
    {
        var trouble = Trouble.Of is null || Trouble.Of == download.Name ? Trouble : ReportTrouble.None;
        http.Response.ContentType = trouble.IsHtml ? "text/html" : "application/octet-stream";
        await using var writer = new StreamWriter(http.Response.Body, new UTF8Encoding(download.HasMark), bufferSize: 32 * 1024);
        if (trouble.IsHtml)
        {
            await writer.WriteAsync("<!DOCTYPE html><html><head><title>Error</title></head><body>Something went wrong, please try again.</body></html>");
            return;
        }

        var columns = download.Columns.Split(',');
        var missing = Array.IndexOf(columns, trouble.WithoutColumn);
        await writer.WriteAsync(Line(columns));
        var lines = 0L;
        foreach (var line in download.Lines)
        {
            if (lines++ == BreaksOffAfter)
            {
                await writer.FlushAsync(http.RequestAborted);
                http.Abort();
                return;
            }

            await writer.WriteAsync(Line(line));
        }

        string Line(string[] cells) => string.Join(trouble.Separator, missing < 0 ? cells : cells.Where((_, i) => i != missing)) + "\r\n";
    }

    private sealed record UsageDownload(string Columns, IEnumerable<string[]> Lines, bool HasMark, DateTimeOffset Expires)
    {
        public required string Name { get; init; }
    }
}

/// <summary>What is wrong with the downloads of reports.</summary>
internal sealed record ReportTrouble
{
    public static readonly ReportTrouble None = new();

    /// <summary>Name of the report that is meant; null: all of them.</summary>
    public string? Of { get; init; }

    /// <summary>A page instead of a report.</summary>
    public bool IsHtml { get; init; }

    /// <summary>Name of a column that is not there; null: all are.</summary>
    public string? WithoutColumn { get; init; }

    public char Separator { get; init; } = ',';
}
