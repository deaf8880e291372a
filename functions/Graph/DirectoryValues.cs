using AdoptionAutomation.Campaigns;
using Microsoft.Graph.Models;

namespace AdoptionAutomation.Graph;

/// <summary>
/// Which values the people's attributes have, and how many people each: one pass over the directory for all attributes, 999 people a
/// request. Nobody is kept, only counts.
/// </summary>
internal sealed class DirectoryValues(GraphConnection graph)
{
    /// <summary>More values than that are no attribute to make groups from, and would fill the memory.</summary>
    public const int MostCounted = 50_000;

    private const int PageSize = 999;

    /// <summary>Guests have no site and no department of ours, and who has left counts no more.</summary>
    private const string Filter = "accountEnabled eq true and userType eq 'Member'";

    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<IReadOnlyDictionary<DirectoryAttribute, ValueCounts>> CountAsync(
        IReadOnlyCollection<DirectoryAttribute> attributes, CancellationToken cancellationToken)
    {
        var counts = attributes.Distinct().ToDictionary(attribute => attribute, _ => new ValueCounts());
        if (counts.Count == 0)
        {
            return counts;
        }

        string[] select = [.. counts.Keys.Select(attribute => attribute.GraphName())];
        for (UserCollectionResponse? page = null; page is null || page.OdataNextLink is not null;)
        {
            page = await PageAsync(select, page?.OdataNextLink, cancellationToken);
            foreach (var user in page.Value ?? [])
            {
                Count(user, counts);
            }
        }

        return counts;
    }

    private async Task<UserCollectionResponse> PageAsync(string[] select, string? next, CancellationToken cancellationToken) => await graph.SendAsync(
        "count the values of users' attributes",
        Permissions.ReadUsers,
        (client, token) => next is not null
            ? client.Users.WithUrl(next).GetAsync(cancellationToken: token)
            : client.Users.GetAsync(
                request => (request.QueryParameters.Filter, request.QueryParameters.Select, request.QueryParameters.Top) = (Filter, select, PageSize),
                token),
        cancellationToken) ?? new();

    private static void Count(User user, Dictionary<DirectoryAttribute, ValueCounts> counts)
    {
        var said = AttributeValues.From(user);
        foreach (var (attribute, values) in counts)
        {
            values.Add(said[attribute]);
        }
    }
}

/// <summary>The values of one attribute, whatever their case, spaces around them and way of writing an accent.</summary>
internal sealed class ValueCounts
{
    private readonly Dictionary<string, Dictionary<string, int>> spellings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether values beyond <see cref="DirectoryValues.MostCounted"/> were left out.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Each value as most people have it, with how many have it in any spelling.</summary>
    public IEnumerable<(string Value, int People)> All => spellings.Values.Select(ways => (
        ways.OrderByDescending(way => way.Value).ThenBy(way => way.Key, StringComparer.Ordinal).First().Key,
        ways.Values.Sum()));

    public void Add(string? value)
    {
        if (value?.Trim().Normalize() is not { Length: > 0 } plain)
        {
            return;
        }

        if (!spellings.TryGetValue(plain, out var ways))
        {
            Overflowed |= spellings.Count >= DirectoryValues.MostCounted;
            if (Overflowed)
            {
                return;
            }

            spellings.Add(plain, ways = new(StringComparer.Ordinal));
        }

        ways[plain] = ways.GetValueOrDefault(plain) + 1;
    }
}
