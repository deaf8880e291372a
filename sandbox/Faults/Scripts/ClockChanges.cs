using NodaTime;
using NodaTime.TimeZones;

namespace AdoptionAutomation.Sandbox.Faults.Scripts;

/// <summary>Where on earth clocks are changed about when.</summary>
internal static class ClockChanges
{
    /// <summary>A change farther from the wished day than that is another day's.</summary>
    public const int NearDays = 14;

    private static readonly Duration Year = Duration.FromDays(366);

    /// <summary>
    /// The change nearest to an instant: of the campaign's own zone if that has one near, else of the zone with the nearest, and among several of
    /// one day the one whose clocks differ least from the campaign's.
    /// </summary>
    public static (string Zone, Instant At) Nearest(ClockChange change, Instant wish, DateTimeZone own)
    {
        var source = TzdbDateTimeZoneSource.Default;
        return DateTimeZoneProviders.Tzdb.Ids.Where(id => source.CanonicalIdMap[id] == id)
            .SelectMany(id => ChangesOf(DateTimeZoneProviders.Tzdb[id], change, wish).Select(at => (Zone: id, At: at)))
            .OrderBy(one => one.Zone == own.Id && IsNear(one.At, wish) ? 0 : 1)
            .ThenBy(one => Math.Round(Distance(one.At, wish).TotalDays))
            .ThenBy(one => Math.Abs(DateTimeZoneProviders.Tzdb[one.Zone].GetUtcOffset(wish).Seconds - own.GetUtcOffset(wish).Seconds))
            .ThenBy(one => one.Zone, StringComparer.Ordinal)
            .First();
    }

    public static bool IsNear(Instant at, Instant wish) => Distance(at, wish) <= Duration.FromDays(NearDays);

    private static IEnumerable<Instant> ChangesOf(DateTimeZone zone, ClockChange change, Instant wish)
    {
        var spans = zone.GetZoneIntervals(wish - Year, wish + Year).ToList();
        return spans.Zip(spans.Skip(1))
            .Where(pair => pair.First.Savings != pair.Second.Savings)
            .Where(pair => change == ClockChange.Forward ? pair.Second.WallOffset > pair.First.WallOffset : pair.Second.WallOffset < pair.First.WallOffset)
            .Select(pair => pair.Second.Start);
    }

    private static Duration Distance(Instant one, Instant other) => one > other ? one - other : other - one;
}
