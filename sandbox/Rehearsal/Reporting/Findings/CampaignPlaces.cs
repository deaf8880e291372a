using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>Where something stands in the campaign's files, as <c>check</c> prints it: <c>waves.json:46:15 waves[2].gate</c>.</summary>
internal sealed class CampaignPlaces(IReadOnlyDictionary<string, JsonPart> roots)
{
    public static async Task<CampaignPlaces> ReadAsync(ICampaignFiles files, CancellationToken cancellationToken)
    {
        var (roots, unheard) = (new Dictionary<string, JsonPart>(StringComparer.Ordinal), new AdoptionAutomation.Campaigns.Reading.Findings());
        foreach (var kind in CampaignFileKind.All)
        {
            if (await SourceFile.OpenAsync(files, kind, unheard, cancellationToken) is { } file && JsonTree.Parse(file, unheard) is { } root)
            {
                roots[kind.Name] = root;
            }
        }

        return new(roots);
    }

    /// <summary>The place of a field, or of the nearest one around it that is there.</summary>
    /// <param name="file">Such as <c>waves.json</c>.</param>
    /// <param name="steps">Names of fields and numbers of items, from the root.</param>
    public string Of(string file, params ReadOnlySpan<object> steps)
    {
        if (!roots.TryGetValue(file, out var part))
        {
            return file;
        }

        foreach (var step in steps)
        {
            if ((step is int index ? part.Parts.ElementAtOrDefault(index) : part.Find((string)step)) is not { } inner)
            {
                break;
            }

            part = inner;
        }

        var (line, column) = part.File.PlaceOf(part.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column} {part.Path}").TrimEnd();
    }

    /// <summary>The place of an entry of a list by its id.</summary>
    public string OfEntry(string file, string list, string id, params ReadOnlySpan<object> steps)
    {
        var entries = roots.TryGetValue(file, out var root) ? root.ItemsOf(list) : [];
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].TextOf("id") == id)
            {
                return Of(file, [list, i, .. steps]);
            }
        }

        return Of(file, list);
    }
}
