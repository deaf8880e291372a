using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Newcomers;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Inviting;

/// <summary>Makes a wave's sieve: reads the lists that its exceptions, and the waves before it, name.</summary>
internal sealed class AudienceSieves(AudienceMatching matching, WavesTable waves, TimeProvider time)
{
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<AudienceSieve> ForAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        var isFirst = campaign.Waves[0].Id == wave.Id;
        var rows = isFirst ? [] : await waves.ListAsync(campaign.Id, cancellationToken);
        return await ForAsync(campaign, wave, rows, cancellationToken);
    }

    /// <param name="campaign">The campaign.</param>
    /// <param name="wave">The wave.</param>
    /// <param name="rows">Every wave that has a row, by id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <exception cref="GraphFailure">Throttled, unknown or not allowed.</exception>
    public async Task<AudienceSieve> ForAsync(
        Campaign campaign, WaveDefinition wave, IReadOnlyDictionary<string, WaveRow> rows, CancellationToken cancellationToken)
    {
        List<Func<DirectoryUser, bool>> keepers = [];
        foreach (var before in KeepersOf(campaign, wave, rows))
        {
            var means = await matching.MatcherAsync(campaign, before.Audience, cancellationToken);
            var excepts = await ExceptAsync(campaign, before, cancellationToken);
            keepers.Add(user => means(user) && !excepts(user));
        }

        return new(
            await ExceptAsync(campaign, wave, cancellationToken),
            user => keepers.Exists(keeps => keeps(user)),
            ArrivalWindow.Of(campaign, time.GetUtcNow()));
    }

    /// <summary>The waves before it whose people have no rows yet, or not all: planned ones, and those whose audience is being read.</summary>
    private static IEnumerable<WaveDefinition> KeepersOf(Campaign campaign, WaveDefinition wave, IReadOnlyDictionary<string, WaveRow> rows) => campaign.Waves
        .TakeWhile(other => other.Id != wave.Id)
        .Where(other => !rows.TryGetValue(other.Id, out var row) || IsToRead(row));

    private static bool IsToRead(WaveRow row) =>
        row is { IsResolved: false, State: not WaveState.Cancelled, Next: not WaveState.Cancelled };

    private async Task<Func<DirectoryUser, bool>> ExceptAsync(Campaign campaign, WaveDefinition wave, CancellationToken cancellationToken)
    {
        List<Func<DirectoryUser, bool>> excepted = [];
        foreach (var audience in wave.Except)
        {
            excepted.Add(await matching.MatcherAsync(campaign, audience, cancellationToken));
        }

        return user => excepted.Exists(means => means(user));
    }
}

/// <summary>Who of an audience is the wave's to invite, and who is not (pure).</summary>
/// <param name="excepts">Whether the file excepts somebody.</param>
/// <param name="isKept">Whether a wave before it that is to open yet has them.</param>
/// <param name="arrivals">Null: people are invited whenever they start.</param>
internal sealed class AudienceSieve(Func<DirectoryUser, bool> excepts, Func<DirectoryUser, bool> isKept, ArrivalWindow? arrivals)
{
    public SievedPage Sieve(IEnumerable<DirectoryUser> page)
    {
        var sieved = page.DistinctBy(user => user.Id).ToLookup(PlaceOf);
        return new([.. sieved[SievePlace.Invited].OrderBy(user => user.Id, StringComparer.Ordinal)])
        {
            Skipped = sieved[SievePlace.Skipped].Count(),
            Excepted = sieved[SievePlace.Excepted].Count(),
            Later = sieved[SievePlace.Later].Count(),
            Elsewhere = sieved[SievePlace.Elsewhere].Count(),
        };
    }

    /// <summary>In the order in which people are told why.</summary>
    public SievePlace PlaceOf(DirectoryUser user) =>
        PeopleRecheck.WhyNot(user) is not null ? SievePlace.Skipped
        : excepts(user) ? SievePlace.Excepted
        : isKept(user) ? SievePlace.Elsewhere
        : arrivals?.IsLater(user) is true ? SievePlace.Later
        : SievePlace.Invited;
}

internal enum SievePlace
{
    Invited,

    /// <summary>Disabled, a guest, or without an address.</summary>
    Skipped,

    /// <summary>The file excepts them.</summary>
    Excepted,

    /// <summary>A wave before has them, and is to open yet.</summary>
    Elsewhere,

    /// <summary>They start too far ahead.</summary>
    Later,
}

/// <param name="Invited">In the order of their ids, each once.</param>
internal sealed record SievedPage(IReadOnlyList<DirectoryUser> Invited)
{
    public int Skipped { get; init; }

    public int Excepted { get; init; }

    public int Later { get; init; }

    public int Elsewhere { get; init; }
}
