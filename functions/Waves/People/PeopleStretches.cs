namespace AdoptionAutomation.Waves.People;

/// <summary>
/// Cuts the open people of a wave into stretches of keys, none of more rows than one chunk takes: between few open people there may be
/// very many who have come to an end, and whoever reads a stretch reads them too.
/// </summary>
internal sealed class PeopleStretches(IAsyncEnumerator<PersonKey> keys, string after) : IAsyncDisposable
{
    private string? ahead;

    /// <summary>Up to here nobody is left to be cut.</summary>
    public string After { get; private set; } = after;

    /// <summary>Whether anybody is open behind <see cref="After"/>.</summary>
    public async ValueTask<bool> AnyAsync()
    {
        while (ahead is null && await keys.MoveNextAsync())
        {
            (ahead, After) = keys.Current.IsOpen ? (keys.Current.Id, After) : (null, keys.Current.Id);
        }

        return ahead is not null;
    }

    /// <param name="most">Open people, at most.</param>
    /// <returns>Null: nobody is left.</returns>
    public async ValueTask<PeopleStretch?> NextAsync(int most)
    {
        if (!await AnyAsync())
        {
            return null;
        }

        var (from, upTo) = (After, ahead!);
        (After, ahead) = (upTo, null);
        for (var (open, rows) = (1, 1); open < most && rows < PeopleTable.ChunkSize && await keys.MoveNextAsync(); rows++)
        {
            After = keys.Current.Id;
            (open, upTo) = keys.Current.IsOpen ? (open + 1, After) : (open, upTo);
        }

        return new(from, upTo);
    }

    public ValueTask DisposeAsync() => keys.DisposeAsync();
}

/// <param name="Id">Object id.</param>
/// <param name="IsOpen">Whether they are in one of the states asked for.</param>
internal sealed record PersonKey(string Id, bool IsOpen);

/// <param name="After">Object ids after this one ...</param>
/// <param name="UpTo">... up to and including this one, who is open.</param>
internal sealed record PeopleStretch(string After, string UpTo);
