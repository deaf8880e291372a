using System.Globalization;
using System.Net;
using System.Text;
using AdoptionAutomation.Sandbox.Tenant;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Writes what came of a rehearsal: summary.json, every mail, and a table on the console.</summary>
internal static class Report
{
    public static async Task WriteAsync(RehearsalResult result, DirectoryInfo output, CancellationToken cancellationToken)
    {
        var mails = Directory.CreateDirectory(Path.Combine(output.FullName, "mails"));
        foreach (var old in mails.EnumerateFiles("*.html"))
        {
            old.Delete();
        }

        await File.WriteAllTextAsync(Path.Combine(output.FullName, "summary.json"), result.Summary.ToJson() + "\n", cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(output.FullName, "findings.txt"), result.Findings, cancellationToken);
        var list = new StringBuilder();
        for (var i = 0; i < result.Mails.Count; i++)
        {
            var (mail, name) = (result.Mails[i], string.Create(CultureInfo.InvariantCulture, $"{i + 1:D6}.html"));
            await File.WriteAllTextAsync(Path.Combine(mails.FullName, name), mail.Html ?? WebUtility.HtmlEncode(mail.Text), cancellationToken);
            list.Append(CultureInfo.InvariantCulture, $"<tr><td>{mail.At:yyyy-MM-dd HH:mm}</td><td><a href=\"mails/{name}\">{WebUtility.HtmlEncode(mail.Subject)}</a></td>")
                .Append(CultureInfo.InvariantCulture, $"<td>{WebUtility.HtmlEncode(mail.To)}</td><td>{mail.Outcome}</td></tr>\n");
        }

        await File.WriteAllTextAsync(Path.Combine(output.FullName, "index.html"), Page(result, list.ToString()), cancellationToken);
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

    private static string Page(RehearsalResult result, string mails) => $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Rehearsal</title>
        <style>body{font:16px/1.5 'Segoe UI',Arial,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1f2937}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d1d5db}pre{background:#f3f5f8;padding:1rem;overflow:auto}</style></head>
        <body><h1>Rehearsal</h1><p><strong>{{(result.Holds ? "Nothing lost, nothing twice, every group stands." : $"{result.Findings.Count} findings.")}}</strong></p>
        <ul>{{string.Concat(result.Findings.Select(finding => $"<li>{WebUtility.HtmlEncode(finding)}</li>"))}}</ul>
        <h2>Summary</h2><pre>{{WebUtility.HtmlEncode(result.Summary.ToJson())}}</pre>
        <h2>Mails</h2><table><thead><tr><th scope="col">When (UTC)</th><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Outcome</th></tr></thead><tbody>
        {{mails}}</tbody></table></body></html>
        """;
}
