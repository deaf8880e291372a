using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Storage;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace AdoptionAutomation.Calendar.Feeds;

/// <summary>
/// A feed's news of one day: fetched when the first group's turn comes, and kept before anything is published. A day without news, or on
/// which the feed cannot be read, is not a failure.
/// </summary>
internal sealed partial class NewsComposer(FeedFetcher fetcher, FeedsTable table, NoticeBoard notices, TimeProvider time, ILogger<NewsComposer> logger) : IComposer
{
    private const int DaysUntilTold = 3;
    private const int MostRaces = 8;

    /// <summary>No clock on earth is farther ahead of UTC.</summary>
    private static readonly TimeSpan FarthestAhead = TimeSpan.FromHours(14);

    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan TryUntil = TimeSpan.FromHours(2);

    public OccurrenceKind Kind => OccurrenceKind.News;

    public async Task<Composition> ComposeAsync(Campaign campaign, Occurrence occurrence, CancellationToken cancellationToken)
    {
        var feed = (Feed)occurrence.Publication;
        if (await table.FindDayAsync(campaign.Id, occurrence.Key, cancellationToken) is { } kept)
        {
            return await ComposeAsync(campaign, feed, kept, cancellationToken);
        }

        // Nobody who looks ahead takes the news of another day.
        var early = DueOf(campaign, occurrence) - time.GetUtcNow();
        if (early > TimeSpan.Zero)
        {
            return new Composition.NotYet(early, "The feed is read when the post is due.");
        }

        var state = await table.FindStateAsync(campaign.Id, feed.Id, cancellationToken);
        var known = state.Url == feed.Url && !state.OthersWait ? state.Version : null;
        var fetched = await fetcher.FetchAsync(new(feed.Url), known, cancellationToken);
        if (fetched is Fetched.Failed { MayPass: true } failed && -early < TryUntil)
        {
            Log.Failed(logger, campaign.Id, feed.Id, failed.Why);
            return new Composition.NotYet(TryAgain, $"The feed cannot be read: {failed.Why}.");
        }

        return await ComposeAsync(campaign, feed, await KeepAsync(campaign, occurrence, state, fetched, cancellationToken), cancellationToken);
    }

    /// <summary>The same post, whoever asks and how often.</summary>
    private async Task<Composition> ComposeAsync(Campaign campaign, Feed feed, NewsDay day, CancellationToken cancellationToken)
    {
        if (day.FailedDays >= DaysUntilTold)
        {
            await notices.TellAsync(campaign, NewsWords.Failing(campaign, feed, day), cancellationToken);
        }

        return day.Items.Count > 0 ? new Composition.Ready(NewsWords.Post(campaign, feed, day))
            : new Composition.Nothing(day.Why is { } why ? $"The feed cannot be read: {why}." : "The feed has nothing new.");
    }

    /// <returns>The day that stands, whoever kept it.</returns>
    private async Task<NewsDay> KeepAsync(
        Campaign campaign, Occurrence occurrence, FeedState state, Fetched fetched, CancellationToken cancellationToken)
    {
        var (feed, now) = ((Feed)occurrence.Publication, time.GetUtcNow());
        var content = fetched is Fetched.Fresh fresh ? FeedReader.Read(fresh.Bytes, fresh.Charset, fresh.Address) : null;
        for (var race = 0; race < MostRaces; race++)
        {
            var (day, next, taken) = (content?.Problem ?? (fetched as Fetched.Failed)?.Why) is { } why
                ? (Failed(occurrence, state, why), state, [])
                : content?.Content is { } news
                    ? await ChooseAsync(campaign.Id, feed, news, ((Fetched.Fresh)fetched).Version, now, cancellationToken)
                    : (new NewsDay([], "", null, 0, null), state, (IReadOnlyList<FeedItem>)[]);
            if (await table.TryKeepAsync(campaign.Id, feed.Id, occurrence.Key, day, next, taken, now, cancellationToken))
            {
                Log.Kept(logger, campaign.Id, occurrence.Key, day.Items.Count, day.Why ?? "");
                return day;
            }

            if (await table.FindDayAsync(campaign.Id, occurrence.Key, cancellationToken) is { } others)
            {
                return others;
            }
        }

        throw new ContentionException($"the news of {feed.Id}");
    }

    private async Task<(NewsDay Day, FeedState State, IReadOnlyList<FeedItem> Taken)> ChooseAsync(
        string campaign, Feed feed, FeedContent content, FeedVersion version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await table.SeenAsync(campaign, feed.Id, now, cancellationToken);
        var choice = NewsChoice.Of(
            content.Items, item => seen.Contains(item.Id) || (NewsChoice.LinkKeyOf(item) is { } link && seen.Contains(link)), now, feed.MostADay);
        var source = content.Title.Length > 0 ? content.Title : new Uri(feed.Url).Host;
        var items = choice.Taken.Select(item => new NewsItem(item.Title, item.Link?.AbsoluteUri, item.At, item.Summary));
        return (new([.. items], source, null, 0, null), new(feed.Url, version, choice.OthersWait), choice.Taken);
    }

    private static NewsDay Failed(Occurrence occurrence, FeedState state, string why) =>
        new([], "", why, state.FailedDays + 1, state.FailingSince ?? occurrence.Slot);

    /// <summary>When the first group's turn is.</summary>
    private static DateTimeOffset DueOf(Campaign campaign, Occurrence occurrence) => occurrence.Publication.Clock == PostClock.Campaign
        ? occurrence.At.InZoneLeniently(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).ToDateTimeOffset().ToUniversalTime()
        : occurrence.At.InUtc().ToDateTimeOffset() - FarthestAhead;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Campaign}: feed {Feed} cannot be read for now: {Why}.")]
        public static partial void Failed(ILogger logger, string campaign, string feed, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Occurrence} has {Count} items. {Why}")]
        public static partial void Kept(ILogger logger, string campaign, string occurrence, int count, string why);
    }
}
