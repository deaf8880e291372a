using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Writes what came of a rehearsal: summary.json, timeline.json, findings.txt, a page that holds every mail, and a table on the console.</summary>
internal static class Report
{
    public static async Task WriteAsync(RehearsalResult result, DirectoryInfo output, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(output.FullName, "summary.json"), result.Summary.ToJson() + "\n", cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output.FullName, Timeline.FileName), Timeline.Of(result.Record).ToJson() + "\n", cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(output.FullName, "findings.txt"), result.Findings, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(output.FullName, "index.html"), await PageAsync(result, cancellationToken), cancellationToken);
    }

    public static void Print(IAnsiConsole console, RehearsalResult result, DirectoryInfo output)
    {
        var summary = result.Summary;
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "asked", "received", "refused", "uncertain", "lost", "doubled");
        table.AddRow("Groups", $"{summary.Groups.Planned}", $"{summary.Groups.Provisioned}", "", "", Bad(summary.Groups.Planned - summary.Groups.Provisioned), Bad(summary.Groups.Doubled));
        var people = summary.People;
        table.AddRow("People", $"{people.Targeted}", $"{people.Invited}", $"{people.Refused}", $"{people.Uncertain}", Bad(people.Lost), Bad(people.Doubled));
        var mails = summary.Mails;
        var askedMails = mails.Sent + mails.Refused + mails.Uncertain + mails.Lost - mails.Doubled;
        table.AddRow("Mails", $"{askedMails}", $"{mails.Sent}", $"{mails.Refused}", $"{mails.Uncertain}", Bad(mails.Lost), Bad(mails.Doubled));
        var posts = summary.Posts;
        table.AddRow("Posts", $"{posts.Due}", $"{posts.Published}", $"{posts.Refused}", $"{posts.Uncertain}", Bad(posts.Lost), Bad(posts.Doubled));
        var surveys = summary.Surveys;
        table.AddRow("Answers", $"{surveys.Answers + surveys.Lost - surveys.Doubled}", $"{surveys.Answers}", "", "", Bad(surveys.Lost), Bad(surveys.Doubled));
        var (kpis, digests) = (summary.Kpis, summary.Digests);
        table.AddRow("Snapshots", $"{kpis.Expected}", $"{kpis.Snapshots}", "", "", $"{kpis.Expected - kpis.Snapshots}", "");
        table.AddRow("Digests", $"{digests.Expected}", $"{digests.Sent}", "", "", $"{digests.Expected - digests.Sent}", "");
        console.Write(table);
        console.MarkupLine($"{people.Activated} people active. {result.Faults} faults met, {result.Deaths} deaths of the process.");
        var requests = summary.Requests;
        console.MarkupLine(
            $"Requests: Graph {requests.Graph} ({requests.GraphThrottled} throttled), SendGrid {requests.SendGrid}, "
            + $"tables {requests.Tables}, queues {requests.Queues}, blobs {requests.Blobs}. {summary.WallSeconds.ToString(CultureInfo.InvariantCulture)} s.");
        foreach (var finding in result.Findings.Take(20))
        {
            console.MarkupLine($"[red]{Markup.Escape(finding)}[/]");
        }

        console.MarkupLine(result.Holds ? "[green]Nothing lost, nothing twice, every group stands.[/]" : $"[red]{result.Findings.Count} findings: see findings.txt.[/]");
        console.WriteLine($"Report: {Path.Combine(output.FullName, "index.html")}");
    }

    private static string Bad(int count) => count == 0 ? "0" : $"[red]{count}[/]";

    private static async Task<string> PageAsync(RehearsalResult result, CancellationToken cancellationToken)
    {
        var (run, words) = (result.Record, new DashboardWords(result.Record.Campaign.FirstLanguage));
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var pages = new Pages(services, NullLoggerFactory.Instance);
        var archive = await MailArchive.OfAsync(run, pages, words);
        var places = await CampaignPlaces.ReadAsync(run.Campaign.Files, cancellationToken);
        var content = new ReportComposer(result, words).Compose(archive, places);
        var (css, script) = (DashboardStyle.Css + Resource("report.css"), Resource("report.js"));
        return await pages.RenderAsync<ReportPage>(("Content", content), ("Policy", PolicyOf(css, script, archive.Styles)), ("Css", css), ("Script", script));
    }

    /// <summary>
    /// Frames inherit it: so it names the style sheets of mails by their hashes, and allows their style attributes, without which no mail looks as it does.
    /// </summary>
    private static string PolicyOf(string css, string script, IEnumerable<string> styles) =>
        $"default-src 'none'; script-src {Hash(script)}; style-src-elem {string.Join(' ', styles.Prepend(css).Select(Hash))}; style-src-attr 'unsafe-inline'; "
        + "img-src data:; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    /// <summary>Line ends as the browser reads them, or the hash is of something else.</summary>
    private static string Resource(string name)
    {
        using var stream = typeof(Report).Assembly.GetManifestResourceStream($"{typeof(ReportPage).Namespace}.{name}")!;
        return new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
    }
}
