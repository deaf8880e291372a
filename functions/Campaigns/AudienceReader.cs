using System.Globalization;
using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Campaigns;

/// <summary>Reads an audience from the directory, page by page, from any page on.</summary>
internal sealed class AudienceReader(DirectoryUsers directory)
{
    /// <summary>Everybody but guests.</summary>
    private const string Members = "userType eq 'Member'";

    /// <param name="campaign">The campaign.</param>
    /// <param name="audience">Whom to read.</param>
    /// <param name="cursor">Null: from the start; else the cursor of the last page dealt with.</param>
    /// <param name="pageSize">People a page, at most; addresses of a CSV file come 300 a page at most.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public IAsyncEnumerable<AudiencePage> ReadAsync(
        Campaign campaign, Audience audience, string? cursor, int pageSize, CancellationToken cancellationToken) => audience switch
        {
            { Csv: { } file } => FromCsvAsync(campaign, file, cursor, Math.Min(pageSize, DirectoryUsers.AddressesPerRequest), cancellationToken),
            { EntraGroup: { } group } => FromPagesAsync(next => directory.MembersAsync(group, next, pageSize, cancellationToken), cursor),
            _ => FromPagesAsync(next => directory.FilterAsync(FilterOf(audience), next, pageSize, cancellationToken), cursor),
        };

    /// <summary>Those for whom an OData condition holds.</summary>
    /// <param name="among">Only those of this audience, if it is one by attributes; null: of everybody.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public IAsyncEnumerable<AudiencePage> ReadAsync(Audience? among, string condition, CancellationToken cancellationToken)
    {
        var filter = string.Join(" and ", new[] { among is null ? null : FilterOf(among), condition }.OfType<string>());
        return FromPagesAsync(next => directory.FilterAsync(filter, next, DirectoryUsers.PageSize, cancellationToken), null);
    }

    /// <summary>The campaign's file, which was there when the campaign was read.</summary>
    public static async Task<Stream> OpenAsync(Campaign campaign, string file, CancellationToken cancellationToken) =>
        await campaign.Files.OpenAsync(file, cancellationToken)
            ?? throw new InvalidOperationException($"The audience file {file} of campaign {campaign.Id} has disappeared.");

    private static string? FilterOf(Audience audience) =>
        audience is WaveAudience { EveryoneElse: true } ? Members : FilterOf(audience.Attributes ?? []);

    /// <summary>The OData filter of attribute conditions: all must hold. Disabled accounts are read too, to be counted as skipped.</summary>
    public static string? FilterOf(IReadOnlyList<AttributeCondition> conditions) => conditions.Count == 0
        ? null
        : string.Join(" and ", conditions.Select(condition => $"{condition.Attribute.GraphName()} in ({string.Join(',', condition.In.Select(DirectoryUsers.Quote))})"));

    private static async IAsyncEnumerable<AudiencePage> FromPagesAsync(Func<string?, Task<UserPage>> read, string? cursor)
    {
        do
        {
            var page = await read(cursor);
            yield return new(page.Users, 0, page.Next);
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private async IAsyncEnumerable<AudiencePage> FromCsvAsync(
        Campaign campaign, string file, string? cursor, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var done = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        await using var stream = await OpenAsync(campaign, file, cancellationToken);
        // Its problems were shown when the campaign was read; here the sound lines count.
        var addresses = new AudienceCsv(file, new Findings()).ReadAsync(stream, cancellationToken);
        await foreach (var some in addresses.Skip(done).Chunk(pageSize).WithCancellation(cancellationToken))
        {
            var found = await directory.FindAsync(some, cancellationToken);
            done += some.Length;
            var next = some.Length == pageSize ? done.ToString(CultureInfo.InvariantCulture) : null;
            yield return new([.. found.Values.DistinctBy(user => user.Id)], some.Length - found.Count, next);
        }
    }
}

/// <param name="Users">The people of this page.</param>
/// <param name="NotFound">Addresses of this page that the directory does not know.</param>
/// <param name="Next">Where to go on; null at the end.</param>
internal sealed record AudiencePage(IReadOnlyList<DirectoryUser> Users, int NotFound, string? Next);
