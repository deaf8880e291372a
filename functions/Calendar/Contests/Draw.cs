using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdoptionAutomation.Calendar.Contests;

/// <summary>
/// The draw (pure). Commit and reveal: the hash of the seed is published with the question, so the seed cannot be chosen by who answered;
/// the seed and the list's hash are published with the result, so that anybody can do the draw again.
/// </summary>
internal static class Draw
{
    public const int Version = 1;

    /// <summary>Fewer would tell of persons.</summary>
    public const int FewestToCount = 5;

    public const string Algorithm =
        "commitment = SHA-256 of the seed's 32 bytes. list = version, campaign, contest, commitment, right, answered (empty if null), then the "
        + "tickets in ordinal order; each on a line of its own that ends with LF, in UTF-8. listHash = SHA-256 of the list. For counter = 0, 1, "
        + "2 ...: x = the first 8 bytes (big-endian, unsigned) of SHA-256(seed, listHash, counter as 4 bytes big-endian); n = number of tickets; "
        + "if x is below the greatest multiple of n that 2^64 holds, the winner is ticket number x mod n, counted from 0; else the next counter.";

    public static string CommitmentOf(ReadOnlySpan<byte> seed) => Convert.ToHexStringLower(SHA256.HashData(seed));

    /// <param name="campaign">The campaign's id.</param>
    /// <param name="contest">The contest's id.</param>
    /// <param name="right">Id of the right answer.</param>
    /// <param name="seed">Drawn before the question was published.</param>
    /// <param name="answers">All that were given before the close.</param>
    public static DrawRecord Hold(string campaign, string contest, string right, byte[] seed, IReadOnlyCollection<ContestAnswer> answers)
    {
        var record = new DrawRecord(
            Version,
            campaign,
            contest,
            CommitmentOf(seed),
            right.ReplaceLineEndings(" "),
            answers.Count >= FewestToCount ? answers.Count : null,
            Convert.ToHexStringLower(seed),
            [.. answers.Where(answer => answer.Choice == right).Select(answer => answer.Ticket).Order(StringComparer.Ordinal)],
            "",
            null,
            Algorithm);
        var hash = HashOf(record);
        return record with { ListHash = Convert.ToHexStringLower(hash), Winner = WinnerOf(record.Tickets, seed, hash) };
    }

    /// <summary>Index of the winner among so many, each as likely as any other.</summary>
    public static int WinnerOf(int count, ReadOnlySpan<byte> seed, ReadOnlySpan<byte> listHash)
    {
        var tickets = (ulong)count;

        // 2^64 mod n, in 64 bits: the last that many values would favour the first tickets.
        var beyond = ((ulong.MaxValue % tickets) + 1) % tickets;
        Span<byte> counter = stackalloc byte[4];
        for (var round = 0; ; round++)
        {
            BinaryPrimitives.WriteInt32BigEndian(counter, round);
            var value = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData([.. seed, .. listHash, .. counter]));
            if (value <= ulong.MaxValue - beyond)
            {
                return (int)(value % tickets);
            }
        }
    }

    /// <summary>Does the draw again.</summary>
    /// <returns>What of the record does not hold; empty if all does.</returns>
    public static IReadOnlyList<string> Differences(DrawRecord record)
    {
        var found = new List<string>();
        Look(record.Version == Version, $"version: this is {record.Version}, and only {Version} is known.");
        Look(record.Algorithm == Algorithm, "algorithm: its words are not those of this version.");
        if (record.Seed.Length != 64 || !record.Seed.All(letter => char.IsAsciiHexDigitLower(letter)))
        {
            return [.. found, "seed: it is not 32 bytes in lower-case hexadecimal."];
        }

        var seed = Convert.FromHexString(record.Seed);
        Look(CommitmentOf(seed) == record.Commitment, $"commitment: the seed's SHA-256 is {CommitmentOf(seed)}, and the record says {record.Commitment}.");
        var ordered = record.Tickets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Look(record.Tickets.SequenceEqual(ordered, StringComparer.Ordinal), "tickets: they are not in order, or one is there twice.");
        var hash = HashOf(record);
        Look(
            Convert.ToHexStringLower(hash) == record.ListHash,
            $"listHash: the list's SHA-256 is {Convert.ToHexStringLower(hash)}, and the record says {record.ListHash}.");
        var winner = WinnerOf(record.Tickets, seed, hash);
        Look(winner == record.Winner, $"winner: the draw gives {winner ?? "nobody"}, and the record says {record.Winner ?? "nobody"}.");
        return found;

        void Look(bool holds, string difference)
        {
            if (!holds)
            {
                found.Add(difference);
            }
        }
    }

    private static string? WinnerOf(IReadOnlyList<string> tickets, byte[] seed, byte[] listHash) =>
        tickets.Count == 0 ? null : tickets[WinnerOf(tickets.Count, seed, listHash)];

    private static byte[] HashOf(DrawRecord record)
    {
        string[] head =
        [
            record.Version.ToString(CultureInfo.InvariantCulture), record.Campaign, record.Contest, record.Commitment, record.Right,
            record.Answered?.ToString(CultureInfo.InvariantCulture) ?? "",
        ];
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(head.Concat(record.Tickets).Select(line => $"{line}\n"))));
    }
}
