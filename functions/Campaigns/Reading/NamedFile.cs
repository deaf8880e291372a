namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>A file of the campaign's folder that a JSON file names, to be checked once the JSON files have been walked.</summary>
/// <param name="Place">The text that names it.</param>
/// <param name="Use">What it must hold.</param>
internal sealed record NamedFile(JsonPart Place, NamedFileUse Use);

internal enum NamedFileUse
{
    /// <summary>A CSV file of people.</summary>
    Audience,

    /// <summary>A CSV file of values to make groups from.</summary>
    Expansion,

    Picture,
}
