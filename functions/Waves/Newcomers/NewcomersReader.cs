using System.Runtime.CompilerServices;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Inviting;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>
/// Reads who has come into a wave's audience since: by hire date and creation date where the directory can be asked so; an Entra group is read
/// whole; a CSV file names who it names, and nobody comes to it by himself.
/// </summary>
internal sealed class NewcomersReader(AudienceReader reader, AudienceSieves sieves)
{
    /// <summary>Pages of people whom the wave may invite, in the order of their ids; somebody may be in two pages.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="wave">A completed wave.</param>
    /// <param name="started">When it was started.</param>
    /// <param name="window">Who is a newcomer today.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<DirectoryUser>> ReadAsync(
        Campaign campaign,
        WaveDefinition wave,
        DateTimeOffset started,
        ArrivalWindow window,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (wave.Audience.Csv is not null)
        {
            yield break;
        }

        var sieve = await sieves.ForAsync(campaign, wave, cancellationToken);
        var pages = wave.Audience.EntraGroup is null
            ? window.Filters(started).ToAsyncEnumerable().SelectMany(filter => reader.ReadAsync(wave.Audience, filter, cancellationToken))
            : reader.ReadAsync(campaign, wave.Audience, null, DirectoryUsers.PageSize, cancellationToken);
        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            yield return sieve.Sieve(page.Users.Where(user => window.IsNewcomer(user, started))).Invited;
        }
    }
}
