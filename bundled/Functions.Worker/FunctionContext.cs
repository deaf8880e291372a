namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation, as the host describes it to the function.</summary>
public abstract class FunctionContext
{
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    public abstract BindingContext BindingContext { get; }

    /// <summary>Official: null when the function has no retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Signalled when the host drains or the function's time is up.</summary>
    public virtual CancellationToken CancellationToken { get; }
}

public abstract class BindingContext
{
    /// <summary>Trigger metadata by name: for a queue message <c>Id</c>, <c>DequeueCount</c>, <c>InsertionTime</c> and so on.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}

public abstract class RetryContext
{
    /// <summary>0 for the first try.</summary>
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}

public abstract class TraceContext
{
    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }

    public abstract IReadOnlyDictionary<string, string> Attributes { get; }

    public abstract IReadOnlyDictionary<string, string> Baggage { get; }
}

/// <summary>Objects that host and middleware hang on an invocation, by type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    T? Get<T>();
}
