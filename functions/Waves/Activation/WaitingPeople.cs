using System.Collections;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Waves.Activation;

/// <summary>
/// Welcomed people who are not known as active yet, and which of them a report has seen since, whether it names them by id or by address: some
/// 32 bytes a person, so that a million of them fit into a small instance.
/// </summary>
internal sealed class WaitingPeople
{
    private readonly PeopleIndex index = new();
    private readonly List<ushort> welcomes = [];
    private readonly List<byte> waves = [];
    private readonly List<string> names = [];
    private BitArray seen = new(0);

    public int Count => index.Count;

    /// <summary>In the order of their ids, all of them before the first is looked for.</summary>
    /// <param name="id">Object id.</param>
    /// <param name="wave">Their wave.</param>
    /// <param name="address">How a report without ids names them.</param>
    /// <param name="welcomed">The day of their welcome.</param>
    public void Add(Guid id, string wave, string address, DateOnly welcomed)
    {
        index.Add(id, address);
        welcomes.Add(NumberOf(welcomed));
        waves.Add(NumberOf(wave));
    }

    /// <summary>To be called between the last <see cref="Add"/> and the first <see cref="Find(Guid)"/>.</summary>
    public void Seal()
    {
        seen = new(index.Count);
        index.Seal();
    }

    /// <summary>Their position; negative: not one of them.</summary>
    public int Find(Guid id) => index.Find(id);

    /// <inheritdoc cref="Find(Guid)"/>
    public int Find(string address) => index.Find(address);

    /// <summary>A report says that they were active on this day: it counts from the day of their welcome on.</summary>
    /// <param name="position">As found; nobody if negative.</param>
    /// <param name="day">Their last day of activity.</param>
    public void Note(int position, DateOnly day)
    {
        if (position >= 0 && NumberOf(day) >= welcomes[position])
        {
            seen[position] = true;
        }
    }

    /// <summary>Those who were seen, wave by wave, in the order of their ids.</summary>
    /// <param name="size">People a chunk at most.</param>
    public IEnumerable<(string Wave, IReadOnlyList<string> Ids)> Seen(int size) =>
        from wave in Enumerable.Range(0, names.Count)
        from chunk in Enumerable.Range(0, index.Count).Where(position => seen[position] && waves[position] == wave).Chunk(size)
        select (names[wave], (IReadOnlyList<string>)[.. chunk.Select(position => index[position].ToString())]);

    private byte NumberOf(string wave)
    {
        var number = names.IndexOf(wave);
        if (number < 0)
        {
            number = names.Count;
            names.Add(wave);
        }

        return checked((byte)number);
    }

    /// <summary>Days since 2000, the earlier ones as that.</summary>
    private static ushort NumberOf(DateOnly day) => (ushort)Math.Clamp(day.DayNumber - new DateOnly(2000, 1, 1).DayNumber, 0, ushort.MaxValue);
}
