using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>Countries as directories write them, and their time zones.</summary>
internal static class Countries
{
    private static readonly ILookup<string, TzdbZoneLocation> Zones =
        TzdbDateTimeZoneSource.Default.ZoneLocations!.ToLookup(place => place.CountryCode, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Codes = CodesByName();

    /// <summary>Whether it is a code of ISO 3166 with two letters.</summary>
    public static bool IsCode(string text) => text.Length == 2 && Zones.Contains(text);

    /// <summary>The code of a country that is written as a code or by its name, in English or its own language; null: unknown.</summary>
    public static string? CodeOf(string text) => IsCode(text) ? text.ToUpperInvariant() : Codes.GetValueOrDefault(text.Trim());

    /// <summary>The zone of a country whose clocks all agree, in winter and in summer; null: it has several, or is unknown.</summary>
    public static string? OnlyZoneOf(string? code)
    {
        var zones = Zones[code ?? ""].Select(place => place.ZoneId).ToList();
        return zones.Select(id => (OffsetIn(id, 1), OffsetIn(id, 7))).Distinct().Count() == 1 ? zones[0] : null;
    }

    private static Offset OffsetIn(string zone, int month) => DateTimeZoneProviders.Tzdb[zone].GetUtcOffset(Instant.FromUtc(2026, month, 15, 0, 0));

    private static Dictionary<string, string> CodesByName()
    {
        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name)).Where(region => IsCode(region.TwoLetterISORegionName)))
        {
            codes.TryAdd(region.EnglishName, region.TwoLetterISORegionName);
            codes.TryAdd(region.NativeName, region.TwoLetterISORegionName);
        }

        foreach (var place in Zones.SelectMany(places => places))
        {
            codes.TryAdd(place.CountryName, place.CountryCode);
        }

        return codes;
    }
}
