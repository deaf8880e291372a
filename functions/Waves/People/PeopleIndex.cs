using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Waves.People;

/// <summary>Finds people by the id or the address that a report names them by: 28 bytes a person, and no address.</summary>
internal sealed class PeopleIndex
{
    private readonly List<Guid> ids = [];
    private List<ulong> hashes = [];
    private ulong[] sorted = [];
    private int[] positions = [];

    public int Count => ids.Count;

    public Guid this[int position] => ids[position];

    /// <summary>In the order of their ids, all of them before the first is looked for.</summary>
    public void Add(Guid id, string address)
    {
        ids.Add(id);
        hashes.Add(Hash(address));
    }

    /// <summary>To be called between the last <see cref="Add"/> and the first <see cref="Find(Guid)"/>.</summary>
    public void Seal()
    {
        sorted = [.. hashes];
        hashes = [];
        positions = [.. Enumerable.Range(0, ids.Count)];
        Array.Sort(sorted, positions);
    }

    /// <summary>Their position; negative: not one of them.</summary>
    public int Find(Guid id) => CollectionsMarshal.AsSpan(ids).BinarySearch(id);

    /// <inheritdoc cref="Find(Guid)"/>
    public int Find(string address) =>
        sorted.Length > 0 && Array.BinarySearch(sorted, Hash(address)) is >= 0 and var index ? positions[index] : -1;

    private static ulong Hash(string address) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
}
