using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Season;

/// <summary>Where and at which instant occurrences go (pure).</summary>
/// <param name="settings">campaign.json.</param>
/// <param name="calendar">content-calendar.json.</param>
/// <param name="groups">Every declared group, those of the directory's attributes included.</param>
internal sealed class DeliveryPlan(CampaignFile settings, CalendarFile calendar, IReadOnlyCollection<DeclaredGroup> groups)
{
    /// <summary>No two clocks on earth are farther apart.</summary>
    private static readonly Period FarthestClock = Period.FromHours(27);

    private readonly SeasonPlan season = new(settings, calendar);
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[settings.TimeZone];

    /// <summary>What is to be published from one instant up to, but without, another; drafts and empty slots are not.</summary>
    public IEnumerable<Delivery> Between(DateTimeOffset from, DateTimeOffset until) => AllBetween(from, until).Where(delivery => delivery.Occurrence.IsWanted);

    /// <summary>The same with drafts and empty slots.</summary>
    public IEnumerable<Delivery> AllBetween(DateTimeOffset from, DateTimeOffset until)
    {
        var (first, last) = (LocalOf(from) - FarthestClock, LocalOf(until) + FarthestClock);
        return season.Between(first, last).SelectMany(Of).Where(delivery => delivery.At >= from && delivery.At < until).OrderBy(delivery => delivery.At);
    }

    /// <summary>One delivery, as the calendar has it now; null if it has it no more. A draft's may be among them.</summary>
    public Delivery? Find(string occurrence, PostChannel channel, string group) =>
        season.Find(occurrence) is { } found ? Of(found).FirstOrDefault(delivery => delivery.Channel == channel && delivery.Group == group) : null;

    /// <summary>All deliveries of one occurrence.</summary>
    public IEnumerable<Delivery> Of(Occurrence occurrence)
    {
        var publication = occurrence.Publication;
        foreach (var channel in publication.Channels)
        {
            if (channel == PostChannel.Mail)
            {
                yield return new(occurrence, channel, Delivery.EveryGroup, InstantOf(occurrence, null));
                continue;
            }

            foreach (var group in Meant(publication.To))
            {
                yield return new(occurrence, channel, group.Id, InstantOf(occurrence, group.TimeZone));
            }
        }
    }

    /// <summary>The groups that are meant, each once.</summary>
    public IEnumerable<DeclaredGroup> Meant(PostTargets to) => groups.Where(group =>
        to.Groups.Contains(group.Id) || to.Kinds.Contains(group.Kind) || group.Tags.Intersect(to.Tags, StringComparer.OrdinalIgnoreCase).Any());

    /// <summary>A time that the clocks skip is moved by as much as they are; one that they repeat means the first.</summary>
    private DateTimeOffset InstantOf(Occurrence occurrence, string? groupZone)
    {
        var own = occurrence.Publication.Clock == PostClock.Group && groupZone is not null ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(groupZone) : null;
        return occurrence.At.InZoneLeniently(own ?? zone).ToDateTimeOffset().ToUniversalTime();
    }

    private LocalDateTime LocalOf(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InUtc().LocalDateTime;
}
