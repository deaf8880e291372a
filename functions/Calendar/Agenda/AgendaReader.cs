using AdoptionAutomation.Calendar.Board;
using AdoptionAutomation.Calendar.Subscribing;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Agenda;

/// <summary>What the coming two weeks bring, and what of the last week still waits for a person.</summary>
internal sealed class AgendaReader(BoardReader reader, FeedLinks links, TimeProvider time)
{
    private const int DaysBack = 7;

    public async Task<AgendaContent> ReadAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone]).Date;
        var board = await reader.ReadAsync(campaign, today.PlusDays(-DaysBack), DaysBack + AgendaContent.Length, campaign.FirstLanguage, cancellationToken);
        return new(
            campaign.FirstLanguage,
            campaign.Settings.Platform,
            board.Name,
            [.. board.Days.Skip(DaysBack)],
            [.. board.Days.Take(DaysBack).SelectMany(day => day.Posts).Where(post => post.State is "failed" or "uncertain" or "asked")],
            links.PageOf(campaign.Settings.Id));
    }
}
