using System.IO.Compression;
using AdoptionAutomation.Calendar.Feeds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Calendar.Feeds;

public sealed class FeedFetcherTests : IAsyncLifetime
{
    private FeedSite site = null!;

    public async Task InitializeAsync() => site = await FeedSite.StartAsync();

    public Task DisposeAsync() => site.DisposeAsync().AsTask();

    [Fact]
    public async Task A_feed_comes_whole_by_up_to_three_redirects()
    {
        site.Say("/feed", "<rss/>");
        foreach (var (from, to) in new[] { ("/1", "/2"), ("/2", "/3"), ("/3", "/feed"), ("/0", "/1") })
        {
            site.Pages[from] = http => MoveTo(http, to);
        }

        var fresh = Assert.IsType<Fetched.Fresh>(await FetchAsync("/1"));
        Assert.Equal(("<rss/>", site.UrlOf("/feed")), (System.Text.Encoding.UTF8.GetString(fresh.Bytes), fresh.Address.ToString()));
        Assert.All(site.Asked, asked => Assert.StartsWith("AdoptionAutomation/", asked.Headers.UserAgent.ToString(), StringComparison.Ordinal));
        Assert.Contains("more than 3", (await FailureAsync("/0")).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_unchanged_is_not_sent_again()
    {
        site.Pages["/feed"] = async http =>
        {
            (http.Response.Headers.ETag, http.Response.Headers.LastModified) = ("\"v1\"", "Mon, 05 Oct 2026 08:00:00 GMT");
            if (http.Request.Headers.IfNoneMatch == "\"v1\"" && http.Request.Headers.IfModifiedSince == "Mon, 05 Oct 2026 08:00:00 GMT")
            {
                http.Response.StatusCode = 304;
                return;
            }

            await http.Response.WriteAsync("<rss/>");
        };
        var fresh = Assert.IsType<Fetched.Fresh>(await FetchAsync("/feed"));

        Assert.IsType<Fetched.Unchanged>(await FetchAsync("/feed", fresh.Version));
    }

    public static TheoryData<string, string> Elsewhere => new()
    {
        { "http://news.example/feed", "not https" },
        { "http://169.254.169.254/metadata", "not https" },
        { "https://169.254.169.254/metadata", "no public address" },
        { "https://10.0.0.1/", "no public address" },
        { "https://[::ffff:10.0.0.1]/", "no public address" },
        { "file:///etc/passwd", "not https" },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task Nothing_leads_into_our_own_network(string address, string why)
    {
        site.Pages["/feed"] = http => MoveTo(http, address);

        var led = await FailureAsync("/feed");
        await using var app = App();
        var direct = Assert.IsType<Fetched.Failed>(await app.GetRequiredService<FeedFetcher>().FetchAsync(new(address), null, default));
        Assert.All(new[] { led, direct }, failed => Assert.Contains(why, failed.Why, StringComparison.Ordinal));
        Assert.False(led.MayPass || direct.MayPass);
    }

    [Fact]
    public async Task This_machine_is_asked_only_in_the_sandbox()
    {
        site.Say("/feed", "<rss/>");
        await using var app = App(("Feeds__AllowLoopback", "false"));
        var fetcher = app.GetRequiredService<FeedFetcher>();
        var port = new Uri(site.UrlOf("/")).Port;

        Assert.Contains("not https", Assert.IsType<Fetched.Failed>(await fetcher.FetchAsync(new(site.UrlOf("/feed")), null, default)).Why, StringComparison.Ordinal);
        Assert.Contains("no public", Assert.IsType<Fetched.Failed>(await fetcher.FetchAsync(new($"https://localhost:{port}/feed"), null, default)).Why, StringComparison.Ordinal);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task A_huge_feed_is_refused_however_it_comes()
    {
        var block = new byte[64 * 1024];
        Array.Fill(block, (byte)' ');
        site.Pages["/chunked"] = async http =>
        {
            for (var i = 0; i < 33; i++)
            {
                await http.Response.Body.WriteAsync(block);
            }
        };
        site.Pages["/bomb"] = async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            for (var i = 0; i < 1_000; i++)
            {
                await gzip.WriteAsync(block);
            }
        };
        site.Pages["/limit"] = async http =>
        {
            for (var i = 0; i < 32; i++)
            {
                await http.Response.Body.WriteAsync(block);
            }
        };

        Assert.Equal(("it is larger than 2 MB", false), Parts(await FailureAsync("/chunked")));
        Assert.Equal(("it is larger than 2 MB", false), Parts(await FailureAsync("/bomb")));
        Assert.Equal(FeedFetcher.LargestFeed, Assert.IsType<Fetched.Fresh>(await FetchAsync("/limit")).Bytes.Length);
    }

    [Theory]
    [InlineData("/headers")]
    [InlineData("/drip")]
    public async Task A_slow_feed_is_left_in_time(string path)
    {
        site.Pages["/headers"] = http => Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted);
        site.Pages["/drip"] = async http =>
        {
            while (true)
            {
                await http.Response.WriteAsync(" ", http.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(50), http.RequestAborted);
            }
        };

        var failed = await FailureAsync(path, ("Feeds__MostTime", "00:00:00.3"));
        Assert.True(failed.MayPass);
        Assert.Contains("did not answer in full", failed.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(429, true)]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(403, false)]
    [InlineData(302, false)]
    public async Task A_failing_site_is_asked_again_the_same_day_and_a_missing_feed_is_not(int status, bool mayPass)
    {
        site.Pages["/feed"] = http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.Equal(($"it answered {status}", mayPass), Parts(await FailureAsync("/feed")));
    }

    [Fact]
    public async Task A_broken_answer_and_a_closed_door_may_pass()
    {
        site.Pages["/abort"] = http =>
        {
            http.Abort();
            return Task.CompletedTask;
        };
        site.Pages["/not-gzip"] = http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            return http.Response.WriteAsync("plain");
        };

        Assert.True((await FailureAsync("/abort")).MayPass);
        Assert.True((await FailureAsync("/not-gzip")).MayPass);
        await using var app = App();
        Assert.True(Assert.IsType<Fetched.Failed>(await app.GetRequiredService<FeedFetcher>().FetchAsync(FarSide.ClosedPort(), null, default)).MayPass);
    }

    private static Task MoveTo(HttpContext http, string to)
    {
        (http.Response.StatusCode, http.Response.Headers.Location) = (302, to);
        return Task.CompletedTask;
    }

    private static (string, bool) Parts(Fetched.Failed failed) => (failed.Why, failed.MayPass);

    private async Task<Fetched> FetchAsync(string path, FeedVersion? known = null, params (string Name, string Value)[] settings)
    {
        await using var app = App(settings);
        return await app.GetRequiredService<FeedFetcher>().FetchAsync(new(site.UrlOf(path)), known, default);
    }

    private async Task<Fetched.Failed> FailureAsync(string path, params (string Name, string Value)[] settings) =>
        Assert.IsType<Fetched.Failed>(await FetchAsync(path, null, settings));

    private static ServiceProvider App(params (string Name, string Value)[] settings)
    {
        var all = SettingsTests.Sample();
        all["Feeds__AllowLoopback"] = "true";
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return SettingsTests.Build(all);
    }
}
