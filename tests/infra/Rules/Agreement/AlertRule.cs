using System.Reflection;
using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Model;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Tests.Infra.Rules.Agreement;

/// <summary>Alerts look for lines that are written and functions that exist; only functions that exist are kept ready.</summary>
internal static partial class AlertRule
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>What the host itself writes.</summary>
    private const string OfTheHost = "Message has reached MaxDequeueCount of";

    private static readonly MethodInfo[] Methods = [.. typeof(AdoptionServices).Assembly.GetTypes().SelectMany(type => type.GetMethods(Any))];

    private static readonly string[] Lines =
        [.. Methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.Message).OfType<string>(), OfTheHost];

    private static readonly HashSet<string> Functions =
        [.. Methods.Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>()];

    public static IEnumerable<Problem> Check(InfraFiles files) => files.Templates
        .SelectMany(file => file.Roots.SelectMany(root => root.All()).OfType<LiteralExpr>().SelectMany(literal => Query(file, literal)))
        .Concat(files.ParameterFiles.SelectMany(Ready));

    private static IEnumerable<Problem> Query(BicepFile file, LiteralExpr literal)
    {
        foreach (var begin in Begin().Matches(literal.Literal ?? "").Select(match => match.Groups["text"].Value))
        {
            if (!Lines.Any(line => line.StartsWith(begin, StringComparison.Ordinal)))
            {
                yield return file.Says(literal.Line, $"No log line of the app begins with “{begin}”. Mend the query or the line.");
            }
        }

        foreach (var name in Name().Matches(literal.Literal ?? "").Select(match => match.Groups["text"].Value).Where(name => !Functions.Contains(name)))
        {
            yield return file.Says(literal.Line, $"There is no function {name}. Mend the query.");
        }
    }

    private static IEnumerable<Problem> Ready(BicepFile file) =>
        from assignment in file.Assignments
        where assignment.Name == "alwaysReadyFunctions"
        from name in (assignment.Value as ArrayExpr)?.Items ?? []
        where name.Literal is { } function && function != "http" && !Functions.Contains(function)
        select file.Says(name.Line, $"There is no function {name.Literal} to be kept ready. Mend its name.");

    [GeneratedRegex("Line startswith \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Begin();

    [GeneratedRegex("\\bName == \"(?<text>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}
