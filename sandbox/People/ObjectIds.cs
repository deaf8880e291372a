using System.Buffers.Binary;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>
/// Object ids that look random yet carry their number: a seeded, invertible permutation (four Feistel rounds) of (kind, number). So a million
/// people need no table of ids.
/// </summary>
internal sealed class ObjectIds(int seed)
{
    public const ulong People = 1;
    public const ulong Groups = 2;
    public const ulong Guests = 3;
    public const ulong Others = 4;

    private readonly ulong[] keys = [.. Enumerable.Range(0, 4).Select(i => Dice.Mix(((ulong)(uint)seed << 8) + (ulong)i))];

    public Guid Of(ulong kind, long number)
    {
        var (left, right) = (kind, (ulong)number);
        foreach (var key in keys)
        {
            (left, right) = (right, left ^ Dice.Mix(right ^ key));
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, left);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], right);
        return new(bytes, bigEndian: true);
    }

    /// <summary>The number behind an id, or null if the id is not one of ours of this kind.</summary>
    public long? NumberOf(ulong kind, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var (left, right) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        for (var round = keys.Length - 1; round >= 0; round--)
        {
            (left, right) = (right ^ Dice.Mix(left ^ keys[round]), left);
        }

        return left == kind && right <= long.MaxValue ? (long)right : null;
    }
}
