using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// Tells of people who were read already whether an audience means them too. Attributes are looked at in code; a list (CSV file, Entra group)
/// is read once, and held as a set of hashes or ids.
/// </summary>
internal sealed class AudienceMatching(DirectoryUsers directory)
{
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<Func<DirectoryUser, bool>> MatcherAsync(Campaign campaign, Audience audience, CancellationToken cancellationToken)
    {
        switch (audience)
        {
            case WaveAudience { EveryoneElse: true }:
                return user => !user.IsGuest;
            case { Csv: { } file }:
                var addresses = await AddressesAsync(campaign, file, cancellationToken);
                return user => addresses.Has(user.Mail);
            case { EntraGroup: { } group }:
                var ids = await directory.MemberIdsAsync(group, cancellationToken).Select(Guid.Parse).ToHashSetAsync(cancellationToken: cancellationToken);
                return user => Guid.TryParse(user.Id, out var id) && ids.Contains(id);
            default:
                var conditions = audience.Attributes ?? [];
                return user => conditions.All(condition => condition.Holds(user.Attributes));
        }
    }

    private static async Task<AudienceCsv> AddressesAsync(Campaign campaign, string file, CancellationToken cancellationToken)
    {
        await using var stream = await AudienceReader.OpenAsync(campaign, file, cancellationToken);
        var addresses = new AudienceCsv(file, new Findings());
        await foreach (var _ in addresses.ReadAsync(stream, cancellationToken))
        {
            // Reading keeps the hash of each.
        }

        return addresses;
    }
}
