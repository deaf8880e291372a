using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Functions.Calendar.Feeds;

/// <summary>A site on this machine that answers as it is told to, path by path.</summary>
internal sealed class FeedSite : IAsyncDisposable
{
    private readonly WebApplication server;

    private FeedSite(WebApplication server) => this.server = server;

    public Dictionary<string, RequestDelegate> Pages { get; } = new(StringComparer.Ordinal);

    public List<(string Path, IHeaderDictionary Headers)> Asked { get; } = [];

    public static async Task<FeedSite> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new FeedSite(builder.Build());
        site.server.Run(http =>
        {
            site.Asked.Add((http.Request.Path, new HeaderDictionary(http.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase))));
            http.Response.StatusCode = site.Pages.ContainsKey(http.Request.Path) ? 200 : 404;
            return site.Pages.TryGetValue(http.Request.Path, out var page) ? page(http) : Task.CompletedTask;
        });
        await site.server.StartAsync();
        return site;
    }

    public string UrlOf(string path) => server.Urls.Single() + path;

    public void Say(string path, string text) => Pages[path] = async http =>
    {
        http.Response.ContentType = "application/rss+xml; charset=utf-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text));
    };

    public static string RssOf(params IEnumerable<(string Id, DateTimeOffset At)> items) => $"""
        <rss version="2.0"><channel><title>Site</title>{string.Concat(items.Select(item =>
            $"<item><guid>{item.Id}</guid><title>Title {item.Id}</title><link>https://a.example/{item.Id}</link><pubDate>{item.At:R}</pubDate></item>"))}</channel></rss>
        """;

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
