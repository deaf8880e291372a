using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Campaigns;

/// <summary>
/// What is wrong with the names and ids of groups (pure but for what it has seen): groups are shown to it in the order of their
/// declaration, those of files while they are read, those of directory attributes when they are planned.
/// </summary>
internal sealed class GroupNaming(NamingRules rules)
{
    public const int LongestName = 256;
    public const int LongestObjective = 1024;

    private readonly List<(string Word, string Folded)> forbidden = [.. rules.Forbidden.Select(word => (word, Words(word)))];
    private readonly Dictionary<string, string> placesOfNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> placesOfIds = new(StringComparer.Ordinal);

    /// <summary>Everything that is wrong with one more group.</summary>
    public IReadOnlyList<NamingProblem> Take(DeclaredGroup group)
    {
        NamingProblem?[] taken = [TakeId(group.Id, group.Origin), TakeName(group.Name, group.Origin)];
        return [.. taken.OfType<NamingProblem>(), .. OfName(group.Name), .. OfObjective(group.Objective)];
    }

    public NamingProblem? TakeId(string id, string place) =>
        placesOfIds.TryAdd(id, place) ? null : new(GroupProblemCodes.SameGroupId, id, placesOfIds[id]);

    /// <param name="name">With its prefix.</param>
    /// <param name="place">To be named when another group has that name.</param>
    public NamingProblem? TakeName(string name, string place) =>
        placesOfNames.TryAdd(Folded(name), place) ? null : new(GroupProblemCodes.SameName, name, placesOfNames[Folded(name)]);

    /// <param name="name">With its prefix.</param>
    public IEnumerable<NamingProblem> OfName(string name)
    {
        var most = Math.Min(rules.Longest, LongestName);
        if (!IsReadable(name))
        {
            yield return new(GroupProblemCodes.SignsOnly, name);
        }
        else if (name.Length > most)
        {
            yield return new(GroupProblemCodes.LongName, name, name.Length, most);
        }

        foreach (var problem in Forbidden(name))
        {
            yield return problem;
        }
    }

    public IEnumerable<NamingProblem> Forbidden(string name)
    {
        var words = Words(name);
        return forbidden
            .Where(one => one.Folded.Length > 2
                ? words.Contains(one.Folded, StringComparison.Ordinal)
                : name.Contains(one.Word, StringComparison.OrdinalIgnoreCase))
            .Select(one => new NamingProblem(GroupProblemCodes.ForbiddenWord, name, one.Word));
    }

    public static IEnumerable<NamingProblem> OfObjective(string objective)
    {
        if (string.IsNullOrWhiteSpace(objective))
        {
            yield return new(GroupProblemCodes.EmptyObjective);
        }
        else if (objective.Length > LongestObjective)
        {
            yield return new(GroupProblemCodes.LongObjective, objective.Length, LongestObjective);
        }
    }

    /// <summary>Something to read in it, in any script: not only emoji or signs.</summary>
    public static bool IsReadable(string name) => name.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    /// <summary>Names that differ by case and accents only look alike.</summary>
    private static string Folded(string name) => string
        .Concat(name.Trim().Normalize(NormalizationForm.FormD).Where(letter => !IsAccent(letter)))
        .Normalize().ToLower(CultureInfo.InvariantCulture);

    /// <summary>The accents of Latin, Greek and Cyrillic letters; the marks of other scripts are letters in their own right.</summary>
    private static bool IsAccent(char letter) => letter is >= '\u0300' and <= '\u036F';

    /// <summary>Between single spaces, with one at either end, to be found whole.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            var inWord = Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            words.Append(inWord ? rune.ToString() : words[^1] == ' ' ? "" : " ");
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}

/// <summary>A problem that is not tied to a place in a file yet.</summary>
internal sealed record NamingProblem(ProblemCode Code, params object[] Arguments)
{
    public string In(string language) => Code.Text(language, Arguments);
}
