using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Infra.Parsing;

/// <summary>
/// tree-sitter's grammar of Bicep, in one node process for all tests: no Bicep compiler is at hand. It knows the grammar alone;
/// what names and types mean is for the rules. A text is parsed once.
/// </summary>
internal static partial class BicepParser
{
    private static readonly Lazy<Process> Node = new(Start);
    private static readonly Lock OneAtATime = new();
    private static readonly ConcurrentDictionary<string, Syntax> Parsed = new(StringComparer.Ordinal);
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1_000 };

    public static Syntax Parse(string text) => Parsed.GetOrAdd(ForTheGrammar(text), Ask);

    /// <summary>What the grammar does not know yet, as something it knows, of the same length: every position stays.</summary>
    private static string ForTheGrammar(string text)
    {
        text = ExtensionLine().Replace(text, "/////////");
        text = AssignedParameter().Replace(text, "var  ");
        return Spread().Replace(text, "${space}__:");
    }

    private static Syntax Ask(string text)
    {
        lock (OneAtATime)
        {
            var node = Node.Value;
            node.StandardInput.WriteLine(JsonSerializer.Serialize(text));
            node.StandardInput.Flush();
            var answer = node.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException($"node stopped while it parsed Bicep: {node.StandardError.ReadToEnd()}");
            using var json = JsonDocument.Parse(answer, Deep);
            return Syntax.Read(json.RootElement, text);
        }
    }

    private static Process Start()
    {
        var modules = Task.Run(() => NodePackages.FindAsync(Console.WriteLine, CancellationToken.None)).GetAwaiter().GetResult();
        return NodePackages.Start(new("node")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(InfraFiles.Root, "tests", "infra", "Parsing", "parse.cjs"), modules },
        });
    }

    [GeneratedRegex(@"^extension(?=\s)", RegexOptions.Multiline)]
    private static partial Regex ExtensionLine();

    /// <summary>In a parameter file, <c>param name = value</c> has no type.</summary>
    [GeneratedRegex(@"^param(?=\s+\w+\s*=)", RegexOptions.Multiline)]
    private static partial Regex AssignedParameter();

    [GeneratedRegex(@"^(?<space>\s*)\.\.\.(?=\w)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Spread();
}
