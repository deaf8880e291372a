using System.Buffers;
using System.Text;

namespace AdoptionAutomation.Calendar.Composing;

/// <summary>Plain text inside Markdown (pure): it says there what it says, on one line, and marks up nothing.</summary>
internal static class PlainMarkdown
{
    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`*_[]<>&#~|$^!");

    public static string Of(string plain)
    {
        var text = new StringBuilder();
        foreach (var letter in string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            text.Append(Signs.Contains(letter) || MakesAList(text, letter) ? "\\" : "").Append(letter);
        }

        return text.ToString();
    }

    /// <summary>A dash or a number at the start.</summary>
    private static bool MakesAList(StringBuilder before, char letter) => letter switch
    {
        '-' or '+' or '=' => before.Length == 0,
        '.' or ')' => before.Length is > 0 and < 10 && before.ToString().All(char.IsAsciiDigit),
        _ => false,
    };
}
