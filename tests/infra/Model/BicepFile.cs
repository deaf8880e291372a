using System.Text.RegularExpressions;
using AdoptionAutomation.Tests.Infra.Parsing;

namespace AdoptionAutomation.Tests.Infra.Model;

/// <summary>A <c>.bicep</c> or <c>.bicepparam</c> file, read.</summary>
internal sealed partial class BicepFile
{
    private readonly IReadOnlyList<Declaration> declarations;

    /// <param name="path">From the repository's root, with slashes.</param>
    public BicepFile(string path, string text)
    {
        Path = path;
        Root = BicepParser.Parse(text);
        declarations = [.. DeclarationReader.ReadAll(Root, text)];
        Extensions = [.. ExtensionLine().Matches(text).Select(match => match.Groups["name"].Value)];
        Using = Root.Find("using_statement")?.Find("string") is { } used ? ExprReader.Read(used).Literal : null;
        Metadata = [.. Root.Children.Where(child => child.Type == "metadata_declaration").Select(child => ExprReader.Read(child.Children[^1]))];
        Symbols = declarations.Where(one => one is not (Output or Assignment)).DistinctBy(one => one.Name).ToDictionary(one => one.Name, StringComparer.Ordinal);
    }

    public string Path { get; }

    public Syntax Root { get; }

    /// <summary>The bicepconfig.json names what they stand for.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Of a parameter file: what it gives parameters to.</summary>
    public string? Using { get; }

    public IReadOnlyList<Expr> Metadata { get; }

    public IReadOnlyList<Declaration> Declarations => declarations;

    public IEnumerable<Parameter> Parameters => declarations.OfType<Parameter>();

    public IEnumerable<Variable> Variables => declarations.OfType<Variable>();

    public IEnumerable<Resource> TopResources => declarations.OfType<Resource>();

    /// <summary>Those within others too.</summary>
    public IEnumerable<Resource> Resources => TopResources.SelectMany(WithNested);

    public IEnumerable<Module> Modules => declarations.OfType<Module>();

    public IEnumerable<Output> Outputs => declarations.OfType<Output>();

    public IEnumerable<Assignment> Assignments => declarations.OfType<Assignment>();

    public IReadOnlyDictionary<string, Declaration> Symbols { get; }

    public bool IsParameters => Path.EndsWith(".bicepparam", StringComparison.Ordinal);

    /// <summary>Every value of the file, where it stands first.</summary>
    public IEnumerable<Expr> Roots => declarations
        .SelectMany<Declaration, Expr?>(declaration => declaration switch
        {
            Parameter parameter => [parameter.Default],
            Variable variable => [variable.Value],
            Assignment assignment => [assignment.Value],
            Resource resource => [resource.Body],
            Module module => [module.Body],
            Output output => [output.Value],
            _ => [],
        })
        .Concat(declarations.SelectMany(declaration => declaration.Decorators.SelectMany(decorator => decorator.Arguments)))
        .OfType<Expr>();

    public Problem Says(int line, string text) => new(Path, line, text);

    private static IEnumerable<Resource> WithNested(Resource resource) => resource.Nested.SelectMany(WithNested).Prepend(resource);

    [GeneratedRegex(@"^extension\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ExtensionLine();
}

/// <summary>What is wrong, where, and what to do.</summary>
internal sealed record Problem(string Path, int Line, string Text)
{
    public override string ToString() => $"{Path}:{Line}: {Text}";
}
