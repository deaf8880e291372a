using AdoptionAutomation.Tests.Infra.Evaluating;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra;

/// <summary>What is deployed with, as it is in the repository or changed by a test.</summary>
internal sealed class InfraFiles
{
    public const string Main = "infra/main.bicep";
    public const string Permissions = "docs/permissions.md";
    public const string Sample = "local.settings.sample.json";
    public const string Azd = "azure.yaml";

    private static readonly string[] Kinds = [".bicep", ".bicepparam", ".json", ".md", ".ps1", ".sh"];
    private readonly SortedDictionary<string, string> texts;
    private readonly Dictionary<string, BicepFile> read;
    private readonly Lazy<IReadOnlyList<(BicepFile File, Deployment Deployment)>> deployments;

    public InfraFiles(IEnumerable<KeyValuePair<string, string>> texts)
        : this(new(texts.ToDictionary(text => text.Key, text => text.Value), StringComparer.Ordinal), new Dictionary<string, BicepFile>())
    {
    }

    /// <param name="alike">Files read before, as long as their texts are the same.</param>
    private InfraFiles(SortedDictionary<string, string> texts, IReadOnlyDictionary<string, BicepFile> alike)
    {
        this.texts = texts;
        read = texts.Where(text => text.Key.Contains(".bicep", StringComparison.Ordinal))
            .ToDictionary(text => text.Key, text => alike.GetValueOrDefault(text.Key) ?? new BicepFile(text.Key, text.Value), StringComparer.Ordinal);
        deployments = new(() => [.. ParameterFiles.SelectMany(file => Deploy(file, environmentName: null))]);
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

    /// <summary>What each parameter file deploys, as it is and with everything switched on that is optional.</summary>
    public IReadOnlyList<(BicepFile File, Deployment Deployment)> Deployments => deployments.Value;

    /// <summary>Everything that can be deployed, in an environment of another name.</summary>
    public IEnumerable<Deployment> DeploymentsOf(string environmentName) =>
        ParameterFiles.TakeLast(1).SelectMany(file => Deploy(file, environmentName)).Select(one => one.Deployment).TakeLast(1);

    /// <summary>The files with one text changed.</summary>
    public InfraFiles With(string path, string from, string to)
    {
        var text = Text(path) ?? throw new ArgumentException($"There is no {path}.", nameof(path));
        var at = text.IndexOf(from, StringComparison.Ordinal);
        if (at < 0)
        {
            throw new ArgumentException($"{path} has no “{from}” any more: let the test change what is there now.", nameof(from));
        }

        return With(path, $"{text[..at]}{to}{text[(at + from.Length)..]}");
    }

    /// <summary>The files with another text for one of them.</summary>
    public InfraFiles With(string path, string text) =>
        new(new SortedDictionary<string, string>(texts, StringComparer.Ordinal) { [path] = text }, read.Where(file => file.Key != path).ToDictionary());

    private IEnumerable<(BicepFile File, Deployment Deployment)> Deploy(BicepFile file, string? environmentName)
    {
        if (UsedBy(file) is not { } template)
        {
            yield break;
        }

        var given = Given(file);
        if (environmentName is not null)
        {
            given["environmentName"] = environmentName;
        }

        yield return (file, new(template, this, given));
        yield return (file, new(template, this, BicepFunctions.Merge([given, EverythingOn(template, given)])));
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
            .Concat(new[] { Permissions, Sample, Azd }.Select(path => Path.Combine(root, path)).Where(File.Exists));
        return new(paths.Select(path => KeyValuePair.Create(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n"))));
    }
}
