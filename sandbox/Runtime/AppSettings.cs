using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace AdoptionAutomation.Sandbox.Runtime;

internal static partial class AppSettings
{
    /// <summary>Replaces every <c>%Name%</c> by the setting of that name, as the host does in trigger attributes.</summary>
    /// <exception cref="FormatException">A setting is missing; the message names it.</exception>
    public static string Resolve(this IConfiguration settings, string text) =>
        Placeholder().Replace(text, match => settings[match.Groups["name"].Value] is { Length: > 0 } value
            ? value
            : throw new FormatException($"the setting {match.Groups["name"].Value}, used as {match.Value}, is missing: add it to the settings"));

    [GeneratedRegex("%(?<name>[^%]+)%", RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
