using AdoptionAutomation.Calendar.Feeds;

namespace AdoptionAutomation.Tests.Functions.Calendar.Feeds;

public sealed class NewsChoiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Items by how many hours ago they were published; null: they do not say.</summary>
    public static TheoryData<double?[], int, string, bool> Rows => new()
    {
        { [], 5, "", false },
        { [1, 2, 3], 5, "0 1 2", false },
        { [3, 1, 2], 2, "1 2", true },
        { [-1, 1], 5, "1", true },
        { [-0.1, 1], 5, "0 1", false },
        { [14 * 24 - 1, 14 * 24 + 1], 5, "0", false },
        { [null, null, 1], 2, "0 1", true },
        { [24 * 400], 5, "", false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_newest_are_taken_and_the_others_wait(double?[] hours, int most, string taken, bool othersWait)
    {
        var items = hours.Select((ago, i) => Item(i, ago is { } h ? Now.AddHours(-h) : null)).ToList();
        var choice = NewsChoice.Of(items, _ => false, Now, most);

        Assert.Equal(taken, string.Join(' ', choice.Taken.Select(item => items.IndexOf(item))));
        Assert.Equal(othersWait, choice.OthersWait);
    }

    [Fact]
    public void Five_hundred_old_items_are_five_and_then_those_of_two_weeks()
    {
        var items = Enumerable.Range(0, 500).Select(i => Item(i, Now.AddDays(-i / 2.0))).ToList();
        var seen = new HashSet<string>();
        var days = 0;
        while (NewsChoice.Of(items, item => seen.Contains(item.Id), Now, 5) is { Taken.Count: > 0 and <= 5 } choice)
        {
            seen.UnionWith(choice.Taken.Select(item => item.Id));
            days++;
        }

        Assert.Equal((28, 6), (seen.Count, days));
    }

    [Fact]
    public void Of_a_feed_without_dates_only_the_top_counts()
    {
        Assert.Equal(20, NewsChoice.Of(Enumerable.Range(0, 500).Select(i => Item(i, null)), _ => false, Now, 100).Taken.Count);
    }

    [Theory]
    [InlineData("https://a.example/x", "https://a.example/x/", true)]
    [InlineData("https://a.example/x?utm_source=rss&id=1", "https://a.example/x?id=1#top", true)]
    [InlineData("https://a.example/x?id=1", "https://a.example/x?id=2", false)]
    public void One_page_by_two_addresses_is_one_page(string one, string other, bool same)
    {
        var items = new[] { Item(0, Now) with { Link = new(one) }, Item(1, Now) with { Link = new(other) } };

        Assert.Equal(same ? 1 : 2, NewsChoice.Of(items, _ => false, Now, 5).Taken.Count);
    }

    [Fact]
    public void What_has_nothing_to_show_is_left_out() => Assert.Empty(NewsChoice.Of([Item(0, Now) with { Title = "" }], _ => false, Now, 5).Taken);

    private static FeedItem Item(int number, DateTimeOffset? at) => new($"{number}", $"Title {number}", new($"https://a.example/{number}"), at, "");
}
