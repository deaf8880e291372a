using System.Runtime.InteropServices;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// Members or owners of a group. Writing sees every change at once; reading lags behind, so a listing may miss the newest and still show
/// the ones just removed.
/// </summary>
/// <param name="generated">How many of the first cursors belong to members that are drawn, not stored (0 for ordinary groups).</param>
/// <param name="drawn">The drawn members from a cursor on.</param>
/// <param name="isDrawn">Whether a person is one of them.</param>
internal sealed class Relationship(
    long generated = 0, Func<long, IEnumerable<(long Cursor, Guid Id)>>? drawn = null, Func<Guid, bool>? isDrawn = null)
{
    private readonly List<Entry> entries = [];
    private readonly Dictionary<Guid, int> current = [];
    private readonly HashSet<Guid> undrawn = [];

    /// <summary>Stored members; drawn ones are not counted.</summary>
    public int Count => current.Count;

    public IEnumerable<Guid> Stored => current.Keys;

    public bool Contains(Guid id) => current.ContainsKey(id) || (isDrawn?.Invoke(id) is true && !undrawn.Contains(id));

    public void Add(Guid id, DateTimeOffset readableFrom)
    {
        if (!undrawn.Remove(id))
        {
            current.Add(id, entries.Count);
            entries.Add(new(id, readableFrom.UtcTicks, long.MaxValue));
        }
    }

    public void Remove(Guid id, DateTimeOffset goneFrom)
    {
        if (!current.Remove(id, out var position))
        {
            undrawn.Add(id);
            return;
        }

        entries[position] = entries[position] with { GoneFrom = goneFrom.UtcTicks };
    }

    /// <summary>What a listing shows at <paramref name="now"/>, each with the cursor that continues after it.</summary>
    public IEnumerable<(long Cursor, Guid Id)> From(long cursor, DateTimeOffset now)
    {
        if (cursor < generated && drawn is not null)
        {
            foreach (var (next, id) in drawn(cursor))
            {
                if (!undrawn.Contains(id))
                {
                    yield return (next, id);
                }
            }
        }

        var ticks = now.UtcTicks;
        for (var i = (int)Math.Max(0, cursor - generated); i < entries.Count; i++)
        {
            if (entries[i].ReadableFrom <= ticks && ticks < entries[i].GoneFrom)
            {
                yield return (generated + i + 1, entries[i].Id);
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(Guid Id, long ReadableFrom, long GoneFrom);
}
