using System.Globalization;
using AdoptionAutomation.Tests.Infra.Model;

namespace AdoptionAutomation.Tests.Infra.Evaluating;

/// <summary>
/// What only Azure knows. Values are strings, longs, bools, null, lists (<c>object?[]</c>), objects (<see cref="Fields"/>) and these.
/// In a string it shows as <c>‹what›</c>.
/// </summary>
internal sealed record Unknown(string What)
{
    /// <summary>The fields that are known all the same.</summary>
    public Fields? Set { get; init; }

    public override string ToString() => $"‹{What}›";
}

internal sealed class Fields() : Dictionary<string, object?>(StringComparer.Ordinal);

internal sealed record Function(Func<object?[], object?> Call);

/// <summary>A resource that is deployed, or looked up.</summary>
internal sealed record Deployed(BicepFile File, Resource Resource, Fields Body, Deployed? Parent, bool IsWanted)
{
    public string Type => Resource.Type;

    public string Name => Values.Text(Body.GetValueOrDefault("name"));

    public string FullName => Parent is null ? Name : $"{Parent.FullName}/{Name}";

    /// <summary>Where a field is set; the resource's own line if it is not.</summary>
    public int LineOf(params string[] path)
    {
        var (body, line) = (Resource.Body.Object, Resource.Line);
        foreach (var name in path)
        {
            if (body?.Find(name) is not { } field)
            {
                break;
            }

            (body, line) = (field.Value.Object, field.Line);
        }

        return line;
    }

    public Problem Says(string text, params string[] path) => File.Says(LineOf(path), text);

    public object? this[params string[] path] => path.Aggregate((object?)Body, (value, name) => (value as Fields)?.GetValueOrDefault(name));
}

/// <summary>A module that is deployed.</summary>
internal sealed record DeployedModule(Module Module, Deployment? Inner, bool IsWanted);

internal static class Values
{
    public const string Secret = "‹secret ";

    public static string Text(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "True" : "False",
        object?[] list => $"[{string.Join(",", list.Select(Text))}]",
        Fields fields => $"{{{string.Join(",", fields.Select(field => $"{field.Key}:{Text(field.Value)}"))}}}",
        Deployed deployed => deployed.FullName,
        DeployedModule module => module.Module.Name,
        Deployment or Function => "",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    public static bool IsKnown(object? value) => value is not Unknown && !(value is string text && text.Contains('‹', StringComparison.Ordinal));

    public static bool IsSecret(object? value) => Text(value).Contains(Secret, StringComparison.Ordinal);

    public static bool IsEmpty(object? value) => value is null or "" or object?[] { Length: 0 } or Fields { Count: 0 };

    public static bool Same(object? left, object? right, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(Text(left), Text(right), comparison);
}
