using System.Globalization;
using System.Net;
using System.Text;
using AdoptionAutomation.Sandbox.Faults;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// Sites of the world outside that publish news on working days: whatever feed a campaign names is found here, as RSS of the last weeks,
/// the same for a seed, an address and an hour.
/// </summary>
internal sealed class NewsSite(int seed, TimeProvider clock)
{
    public const string Path = "/feeds/";

    private const int DaysBack = 30;
    private const int MostADay = 4;
    private static readonly TimeSpan FirstHour = TimeSpan.FromHours(6);
    private static readonly TimeSpan LastHour = TimeSpan.FromHours(18);
    private static readonly string[] Subjects = ["Une équipe raconte", "Ouverture d’un site", "Résultats du trimestre", "Sécurité : un geste simple", "Nouvelle offre & premiers clients"];

    public async Task ServeAsync(HttpContext http)
    {
        var site = http.Request.Path.Value![Path.Length..];
        var items = ItemsOf(site).ToList();
        var tag = $"\"{items.Count}-{items.FirstOrDefault().At.Ticks}\"";
        http.Response.Headers.ETag = tag;
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "application/rss+xml; charset=utf-8";
        await http.Response.WriteAsync(Rss(site, items));
    }

    /// <summary>Newest first.</summary>
    public IEnumerable<(string Id, string Title, DateTimeOffset At)> ItemsOf(string site)
    {
        var (dice, now) = (new Dice(seed), clock.GetUtcNow());
        for (var day = now.UtcDateTime.Date; day > now.UtcDateTime.Date.AddDays(-DaysBack); day = day.AddDays(-1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                continue;
            }

            var number = day.Ticks / TimeSpan.TicksPerDay;
            var today = Enumerable.Range(0, dice.Below(MostADay, $"news of {site}", number)).Select(index => (
                Id: $"{site}-{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{index}",
                Title: Subjects[dice.Below(Subjects.Length, $"subject {index} of {site}", number)],
                At: new DateTimeOffset(day, TimeSpan.Zero) + dice.Between(FirstHour, LastHour, $"hour {index} of {site}", number)));
            foreach (var item in today.Where(item => item.At <= now).OrderByDescending(item => item.At))
            {
                yield return item;
            }
        }
    }

    private static string Rss(string site, IEnumerable<(string Id, string Title, DateTimeOffset At)> items)
    {
        var host = site.Split('/')[0];
        var text = new StringBuilder($"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{Plain(host)}</title><link>https://{Plain(host)}/</link>""");
        foreach (var (id, title, at) in items)
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                <item><guid isPermaLink="false">{Plain(id)}</guid><title>{Plain(title)}</title><link>https://{Plain(host)}/articles/{Uri.EscapeDataString(id)}?utm_source=rss</link>
                <pubDate>{at:R}</pubDate><description><![CDATA[<p>{Plain(title)}&nbsp;: <b>l’article</b> du {at:dd/MM}.</p>]]></description></item>
                """);
        }

        return text.Append("</channel></rss>").ToString();
    }

    private static string Plain(string text) => WebUtility.HtmlEncode(text);
}
