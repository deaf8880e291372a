using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Surveys.Asking;

/// <summary>Some of a round's audience.</summary>
/// <param name="People">In the order of their ids.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record RoundPage(IReadOnlyList<PersonRow> People, string? Next)
{
    /// <summary>How the directory spells their sites, by the ids of the groups; none if it was not asked.</summary>
    public IReadOnlyDictionary<string, string> Sites { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Not null: the directory cannot be asked now; the page is to be read again after so long.</summary>
    public TimeSpan? Wait { get; init; }
}
