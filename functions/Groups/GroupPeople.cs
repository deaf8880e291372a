using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Groups;

/// <summary>Addresses of a declaration, as the directory knows them.</summary>
/// <param name="Ids">Object ids, each once, in the order of the addresses.</param>
/// <param name="Missing">Positions of the addresses that nobody of the organisation has, or has any more.</param>
internal sealed record GroupPeople(IReadOnlyList<string> Ids, IReadOnlyList<int> Missing)
{
    public static async Task<GroupPeople> FindAsync(IReadOnlyList<string> addresses, PeopleByAddress people, CancellationToken cancellationToken) =>
        Among(addresses, await people.FindAsync(addresses, cancellationToken));

    /// <param name="addresses">Of one list of the declaration.</param>
    /// <param name="found">What the directory answered, by address without regard to case.</param>
    public static GroupPeople Among(IReadOnlyList<string> addresses, IReadOnlyDictionary<string, DirectoryUser> found)
    {
        var here = addresses.ToLookup(address => found.TryGetValue(address, out var user) && user is { IsEnabled: true, IsGuest: false });
        return new(
            [.. here[true].Select(address => found[address].Id).Distinct(StringComparer.Ordinal)],
            [.. addresses.Index().Where(entry => here[false].Contains(entry.Item)).Select(entry => entry.Index)]);
    }

    /// <summary>The missing ones as places in a field, such as <c>owners[0]</c>; an address never goes into a log or a row.</summary>
    public string MissingIn(string field) =>
        $"not in the directory: {ReasonText.Of([.. Missing.Select(position => $"{field}[{position}]")], ", ")}";
}
