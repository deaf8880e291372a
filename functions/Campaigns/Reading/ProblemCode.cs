using System.Globalization;

namespace AdoptionAutomation.Campaigns.Reading;

/// <summary>
/// A kind of problem, with its text in both languages. Without a family of its own it can occur in any JSON file
/// and takes the file's: 012 is CAM012 in campaign.json and WAV012 in waves.json. Numbers are never reused.
/// </summary>
internal sealed record ProblemCode(string? Family, string Number, string Fr, string En)
{
    private const int LongestShown = 240;

    /// <summary>Advice: the campaign runs as it is.</summary>
    public bool IsWarning { get; init; }

    public string In(string family) => (Family ?? family) + Number;

    public string Text(string language, IEnumerable<object> arguments) => string.Format(
        CultureInfo.GetCultureInfo(language),
        language == "fr" ? Fr : En,
        [.. arguments.Select(argument => argument switch
        {
            LocalText words => words.In(language),
            string text => Shown(text),
            _ => argument,
        })]);

    /// <summary>A piece of a file may be anything: it is shown short and without control characters.</summary>
    private static string Shown(string text)
    {
        var start = text.Length <= LongestShown ? text : text[..LongestShown] + "…";
        return string.Concat(start.Select(letter => char.IsControl(letter) ? ' ' : letter));
    }
}
