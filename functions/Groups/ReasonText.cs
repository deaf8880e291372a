using System.Globalization;

namespace AdoptionAutomation.Groups;

/// <summary>Reasons of many places as one text that a table's property (64 KiB) can hold.</summary>
internal static class ReasonText
{
    public const int MostPlaces = 20;

    /// <summary>The first ones by name, the others by number.</summary>
    public static string Of(IReadOnlyCollection<string> places, string separator)
    {
        var named = string.Join(separator, places.Take(MostPlaces));
        return places.Count <= MostPlaces ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {places.Count - MostPlaces} more");
    }
}
