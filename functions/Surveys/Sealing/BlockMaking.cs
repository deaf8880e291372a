using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Rounds;

namespace AdoptionAutomation.Surveys.Sealing;

/// <summary>A number of chance, from 0 to below what is given; one that nobody can foretell.</summary>
internal delegate int Chance(int below);

/// <summary>Which waiting answers are sealed together (pure): whole leaves of the hierarchy, and at closing what is left of them, merged upward.</summary>
/// <remarks>
/// A leaf is one site, one wave and the same groups. Before the closing only a leaf of at least ten is sealed, and five of it by chance go on waiting:
/// so at closing there are never one to four left unless the whole round has no more.
/// </remarks>
internal static class BlockMaking
{
    /// <summary>A transaction holds 100 rows: the block's own and the guard's are two of them.</summary>
    public const int MostAnswers = RowTransactions.Size - 2;

    /// <summary>Of answers as they wait; packed they are hardly ever more.</summary>
    public const int MostBytes = PackedRow.MostBytes - (32 * 1024);

    private const int LeastLeaf = 2 * AnswerBlock.Least;

    private static readonly Func<Place, string>[] Upward = [LeafOf, place => $"{place.Site}\n{place.Wave}", place => place.Site, _ => ""];

    /// <param name="waiting">What waits in the spool.</param>
    /// <param name="closing">Whether nothing may be left.</param>
    /// <param name="chance">Shuffles.</param>
    public static IReadOnlyList<PlannedBlock> Of(IEnumerable<WaitingAnswer> waiting, bool closing, Chance chance)
    {
        var shuffled = Shuffle([.. waiting], chance);
        var made = closing ? AtClosing(shuffled, chance) : AtNight(shuffled);
        return [.. made.SelectMany(answers => Split(Shuffle(answers, chance))).Select(some => new PlannedBlock(Common(some), some))];
    }

    /// <summary>What all of them share: a site and a wave if they have the same, the groups that all are in.</summary>
    public static Place Common(IEnumerable<WaitingAnswer> answers) => answers.Select(answer => answer.Place).Aggregate((one, other) =>
        ReferenceEquals(one, other) ? one : new(
            one.Site == other.Site ? one.Site : "",
            one.Wave == other.Wave ? one.Wave : "",
            [.. one.Groups.Where(group => other.Groups.Contains(group))]));

    /// <summary>The same text for answers of the same site, wave and groups.</summary>
    public static string LeafOf(Place place) => $"{place.Site}\n{place.Wave}\n{string.Join(' ', place.Groups.Order(StringComparer.Ordinal))}";

    public static List<T> Shuffle<T>(List<T> list, Chance chance)
    {
        for (var last = list.Count - 1; last > 0; last--)
        {
            var other = chance(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }

        return list;
    }

    private static IEnumerable<List<WaitingAnswer>> AtNight(List<WaitingAnswer> shuffled) => shuffled
        .GroupBy(answer => LeafOf(answer.Place), StringComparer.Ordinal)
        .Where(leaf => leaf.Count() >= LeastLeaf)
        .Select(leaf => leaf.Skip(AnswerBlock.Least).ToList());

    private static List<List<WaitingAnswer>> AtClosing(List<WaitingAnswer> shuffled, Chance chance)
    {
        var made = new List<List<WaitingAnswer>>();
        var rest = shuffled;
        foreach (var path in Upward)
        {
            var parts = rest.GroupBy(answer => path(answer.Place), StringComparer.Ordinal).Select(part => part.ToList()).ToLookup(part => part.Count >= AnswerBlock.Least);
            made.AddRange(parts[true]);
            rest = [.. parts[false].SelectMany(part => part)];
        }

        return rest.Count == 0 ? made : [.. made, TakeAlong(made, rest, chance)];
    }

    /// <summary>The last one to four take others of this closing along, whom they have most in common with: five of many, else all of a few.</summary>
    private static List<WaitingAnswer> TakeAlong(List<List<WaitingAnswer>> made, List<WaitingAnswer> rest, Chance chance)
    {
        if (made.Count == 0)
        {
            return rest;
        }

        var with = made.MinBy(answers => (-Depth(Common(answers.Concat(rest))), answers.Count))!;
        var taken = with.Count < LeastLeaf ? with.Count : AnswerBlock.Least;
        Shuffle(with, chance);
        rest.AddRange(with[^taken..]);
        with.RemoveRange(with.Count - taken, taken);
        made.RemoveAll(answers => answers.Count == 0);
        return rest;
    }

    private static int Depth(Place common) => (common.Site.Length > 0 ? 2 : 0) + (common.Wave.Length > 0 ? 1 : 0);

    /// <summary>Into as few parts as fit, as even as can be: none falls under five, for five of the longest answers fit.</summary>
    private static IEnumerable<List<WaitingAnswer>> Split(List<WaitingAnswer> answers)
    {
        var parts = (answers.Count + MostAnswers - 1) / MostAnswers;
        while (!Fits(answers, parts) && answers.Count / (parts + 1) >= AnswerBlock.Least)
        {
            parts++;
        }

        return Enumerable.Range(0, parts).Select(part => Part(answers, part, parts));
    }

    private static bool Fits(List<WaitingAnswer> answers, int parts) =>
        Enumerable.Range(0, parts).All(part => Part(answers, part, parts).Sum(answer => answer.Bytes) <= MostBytes);

    private static List<WaitingAnswer> Part(List<WaitingAnswer> answers, int part, int parts)
    {
        var (from, to) = ((int)((long)answers.Count * part / parts), (int)((long)answers.Count * (part + 1) / parts));
        return answers[from..to];
    }
}

/// <param name="Row">Names it in the spool.</param>
/// <param name="Place">Where it counts.</param>
/// <param name="Bytes">Its size, encrypted.</param>
internal sealed record WaitingAnswer(string Row, Place Place, int Bytes);

/// <param name="Place">What all of them share.</param>
/// <param name="Answers">In an order of chance.</param>
internal sealed record PlannedBlock(Place Place, IReadOnlyList<WaitingAnswer> Answers);
