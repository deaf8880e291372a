using System.Globalization;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Mail.Notices;
using NodaTime;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>What is said of a feed's news (pure).</summary>
internal static class NewsWords
{
    public static ComposedPost Post(Campaign campaign, Feed feed, NewsDay day) => new(
        [.. campaign.Settings.Languages.Select(language => new ComposedText(language, feed.Title.In(language), Markdown(campaign, day, language), []))],
        null,
        feed.Author ?? campaign.Settings.CommunityManagers[0],
        []);

    public static Notice Failing(Campaign campaign, Feed feed, NewsDay day)
    {
        var language = campaign.FirstLanguage;
        return new(
            $"feed.{feed.Id}.{day.FailingSince}",
            NoticeTo.CommunityManagers,
            FrenchText.Say(language, $"Le fil {feed.Id} ne se lit plus", $"The feed {feed.Id} cannot be read any more"),
            [
                FrenchText.Say(
                    language,
                    $"Depuis le {day.FailingSince}, rien n’a pu être lu à l’adresse {feed.Url} ({day.Why}). Rien n’est donc publié de ce fil.",
                    $"Since {day.FailingSince} nothing could be read from {feed.Url} ({day.Why}). So nothing of this feed is published."),
                FrenchText.Say(
                    language,
                    "Ouvrez cette adresse dans un navigateur, puis corrigez-la dans content-calendar.json ou retirez le fil. S’il revient, la suite se fait seule.",
                    "Open that address in a browser, then mend it in content-calendar.json or take the feed out. Should it come back, all goes on by itself."),
            ]);
    }

    private static string Markdown(Campaign campaign, NewsDay day, string language) =>
        string.Join("\n\n", day.Items.Select(item => string.Join("  \n", LinesOf(campaign, day, item, language).Where(line => line.Length > 0))));

    private static IEnumerable<string> LinesOf(Campaign campaign, NewsDay day, NewsItem item, string language)
    {
        var title = PlainMarkdown.Of(item.Title);
        yield return item.Link is { } link ? $"**[{title}](<{link}>)**" : $"**{title}**";
        yield return string.Join(", ", new[] { PlainMarkdown.Of(day.Source), DateOf(campaign, item, language) }.Where(part => part.Length > 0));
        yield return PlainMarkdown.Of(item.Summary);
    }

    private static string DateOf(Campaign campaign, NewsItem item, string language)
    {
        if (item.At is not { } at)
        {
            return "";
        }

        var local = Instant.FromDateTimeOffset(at).InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).LocalDateTime;
        return local.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(language == "fr" ? "fr-FR" : "en-GB"));
    }
}
