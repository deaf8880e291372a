namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearMiss
{
    private const int LongestWord = 64;

    /// <summary>The closest of <paramref name="words"/>, if a third of its letters or fewer (at least one) differ.</summary>
    public static string? Of(string written, IEnumerable<string> words) => written.Length > LongestWord
        ? null
        : words
            .Where(word => word.Length <= LongestWord)
            .Select(word => (Word: word, Edits: Edits(written.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(candidate => candidate.Edits <= Math.Max(1, candidate.Word.Length / 3))
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Word)
            .FirstOrDefault();

    /// <summary>Letters to add, remove, change or swap with their neighbour to get from one word to the other.</summary>
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
        {
            for (var column = 0; column <= to.Length; column++)
            {
                edits[row, column] = row == 0 || column == 0 ? row + column : Best(row, column);
            }
        }

        return edits[from.Length, to.Length];

        int Best(int row, int column)
        {
            var same = from[row - 1] == to[column - 1] ? 0 : 1;
            var best = Math.Min(Math.Min(edits[row - 1, column], edits[row, column - 1]) + 1, edits[row - 1, column - 1] + same);
            var swapped = row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1];
            return swapped ? Math.Min(best, edits[row - 2, column - 2] + 1) : best;
        }
    }
}
