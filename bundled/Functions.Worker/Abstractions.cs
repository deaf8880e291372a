namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The official base classes have public constructors, abstract or not.</summary>
public abstract class BindingAttribute : Attribute
{
    public BindingAttribute()
    {
    }
}

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    public TriggerBindingAttribute()
    {
    }
}

public abstract class OutputBindingAttribute : BindingAttribute
{
    public OutputBindingAttribute()
    {
    }
}
