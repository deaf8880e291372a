using System.Collections.Immutable;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host knows of a function before it runs it.</summary>
public abstract class FunctionDefinition
{
    public abstract ImmutableArray<FunctionParameter> Parameters { get; }

    public abstract string PathToAssembly { get; }

    /// <summary>Namespace, class and method: <c>Company.App.Class.Method</c>.</summary>
    public abstract string EntryPoint { get; }

    public abstract string Id { get; }

    /// <summary>The name that <see cref="FunctionAttribute"/> gives.</summary>
    public abstract string Name { get; }

    public abstract IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public abstract IImmutableDictionary<string, BindingMetadata> OutputBindings { get; }
}

public enum BindingDirection
{
    In = 0,
    Out = 1,
}

public abstract class BindingMetadata
{
    public abstract string Name { get; }

    /// <summary><c>queueTrigger</c>, <c>timerTrigger</c>, <c>httpTrigger</c>.</summary>
    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}

public class FunctionParameter
{
    public FunctionParameter(string name, Type type)
        : this(name, type, ImmutableDictionary<string, object>.Empty)
    {
    }

    public FunctionParameter(string name, Type type, IReadOnlyDictionary<string, object> properties)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Type = type ?? throw new ArgumentNullException(nameof(type));
        Properties = properties ?? throw new ArgumentNullException(nameof(properties));
    }

    public FunctionParameter(string name, Type type, bool hasDefaultValue, object? defaultValue)
        : this(name, type, hasDefaultValue, defaultValue, ImmutableDictionary<string, object>.Empty)
    {
    }

    public FunctionParameter(
        string name, Type type, bool hasDefaultValue, object? defaultValue, IReadOnlyDictionary<string, object> properties)
        : this(name, type, properties)
    {
        HasDefaultValue = hasDefaultValue;
        DefaultValue = defaultValue;
    }

    public string Name { get; }

    public Type Type { get; }

    public bool HasDefaultValue { get; }

    public object? DefaultValue { get; }

    public bool IsReferenceOrNullableType => !Type.IsValueType || Nullable.GetUnderlyingType(Type) is not null;

    public IReadOnlyDictionary<string, object> Properties { get; }
}
