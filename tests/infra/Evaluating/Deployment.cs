using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Evaluating;

/// <summary>One file with values for its parameters: what it would deploy, as far as it can be told without Azure.</summary>
internal sealed class Deployment
{
    private readonly BicepFile file;
    private readonly InfraFiles files;
    private readonly Fields given;
    private readonly Dictionary<string, object?> symbols = new(StringComparer.Ordinal);
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private readonly Evaluator evaluator;
    private IReadOnlyList<Deployed>? resources;

    public Deployment(BicepFile file, InfraFiles files, Fields given)
    {
        (this.file, this.files, this.given) = (file, files, given);
        evaluator = new(Symbol);
    }

    public BicepFile File => file;

    /// <summary>Every resource that is made, of modules too.</summary>
    public IReadOnlyList<Deployed> Resources => resources ??=
    [
        .. file.TopResources.SelectMany(Instances).Where(one => one.IsWanted && !one.Resource.IsExisting).SelectMany(WithNested),
        .. Modules.SelectMany(module => module.Inner?.Resources ?? []),
    ];

    /// <summary>Every deployment within this one that is made.</summary>
    public IEnumerable<Deployment> All => Modules.Select(module => module.Inner).OfType<Deployment>().SelectMany(inner => inner.All).Prepend(this);

    private IEnumerable<DeployedModule> Modules =>
        file.Modules.SelectMany(module => Many(Symbol(module.Name)).OfType<DeployedModule>()).Where(one => one.IsWanted);

    public object? Value(string output) =>
        file.Outputs.FirstOrDefault(one => one.Name == output) is { } found ? Evaluate(found.Value) : new Unknown(output);

    public object? Evaluate(Expr value) => evaluator.Of(value);

    private IEnumerable<Deployed> WithNested(Deployed parent) => parent.Resource.Nested
        .Where(child => !child.IsExisting)
        .SelectMany(child => Many(Make(child, parent)).OfType<Deployed>())
        .Where(child => child.IsWanted)
        .SelectMany(WithNested)
        .Prepend(parent);

    private IEnumerable<Deployed> Instances(Resource resource) => Many(Symbol(resource.Name)).OfType<Deployed>();

    private static object?[] Many(object? value) => value as object?[] ?? [value];

    private object? Symbol(string name)
    {
        if (symbols.TryGetValue(name, out var value))
        {
            return value;
        }

        // A circle is Bicep's to refuse; here it only must end.
        if (!file.Symbols.TryGetValue(name, out var declaration) || !open.Add(name))
        {
            return new Unknown(name);
        }

        value = declaration switch
        {
            Parameter parameter => Parameter(parameter),
            Variable variable => Evaluate(variable.Value),
            Resource resource => Make(resource, parent: null),
            Module module => evaluator.Each(module.Body, (within, body, isWanted) => Make(module, within, body, isWanted)),
            _ => new Unknown(name),
        };
        open.Remove(name);
        return symbols[name] = value;
    }

    private object? Parameter(Parameter parameter)
    {
        var value = given.TryGetValue(parameter.Name, out var set) ? set : parameter.Default is { } ordinary ? Evaluate(ordinary) : new Unknown(parameter.Name);

        // Secret wherever it goes from here.
        return parameter.Has("secure") || parameter.Type.IsSecure ? new Unknown($"secret {parameter.Name}") : value;
    }

    private object? Make(Resource resource, Deployed? parent) => evaluator.Each(resource.Body, (within, body, isWanted) =>
    {
        var fields = within.Fields(body);
        return new Deployed(file, resource, fields, fields.GetValueOrDefault("parent") as Deployed ?? parent, isWanted);
    });

    private DeployedModule Make(Module module, Evaluator within, ObjectExpr body, bool isWanted)
    {
        var inner = files.Module(file, module);
        var parameters = body["params"] is { } passed && within.Of(passed) is Fields fields ? fields : [];
        return new(module, inner is null || inner == file ? null : new(inner, files, parameters), isWanted);
    }
}
