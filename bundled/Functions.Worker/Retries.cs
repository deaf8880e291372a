using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the host repeats a failed timer invocation. Queues ignore it: there the message itself comes back.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    public RetryAttribute()
    {
    }

    /// <summary>-1 repeats for ever.</summary>
    public int MaxRetryCount { get; set; }

    private protected static string Interval(string value, string name) =>
        TimeSpan.TryParse(value, CultureInfo.InvariantCulture, out var interval) && interval >= TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"The retry interval '{value}' is not a positive hh:mm:ss.");
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class FixedDelayRetryAttribute : RetryAttribute
{
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        MaxRetryCount = maxRetryCount;
        DelayInterval = Interval(delayInterval, nameof(delayInterval));
    }

    public string DelayInterval { get; }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class ExponentialBackoffRetryAttribute : RetryAttribute
{
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        MaxRetryCount = maxRetryCount;
        MinimumInterval = Interval(minimumInterval, nameof(minimumInterval));
        MaximumInterval = Interval(maximumInterval, nameof(maximumInterval));
    }

    public string MinimumInterval { get; }

    public string MaximumInterval { get; }
}
