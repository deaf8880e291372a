using System.Text.RegularExpressions;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Rules.Agreement;

/// <summary>Scripts name files, settings, containers, secrets and variables that exist; azd finds its service.</summary>
internal static partial class ScriptRule
{
    private const string Guide = "infra/README.md";
    private static readonly string[] Shells = [".sh", ".ps1"];

    public static IEnumerable<Problem> Check(InfraFiles files)
    {
        string[] scripts = [.. files.Paths.Where(path => Shells.Contains(Path.GetExtension(path)))];
        return scripts.Append(InfraFiles.Azd).Where(path => files.Text(path) is not null)
            .SelectMany(path => Files(files, path).Concat(Settings(files, path)).Concat(Containers(files, path)).Concat(Variables(files, path)))
            .Concat(Guided(files))
            .Concat(Secrets(files))
            .Concat(Services(files));
    }

    private static IEnumerable<Problem> Files(InfraFiles files, string path) => Words(files, path, NamedFile())
        .Where(word => word.Text.Any(char.IsLower) && Path.GetFileNameWithoutExtension(word.Text).Any(char.IsLower))
        .Where(word => !files.Paths.Contains($"infra/{word.Text}", StringComparer.Ordinal))
        .Select(word => new Problem(path, word.Line, $"There is no file infra/{word.Text}. Mend its name."));

    private static IEnumerable<Problem> Settings(InfraFiles files, string path) => Words(files, path, Setting())
        .Where(word => !SettingsRule.Known.Contains(SettingsTests.SettingOf(word.Text), StringComparer.OrdinalIgnoreCase))
        .Select(word => new Problem(path, word.Line, $"Setting {word.Text} is not known to the app. Mend its name."));

    private static IEnumerable<Problem> Containers(InfraFiles files, string path) => Words(files, path, Container())
        .Where(word => !ContainerNames.All.Contains(word.Text, StringComparer.Ordinal))
        .Select(word => new Problem(path, word.Line, $"The code knows no container {word.Text}. Mend its name."));

    /// <summary>A variable that a script sets and no parameter file reads changes nothing; one with an ordinary value is the script's own.</summary>
    private static IEnumerable<Problem> Variables(InfraFiles files, string path) => Words(files, path, Variable())
        .ExceptBy(Read(files).Select(one => one.Text), word => word.Text)
        .Select(word => new Problem(path, word.Line, $"No parameter file reads {word.Text}. Mend its name."));

    private static IEnumerable<Problem> Guided(InfraFiles files) => files.Text(Guide) is not { } guide ? [] : Read(files)
        .ExceptBy(AllWords(guide), word => word.Text)
        .Select(word => new Problem(word.Path, word.Line, $"{Guide} does not say what {word.Text} is. Say it there."));

    private static IEnumerable<(string Path, string Text, int Line)> Read(InfraFiles files) =>
        from path in files.Paths
        where path.EndsWith(".bicepparam", StringComparison.Ordinal) || path.EndsWith(".parameters.json", StringComparison.Ordinal)
        from word in Words(files, path, ReadVariable())
        select (path, word.Text, word.Line);

    /// <summary>The app does not start with a reference to a secret that nobody makes.</summary>
    private static IEnumerable<Problem> Secrets(InfraFiles files)
    {
        var guide = AllWords(files.Text(Guide));
        var scripts = Shells.Where(shell => files.Text($"infra/deploy{shell}") is not null)
            .Select(shell => (Path: $"infra/deploy{shell}", Texts: files.Paths.Where(path => Path.GetExtension(path) == shell).Select(files.Text)))
            .Select(script => (script.Path, Words: AllWords(string.Join('\n', script.Texts))))
            .ToArray();
        return
            from file in files.Templates
            from literal in file.Roots.SelectMany(root => root.All()).OfType<LiteralExpr>()
            let secret = Secret().Match(literal.Literal ?? "").Groups["name"]
            where secret.Success && !guide.Contains(secret.Value)
            from script in scripts
            where !script.Words.Contains(secret.Value)
            select new Problem(script.Path, 1, $"Nobody makes the secret {secret.Value} of {file.Path}:{literal.Line}. Make it here, or say in {Guide} how to.");
    }

    private static IEnumerable<Problem> Services(InfraFiles files) =>
        from text in new[] { files.Text(InfraFiles.Azd) }.OfType<string>()
        from service in Service().Matches(text)
        let name = service.Groups["name"].Value
        from one in files.Deployments.Take(1)
        where !one.Deployment.Resources.Any(resource => Values.Text(resource["tags", "azd-service-name"]) == name)
        select new Problem(
            InfraFiles.Azd,
            LineOf(text, service.Groups["name"].Index),
            $"azd finds no resource for the service {name}. Tag one with 'azd-service-name': '{name}'.");

    private static HashSet<string> AllWords(string? text) => Word().Matches(text ?? "").Select(match => match.Value).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(string Text, int Line)> Words(InfraFiles files, string path, Regex regex)
    {
        var text = files.Text(path)!;
        return regex.Matches(text).Select(match => match.Groups["word"]).Select(word => (word.Value, LineOf(text, word.Index)));
    }

    private static int LineOf(string text, int at) => text.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(@"(infra/|\$here/|\$PSScriptRoot[/\\])(?<word>[\w.-]+\.(bicepparam|bicep|parameters\.json|sh|ps1))", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedFile();

    [GeneratedRegex(@"\b(?<word>[A-Z][A-Za-z]+__[A-Za-z]+)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("--(container-name|destination|source-container)[ =]['\"]?(?<word>[a-z0-9-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Container();

    [GeneratedRegex(@"\b(?<word>ADOPTION_[A-Z]+(_[A-Z]+)*)\b(?!:-\w)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();

    [GeneratedRegex(@"(readEnvironmentVariable\('|\$\{)(?<word>ADOPTION_[A-Z]+(_[A-Z]+)*)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ReadVariable();

    [GeneratedRegex(@"[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"secrets/(?<name>[a-z0-9]+(-[a-z0-9]+)*)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^services:\s*\n  (?<name>[\w-]+):", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Service();
}
