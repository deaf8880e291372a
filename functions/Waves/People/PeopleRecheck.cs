using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;

namespace AdoptionAutomation.Waves.People;

/// <summary>
/// Looks again at people whom the directory was asked about long ago, before anything more is done to them: leavers are skipped, new addresses
/// are used. Those seen lately cost nothing.
/// </summary>
internal sealed class PeopleRecheck(DirectoryUsers directory, PeopleTable people, RateGovernor governor, TimeProvider time)
{
    /// <summary>As long as what the directory said is believed.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromHours(12);

    /// <summary>
    /// Who of a chunk may still be addressed, as they are now. Those planned or joined who are not there any more are skipped, with the reason;
    /// others (welcomed, failed) keep their state and are only left out. For those planned, the caller's move keeps what was seen
    /// (<see cref="PersonMove.Seen"/>); for the others it is kept here.
    /// </summary>
    /// <param name="campaign">The campaign's id.</param>
    /// <param name="wave">Their wave.</param>
    /// <param name="rows">The people of one chunk; a few more if some came between them since.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task<Rechecked> LookAsync(string campaign, string wave, IReadOnlyList<PersonRow> rows, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stale = rows.Where(row => !(row.SeenAt >= now - Freshness)).ToList();
        if (stale.Count == 0)
        {
            return new(rows, null);
        }

        if (await governor.TakeAsync(Lane.GraphReads, 1, null, cancellationToken) is { } turn)
        {
            return new([], turn.At - now);
        }

        IReadOnlyDictionary<string, DirectoryUser> found;
        try
        {
            found = await directory.FindByIdAsync([.. stale.Select(row => row.Id)], cancellationToken);
        }
        catch (GraphFailure failure) when (failure.Outcome != OutcomeKind.Refused)
        {
            return new([], await governor.ReportAsync(Lane.GraphReads, failure, time, cancellationToken));
        }

        var gone = stale.Select(row => (Row: row, Why: WhyNot(found.GetValueOrDefault(row.Id)))).Where(one => one.Why is not null).ToList();
        foreach (var some in gone.Where(one => one.Row.State is PersonState.Planned or PersonState.Joined).Chunk(PeopleTable.ChunkSize))
        {
            await people.MoveAsync(campaign, wave, [.. some.Select(one => new PersonMove(one.Row, PersonState.Skipped, one.Why))], cancellationToken);
        }

        var there = stale.Where(row => gone.TrueForAll(one => one.Row.Id != row.Id)).ToDictionary(
            row => row.Id, row => row with { SeenAt = now, Mail = found[row.Id].Mail }, StringComparer.Ordinal);
        var marks = stale.Where(row => row.State != PersonState.Planned && there.ContainsKey(row.Id))
            .Select(row => new PersonMark.Seen(row, now, found[row.Id].Mail));
        foreach (var some in marks.Chunk(PeopleTable.ChunkSize))
        {
            await people.MarkAsync(campaign, wave, some, cancellationToken);
        }

        var left = gone.Select(one => one.Row.Id).ToHashSet(StringComparer.Ordinal);
        return new([.. rows.Where(row => !left.Contains(row.Id)).Select(row => there.GetValueOrDefault(row.Id, row))], null);
    }

    /// <summary>Why somebody is not invited, nor written to; null if they are.</summary>
    public static string? WhyNot(DirectoryUser? user) => user switch
    {
        null => "no longer in the directory",
        { IsEnabled: false } => "the account is disabled",
        { IsGuest: true } => "a guest",
        { Mail.Length: 0 } => "without a mail address",
        _ => null,
    };
}

/// <param name="People">Who may be addressed; without a version that can be written if they were marked.</param>
/// <param name="Wait">Not null: the directory cannot be asked now; come back after so long.</param>
internal sealed record Rechecked(IReadOnlyList<PersonRow> People, TimeSpan? Wait);
