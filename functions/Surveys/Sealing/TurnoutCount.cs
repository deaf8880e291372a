using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Sealing;

/// <summary>Counts links and spent links by cell as they stream by: <c>""</c> the whole, <c>SITE</c>, <c>SITE|WAVE</c>.</summary>
internal static class TurnoutCount
{
    public static async Task<IReadOnlyDictionary<string, Turnout>> OfAsync(IAsyncEnumerable<SurveyLink> links, CancellationToken cancellationToken)
    {
        var cells = new SortedDictionary<string, Turnout>(StringComparer.Ordinal) { [""] = new(0, 0) };
        await foreach (var link in links.Where(link => !link.IsErased).WithCancellation(cancellationToken))
        {
            foreach (var cell in CellsOf(link.Place))
            {
                var before = cells.GetValueOrDefault(cell) ?? new(0, 0);
                cells[cell] = new(before.Asked + 1, before.Answered + (link.IsSpent ? 1 : 0));
            }
        }

        return cells;
    }

    private static IEnumerable<string> CellsOf(Place place)
    {
        yield return "";
        if (place.Site.Length > 0)
        {
            yield return place.Site;
        }

        if (place.Wave.Length > 0)
        {
            yield return $"{place.Site}|{place.Wave}";
        }
    }
}
