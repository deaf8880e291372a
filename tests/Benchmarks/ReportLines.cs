using System.Diagnostics;
using System.Globalization;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Sandbox.Storage;
using NodaTime;

namespace AdoptionAutomation.Benchmarks;

/// <summary>A report of a million people, all of whom were invited: streamed past their arrays, beside the whole file in memory.</summary>
internal static class ReportLines
{
    private const int People = 1_000_000;
    private const int MeasureEvery = 100_000;
    private const double MostMegabytes = 100;

    private const string Columns = "Report Refresh Date,Tenant Display Name,Shared Channel Tenant Display Names,User Id,User Principal Name,Last Activity Date,"
        + "Is Deleted,Deleted Date,Assigned Products,Team Chat Message Count,Private Chat Message Count,Call Count,Meeting Count,Post Messages,Reply Messages,"
        + "Urgent Messages,Meetings Organized Count,Meetings Attended Count,Audio Duration,Video Duration,Has Other Action,Is Licensed,Report Period";

    private static readonly DateOnly Day = new(2026, 9, 20);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = (azurite, size);
        var file = Path.GetTempFileName();
        try
        {
            await WriteAsync(file);
            var (people, peopleMegabytes) = Welcomed();
            yield return new("1,000,000 people welcomed", peopleMegabytes, "MB above rest", MostMegabytes);

            var watch = Stopwatch.StartNew();
            await StreamAsync(file, people, () => { });
            var wall = watch.Elapsed;
            var (most, lines) = (0L, 0);
            await StreamAsync(file, people, () => most = ++lines % MeasureEvery == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most);
            var naive = await LiveMemory.PeakAsync(() => ReadNaivelyAsync(file));
            watch.Restart();
            await ReadNaivelyAsync(file);
            yield return new("report by person, with the people", (most - Rest) / 1e6, "MB above rest", MostMegabytes, naive);
            yield return new("report by person", wall.TotalSeconds, "real s", null, watch.Elapsed.TotalSeconds);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static long Rest { get; set; }

    private static (PeopleUsage People, double Megabytes) Welcomed()
    {
        Rest = GC.GetTotalMemory(forceFullCollection: true);
        var usage = new PeopleUsage(groups => groups);
        for (var i = 0; i < People; i++)
        {
            usage.Add(new($"{IdOf(i)}", $"wave-{i % 7}", AddressOf(i), $"site-{i % 300}") { WelcomedAt = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero) });
        }

        usage.Seal();
        return (usage, (GC.GetTotalMemory(forceFullCollection: true) - Rest) / 1e6);
    }

    private static async Task StreamAsync(string file, PeopleUsage people, Action each)
    {
        var columns = UserColumns.Of(null);
        await using var lines = new UsageLines(columns.Report, File.OpenRead(file));
        await lines.StartAsync(CancellationToken.None);
        people.Begin(new(lines.RefreshDate, DateTimeZone.Utc));
        await UserReading.PassAsync(
            lines,
            columns,
            people,
            (position, last, posts, replies) =>
            {
                people.NoteMonth(position, last, posts, replies);
                each();
            },
            CancellationToken.None);
        people.Usage(people.People(), columns);
    }

    /// <summary>The whole file as one text, cut into lines, those into fields, of which it keeps what the figures are made of.</summary>
    private static async Task<object?> ReadNaivelyAsync(string file)
    {
        var lines = (await File.ReadAllTextAsync(file)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var users = new List<(string User, string Address, string LastActivity, int Posts, int Replies)>();
        foreach (var fields in lines.Skip(1).Select(line => line.Split(',')))
        {
            users.Add((fields[3], fields[4], fields[5], Number(fields[13]), Number(fields[14])));
        }

        return (lines, users);

        static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
    }

    private static async Task WriteAsync(string file)
    {
        await using var writer = new StreamWriter(file);
        await writer.WriteAsync($"{Columns}\r\n");
        for (var i = 0; i < People; i++)
        {
            var last = i % 3 == 0 ? "" : Day.AddDays(-(i % 13)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await writer.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"2026-09-20,Lumen,,{IdOf(i)},{AddressOf(i)},{last},False,,MICROSOFT 365 E3+MICROSOFT TEAMS,{i % 40},{i % 30},0,{i % 5},{i % 3},{i % 7},0,0,{i % 5},PT0S,PT0S,No,Yes,30\r\n"));
        }
    }

    private static Guid IdOf(int number) => new($"{number:x8}-0000-4000-8000-000000000000");

    private static string AddressOf(int number) => $"person.{number}@lumen.example";
}
