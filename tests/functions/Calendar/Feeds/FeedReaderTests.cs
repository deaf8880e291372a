using System.Text;
using AdoptionAutomation.Calendar.Feeds;

namespace AdoptionAutomation.Tests.Functions.Calendar.Feeds;

public sealed class FeedReaderTests
{
    private static readonly Uri Address = new("https://news.example/rss/feed.xml");

    private const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel>
            <title>L&#8217;actu &amp; nous</title><atom:link href="https://news.example/rss/feed.xml" rel="self"/><link>https://news.example/</link>
            <item>
              <title><![CDATA[Un &eacute;t&eacute; <b>studieux</b>]]></title><media:title>Photo</media:title>
              <link>http://news.example/a?utm_source=rss&amp;id=1</link><guid isPermaLink="false">a-1</guid>
              <pubDate>Tue, 05 Oct 2026 10:00:00 +0200</pubDate>
              <description>&lt;p&gt;Premier.&lt;/p&gt;&lt;p&gt;Second &amp;amp; fin.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description>
              <content:encoded>long</content:encoded>
            </item>
          </channel>
        </rss>
        """;

    private const string Rdf = """
        <?xml version="1.0" encoding="utf-8"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://news.example/"><title>L’actu &amp; nous</title><link>https://news.example/</link></channel>
          <item rdf:about="https://news.example/a"><title>Un été studieux</title><link>/a?utm_source=rss&amp;id=1</link>
            <dc:date>2026-10-05T08:00:00Z</dc:date><description>Premier. Second &amp; fin.</description></item>
        </rdf:RDF>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/">
          <title>L’actu &amp; nous</title><id>urn:feed</id>
          <entry xml:base="/">
            <title type="html">Un &amp;eacute;t&amp;eacute; studieux</title><id>urn:a-1</id>
            <link rel="enclosure" href="https://news.example/a.mp3"/><link href="a?utm_source=rss&amp;id=1"/>
            <updated>2026-10-06T08:00:00Z</updated><published>2026-10-05T10:00:00+02:00</published>
            <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Premier.</p><p>Second &amp; fin.</p></div></summary>
          </entry>
        </feed>
        """;

    public static TheoryData<string, byte[], string?> Kinds => new()
    {
        { "RSS 2.0", Encoding.UTF8.GetBytes(Rss), null },
        { "RSS 1.0", Encoding.UTF8.GetBytes(Rdf), null },
        { "Atom", Encoding.UTF8.GetBytes(Atom), null },
        { "byte order mark", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Rss)], "iso-8859-1" },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Rss.Replace("utf-8", "utf-16", StringComparison.Ordinal))], null },
        { "declared windows-1252", Western(Rdf.Replace("utf-8", "windows-1252", StringComparison.Ordinal)), null },
        { "windows-1252 by header", Western(Rdf), "windows-1252" },
        { "windows-1252 that says it is UTF-8", Western(Rdf), "utf-8" },
        { "unknown charset", Encoding.UTF8.GetBytes(Rdf), "klingon" },
        { "blank lines before", Encoding.UTF8.GetBytes("\n\n" + Rss), null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Feeds_of_all_kinds_and_encodings_say_the_same(string kind, byte[] bytes, string? charset)
    {
        var reading = FeedReader.Read(bytes, charset, Address);

        Assert.True(reading.Problem is null, $"{kind}: {reading.Problem}");
        Assert.Equal("L’actu & nous", reading.Content!.Title);
        var item = Assert.Single(reading.Content.Items);
        Assert.Equal(
            ("Un été studieux", "https://news.example/a?utm_source=rss&id=1", new DateTimeOffset(2026, 10, 5, 8, 0, 0, TimeSpan.Zero), "Premier. Second & fin."),
            (item.Title, item.Link!.AbsoluteUri, item.At, item.Summary));
    }

    public static TheoryData<string, string> Bad => new()
    {
        { "", "it is not well-formed XML" },
        { "{ \"items\": [] }", "it is not well-formed XML" },
        { "<!DOCTYPE html><html><body>404</body></html>", "it is a web page, not a feed" },
        { "\n<HTML><p>Sign in", "it is a web page, not a feed" },
        { "<rss><channel><item>", "it is not well-formed XML" },
        { "<rss version='2.0'></rss>", "neither RSS nor Atom" },
        { "<opml><body/></opml>", "neither RSS nor Atom" },
        { Bomb(), "it has a document type, which is never read" },
        { "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>", "it has a document type" },
        { "<!DOCTYPE rss SYSTEM \"http://169.254.169.254/dtd\"><rss><channel/></rss>", "it has a document type" },
        { "<rss><channel><title>&undefined;</title></channel></rss>", "it is not well-formed XML" },
        { string.Concat(Enumerable.Repeat("<a>", 500_000)), "its elements nest deeper than 64" },
        { $"<rss><channel>{string.Concat(Enumerable.Repeat("<b>", 70))}</channel></rss>", "its elements nest deeper than 64" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_is_no_feed_is_said_to_be_none(string text, string problem)
    {
        var reading = FeedReader.Read(Encoding.UTF8.GetBytes(text), null, Address);

        Assert.Null(reading.Content);
        Assert.Contains(problem, reading.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_nested_without_end_does_no_harm()
    {
        var escaped = string.Concat(Enumerable.Repeat("&lt;div&gt;", 100_000));
        var reading = FeedReader.Read(
            Encoding.UTF8.GetBytes($"<rss><channel><item><title>x</title><description>{escaped}</description></item></channel></rss>"), null, Address);

        Assert.Equal(("x", ""), (Assert.Single(reading.Content!.Items).Title, reading.Content.Items[0].Summary));
    }

    [Theory]
    [InlineData("<link>https://other.example/x</link>", "https://other.example/x")]
    [InlineData("<link>../x</link>", "https://news.example/x")]
    [InlineData("<link>http://news.example/x</link>", "https://news.example/x")]
    [InlineData("<link>http://other.example/x</link>", null)]
    [InlineData("<link>javascript:alert(1)</link>", null)]
    [InlineData("<link>https://user:pass@other.example/</link>", null)]
    [InlineData("<guid>https://news.example/g</guid>", "https://news.example/g")]
    [InlineData("<guid isPermaLink=\"false\">https://news.example/g</guid>", null)]
    [InlineData("<link/><guid>tag:1</guid>", null)]
    [InlineData("", null)]
    public void Links_are_https_or_none(string xml, string? link)
    {
        var item = Assert.Single(FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel><item><title>T</title>{xml}</item></channel></rss>"), null, Address).Content!.Items);

        Assert.Equal(link, item.Link?.AbsoluteUri);
    }

    [Theory]
    [InlineData("<guid>1</guid><title>A</title>", "<guid>1</guid><title>B</title><link>https://x.example/</link>", true)]
    [InlineData("<link>https://x.example/1</link><title>A</title>", "<link>https://x.example/1</link><title>B</title>", true)]
    [InlineData("<title>A</title>", "<title>A</title><description>other</description>", true)]
    [InlineData("<guid>1</guid><title>A</title>", "<guid>2</guid><title>A</title>", false)]
    [InlineData("<title>A</title>", "<title>B</title>", false)]
    public void An_item_is_known_by_its_id_or_its_link_or_its_title(string one, string other, bool same)
    {
        var items = FeedReader.Read(Encoding.UTF8.GetBytes($"<rss><channel><item>{one}</item><item>{other}</item></channel></rss>"), null, Address).Content!.Items;

        Assert.Equal(same, items[0].Id == items[1].Id);
    }

    [Theory]
    [InlineData("Mon, 05 Oct 2026 10:00:00 +0200", "2026-10-05T08:00:00Z")]
    [InlineData("Fri, 05 Oct 2026 08:00:00 GMT", "2026-10-05T08:00:00Z")]
    [InlineData("5 Oct 2026 08:00 UT", "2026-10-05T08:00:00Z")]
    [InlineData("05 Oct 26 04:00:00 EDT", "2026-10-05T08:00:00Z")]
    [InlineData("2026-10-05T10:00:00+02:00", "2026-10-05T08:00:00Z")]
    [InlineData("2026-10-05T08:00:00.123Z", "2026-10-05T08:00:00.123Z")]
    [InlineData("2026-10-05", "2026-10-05T00:00:00Z")]
    [InlineData("31 Feb 2026 08:00:00 GMT", null)]
    [InlineData("lundi 5 octobre", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Dates_are_read_as_sites_write_them(string? text, string? instant) =>
        Assert.Equal(instant is null ? null : DateTimeOffset.Parse(instant, null), FeedDate.Of(text));

    [Theory]
    [InlineData("<p>a</p><p>b</p>", "a b")]
    [InlineData("wo<b>rd</b><br>next", "word next")]
    [InlineData("<script>x</script><style>y</style>z", "z")]
    [InlineData("AT&amp;T &lt;b&gt;", "AT&T <b>")]
    [InlineData("a\u202eb\u0007c\u00a0d", "abc d")]
    [InlineData("<img src=x onerror=alert(1)>ok", "ok")]
    [InlineData("one two three four five", "one two three four…")]
    [InlineData("", "")]
    public void Html_becomes_plain_text_on_one_line(string html, string text) => Assert.Equal(text, FeedText.OfHtml(html, 20));

    private static byte[] Western(string text) => CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(text);

    private static string Bomb() => "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"lol\">"
        + string.Concat("bcdefghij".Select(name => $"<!ENTITY {name} \"{string.Concat(Enumerable.Repeat($"&{(char)(name - 1)};", 10))}\">"))
        + "]><rss><channel><title>&j;</title></channel></rss>";
}
