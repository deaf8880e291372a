using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Newcomers;

/// <summary>
/// Reads who has come of late, once for all waves, by hire date and by creation date; which wave means them is told in code. A CSV file names who it
/// names, and nobody comes to it by himself.
/// </summary>
internal sealed class NewcomersReader(AudienceReader reader, AudienceMatching matching, AudienceSieves sieves)
{
    /// <summary>What it takes to join completed waves, in the file's order.</summary>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<IReadOnlyList<NewcomersTrack>> TracksAsync(
        Campaign campaign, IReadOnlyDictionary<string, WaveRow> rows, ArrivalWindow window, CancellationToken cancellationToken)
    {
        List<NewcomersTrack> tracks = [];
        foreach (var wave in campaign.Waves.Where(wave => wave.Audience.Csv is null))
        {
            if (rows.GetValueOrDefault(wave.Id) is { State: WaveState.Completed, StartedAt: { } started } row)
            {
                var means = await matching.MatcherAsync(campaign, wave.Audience, cancellationToken);
                var sieve = await sieves.ForAsync(campaign, wave, rows, cancellationToken);
                tracks.Add(new(wave, row, started, user => window.IsNewcomer(user, started) && means(user) && sieve.PlaceOf(user) == SievePlace.Invited));
            }
        }

        return tracks;
    }

    /// <summary>Pages of people, each once a page, who may be newcomers to one of these waves; somebody may be in two pages.</summary>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public IAsyncEnumerable<IReadOnlyList<DirectoryUser>> ReadAsync(
        IReadOnlyList<NewcomersTrack> tracks, ArrivalWindow window, CancellationToken cancellationToken)
    {
        var among = tracks.Count == 1 ? tracks[0].Wave.Audience : null;
        return window.Filters(tracks.Min(track => track.Started)).ToAsyncEnumerable()
            .SelectMany(filter => reader.ReadAsync(among, filter, cancellationToken))
            .Select(page => (IReadOnlyList<DirectoryUser>)[.. page.Users.DistinctBy(user => user.Id).OrderBy(user => user.Id, StringComparer.Ordinal)]);
    }
}

/// <param name="Wave">A completed wave.</param>
/// <param name="Row">Its row.</param>
/// <param name="Started">When it was started.</param>
/// <param name="IsFor">Whether somebody is a newcomer whom it may invite.</param>
internal sealed record NewcomersTrack(WaveDefinition Wave, WaveRow Row, DateTimeOffset Started, Func<DirectoryUser, bool> IsFor);
