using System.Text.Json;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Feeds;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Feeds;

/// <summary>A feed that is due at 8:00 in Paris, 6:00 UTC, each day.</summary>
public sealed class NewsComposerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 10, 5, 6, 0, 0, TimeSpan.Zero);

    private FeedSite site = null!;
    private AppParts parts = null!;
    private Campaign campaign = null!;

    public async Task InitializeAsync()
    {
        site = await FeedSite.StartAsync();
        parts = await AppParts.StartAsync(azurite.NewAccount());
        var folder = new SmallCampaign().Write();
        campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);
    }

    public async Task DisposeAsync()
    {
        await parts.DisposeAsync();
        await site.DisposeAsync();
    }

    [Fact]
    public async Task News_come_once_a_few_a_day_and_the_same_to_all_who_ask()
    {
        site.Say("/a", FeedSite.RssOf(Enumerable.Range(0, 7).Select(i => ($"n{i}", Monday.AddHours(-i - 1)))));
        var first = await ComposeAsync(0);
        site.Say("/a", FeedSite.RssOf(("late", Monday.AddMinutes(-1))));
        var again = await ComposeAsync(0);

        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
        Assert.Equal(["n0", "n1", "n2"], Titles(first));
        Assert.Single(site.Asked);
        var text = Assert.IsType<Composition.Ready>(first).Post.Texts[1];
        Assert.Equal("The press", text.Title);
        Assert.StartsWith("**[Title n0](<https://a.example/n0>)**  \nSite, 5 October 2026", text.Markdown, StringComparison.Ordinal);

        site.Say("/a", FeedSite.RssOf([("late", Monday.AddHours(20)), .. Enumerable.Range(0, 7).Select(i => ($"n{i}", Monday.AddHours(-i - 1)))]));
        Assert.Equal(["late", "n3", "n4"], Titles(await ComposeAsync(1)));
        Assert.Equal(["n5", "n6"], Titles(await ComposeAsync(2)));
        Assert.Equal("The feed has nothing new.", Assert.IsType<Composition.Nothing>(await ComposeAsync(3)).Why);
    }

    [Fact]
    public async Task Two_feeds_that_tell_of_one_page_show_it_once()
    {
        site.Say("/a", FeedSite.RssOf(("x", Monday.AddHours(-1))));
        site.Say("/b", FeedSite.RssOf(("x", Monday.AddHours(-1)), ("y", Monday.AddHours(-2))));

        Assert.Equal(["x"], Titles(await ComposeAsync(0, "a")));
        Assert.Equal(["y"], Titles(await ComposeAsync(0, "b")));
    }

    [Fact]
    public async Task Who_looks_ahead_takes_no_news()
    {
        site.Say("/a", FeedSite.RssOf(("x", Monday.AddHours(-1))));
        parts.Clock.AdvanceTo(Monday.AddSeconds(-1));

        Assert.InRange(Assert.IsType<Composition.NotYet>(await ComposeNowAsync(0)).Wait, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(1));
        Assert.Empty(site.Asked);
        Assert.Equal(["x"], Titles(await ComposeAsync(0)));
    }

    [Fact]
    public async Task An_item_of_the_future_waits_for_its_day()
    {
        site.Say("/a", FeedSite.RssOf(("tomorrow", Monday.AddHours(20)), ("today", Monday.AddHours(-1))));

        Assert.Equal(["today"], Titles(await ComposeAsync(0)));
        Assert.Equal(["tomorrow"], Titles(await ComposeAsync(1)));
    }

    [Fact]
    public async Task An_unchanged_feed_is_not_fetched_again_unless_others_wait()
    {
        site.Pages["/a"] = async http =>
        {
            http.Response.Headers.ETag = "\"v1\"";
            if (http.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                http.Response.StatusCode = 304;
                return;
            }

            await using var body = new StreamWriter(http.Response.Body);
            await body.WriteAsync(FeedSite.RssOf(Enumerable.Range(0, 4).Select(i => ($"n{i}", Monday.AddHours(-i - 1)))));
        };

        Assert.Equal(3, Titles(await ComposeAsync(0)).Count);
        Assert.Equal(["n3"], Titles(await ComposeAsync(1)));
        Assert.IsType<Composition.Nothing>(await ComposeAsync(2));
        Assert.Equal(["", "", "\"v1\""], site.Asked.Select(asked => asked.Headers.IfNoneMatch.ToString()));
    }

    [Fact]
    public async Task A_feed_that_fails_is_tried_for_two_hours_and_told_of_after_three_days()
    {
        site.Pages["/a"] = http =>
        {
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        Assert.Equal(TimeSpan.FromMinutes(20), Assert.IsType<Composition.NotYet>(await ComposeAsync(0)).Wait);
        for (var day = 0; day < 4; day++)
        {
            parts.Clock.AdvanceTo(Monday.AddDays(day).AddHours(2));
            Assert.Contains("it answered 503", Assert.IsType<Composition.Nothing>(await ComposeNowAsync(day)).Why, StringComparison.Ordinal);
            var kept = (await parts.Get<FeedsTable>().FindDayAsync("small", Occurrence("a", day).Key, default))!;
            Assert.Equal((day + 1, "2026-10-05"), (kept.FailedDays, kept.FailingSince));
        }

        site.Say("/a", FeedSite.RssOf(("x", Monday.AddDays(3))));
        Assert.Equal(["x"], Titles(await ComposeAsync(4)));
        Assert.Equal(0, (await parts.Get<FeedsTable>().FindStateAsync("small", "a", default)).FailedDays);
        var words = NewsWords.Failing(campaign, Feed("a"), new([], "", "it answered 503", 3, "2026-10-05"));
        Assert.Equal("feed.a.2026-10-05", words.Id);
    }

    [Fact]
    public async Task Something_that_is_no_feed_is_a_day_without_news()
    {
        site.Say("/a", "<!doctype html><p>Maintenance");

        Assert.Contains("a web page", Assert.IsType<Composition.Nothing>(await ComposeAsync(0)).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeathPoint.Before)]
    [InlineData(DeathPoint.After)]
    public async Task Wherever_the_process_dies_the_news_of_a_day_are_one(object point)
    {
        var made = new List<string>();
        for (var request = 1; request < 20; request++)
        {
            site.Say("/a", FeedSite.RssOf(Enumerable.Range(0, 2).Select(i => ($"n{request}-{i}", Monday.AddHours(-1)))));
            var services = parts.NewInstance();
            parts.Faults.DieAt(services.GetRequiredService<InstanceFaults>().Requests + request, (DeathPoint)point);
            try
            {
                made.Add(JsonSerializer.Serialize(Assert.IsType<Composition.Ready>(await ComposeAsync(0)).Post));
            }
            catch (ProcessDeathException)
            {
                // The queue brings it back.
            }
        }

        Assert.NotEmpty(made);
        Assert.Single(made.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_who_ask_at_once_get_the_same()
    {
        site.Say("/a", FeedSite.RssOf(("x", Monday.AddHours(-1)), ("y", Monday.AddHours(-2))));
        parts.Clock.AdvanceTo(Monday);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ComposeNowAsync(0)));

        Assert.Single(made.Select(one => JsonSerializer.Serialize(Assert.IsType<Composition.Ready>(one).Post)).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_feed_of_the_internet_is_found_at_the_sandboxs_news_sites()
    {
        parts.Clock.AdvanceTo(Monday.AddDays(4));
        var feed = Feed("a") with { Url = "https://press.example/rss" };
        var composer = parts.Get<IEnumerable<IComposer>>().Single(one => one.Kind == OccurrenceKind.News);
        var post = await composer.ComposeAsync(campaign, new(feed, OccurrenceKind.News, "2026-10-09", new(2026, 10, 9, 8, 0), null), default);

        Assert.Equal(3, Titles(post).Count);
    }

    private Task<Composition> ComposeAsync(int day, string feed = "a")
    {
        if (parts.Clock.GetUtcNow() < Monday.AddDays(day))
        {
            parts.Clock.AdvanceTo(Monday.AddDays(day));
        }

        return ComposeNowAsync(day, feed);
    }

    private Task<Composition> ComposeNowAsync(int day, string feed = "a") => parts.Get<IEnumerable<IComposer>>()
        .Single(one => one.Kind == OccurrenceKind.News).ComposeAsync(campaign, Occurrence(feed, day), default);

    private Occurrence Occurrence(string feed, int day)
    {
        var date = new LocalDate(2026, 10, 5).PlusDays(day);
        return new(Feed(feed), OccurrenceKind.News, date.ToString("uuuu-MM-dd", null), date + new LocalTime(8, 0), null);
    }

    private Feed Feed(string id) => new()
    {
        Id = id,
        Url = site.UrlOf($"/{id}"),
        Title = new() { Fr = "La presse", En = "The press" },
        At = new(8, 0),
        MostADay = 3,
        To = new() { Groups = ["everybody"] },
        Channels = [PostChannel.Teams],
    };

    private static List<string> Titles(Composition composition) =>
    [
        .. Assert.IsType<Composition.Ready>(composition).Post.Texts[0].Markdown.Split("\n\n").Select(part => part.Split(']')[0]["**[Title ".Length..]),
    ];
}
