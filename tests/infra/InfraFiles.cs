using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra;

/// <summary>What is deployed with, as it is in the repository or changed by a test.</summary>
internal sealed class InfraFiles
{
    public const string Main = "infra/main.bicep";
    public const string Permissions = "docs/permissions.md";
    public const string Sample = "local.settings.sample.json";

    private static readonly string[] Kinds = [".bicep", ".bicepparam", ".json", ".sh", ".ps1"];
    private readonly SortedDictionary<string, string> texts;
    private readonly Dictionary<string, BicepFile> read;

    public InfraFiles(IEnumerable<KeyValuePair<string, string>> texts)
    {
        this.texts = new(texts.ToDictionary(text => text.Key, text => text.Value), StringComparer.Ordinal);
        read = this.texts.Where(text => text.Key.Contains(".bicep", StringComparison.Ordinal))
            .ToDictionary(text => text.Key, text => new BicepFile(text.Key, text.Value), StringComparer.Ordinal);
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = SettingsTests.Root();

    /// <summary>Those of the repository.</summary>
    public static InfraFiles Real { get; } = Load(Root);

    public IReadOnlyCollection<BicepFile> All => read.Values;

    public IEnumerable<BicepFile> Templates => read.Values.Where(file => !file.IsParameters);

    public IEnumerable<BicepFile> ParameterFiles => read.Values.Where(file => file.IsParameters);

    public IEnumerable<string> Paths => texts.Keys;

    public string? Text(string path) => texts.GetValueOrDefault(path);

    public BicepFile? Module(BicepFile from, Module module) => read.GetValueOrDefault(Beside(from, module.Path));

    public BicepFile? UsedBy(BicepFile parameters) => parameters.Using is { } path ? read.GetValueOrDefault(Beside(parameters, path)) : null;

    /// <summary>What each parameter file deploys, and what any deploys with everything switched on that is optional.</summary>
    /// <param name="environmentName">Another name than the files give.</param>
    public IEnumerable<(BicepFile File, Deployment Deployment)> Deployments(string? environmentName = null)
    {
        foreach (var file in ParameterFiles)
        {
            if (UsedBy(file) is not { } template)
            {
                continue;
            }

            var given = Given(file);
            if (environmentName is not null)
            {
                given["environmentName"] = environmentName;
            }

            yield return (file, new(template, this, given));
            yield return (file, new(template, this, BicepFunctions.Merge([given, EverythingOn(template, given)])));
        }
    }

    /// <summary>The files with one text changed.</summary>
    public InfraFiles With(string path, string from, string to)
    {
        var text = Text(path) ?? throw new ArgumentException($"There is no {path}.", nameof(path));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        return at >= 0
            ? new(texts.Where(one => one.Key != path).Append(new(path, $"{text[..at]}{to}{text[(at + from.Length)..]}")))
            : throw new ArgumentException($"{path} has no “{from}” any more: let the test change what is there now.", nameof(from));
    }

    private static Fields Given(BicepFile file)
    {
        var local = new Dictionary<string, object?>(StringComparer.Ordinal);
        var evaluator = new Evaluator(name => local.GetValueOrDefault(name, new Unknown(name)));
        foreach (var variable in file.Variables)
        {
            local[variable.Name] = evaluator.Of(variable.Value);
        }

        var given = new Fields();
        foreach (var assignment in file.Assignments)
        {
            given[assignment.Name] = evaluator.Of(assignment.Value);
        }

        return given;
    }

    private static Fields EverythingOn(BicepFile template, Fields given)
    {
        var on = new Fields();
        foreach (var parameter in template.Parameters.Where(parameter => parameter.Argument("allowed") is null))
        {
            var ordinary = given.TryGetValue(parameter.Name, out var set) ? set : DefaultOf(parameter);
            if (parameter.Type.Kind == "bool")
            {
                on[parameter.Name] = true;
            }
            else if (parameter.Type.Kind is "string" or "array" && Values.IsEmpty(ordinary) && !parameter.IsRequired)
            {
                on[parameter.Name] = parameter.Type.Kind == "string" ? "sample" : new object?[] { "sample" };
            }
        }

        return on;
    }

    /// <summary>As far as it is written out.</summary>
    private static object? DefaultOf(Parameter parameter) => parameter.Default switch
    {
        LiteralExpr literal => literal.Value,
        ArrayExpr { Items: [] } => null,
        var other => other,
    };

    private static string Beside(BicepFile file, string path) =>
        Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(file.Path)!, path))).Replace('\\', '/');

    private static InfraFiles Load(string root)
    {
        var infra = Path.Combine(root, "infra");
        var paths = (Directory.Exists(infra) ? Directory.EnumerateFiles(infra, "*", SearchOption.AllDirectories) : [])
            .Where(path => Kinds.Contains(Path.GetExtension(path)))
            .Concat(new[] { Permissions, Sample, "azure.yaml" }.Select(path => Path.Combine(root, path)).Where(File.Exists));
        return new(paths.Select(path => KeyValuePair.Create(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))));
    }
}
