namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>
/// Whether one instance of the app is alive. Once dead, every further request it makes throws
/// <see cref="ProcessDeathException"/>, as a killed process sends nothing more; the runtime then starts a fresh instance.
/// </summary>
internal sealed class InstanceLife
{
    private volatile string? cause;

    public bool IsDead => cause is not null;

    public ProcessDeathException Die(string reason)
    {
        cause ??= reason;
        return new(cause);
    }

    public void ThrowIfDead()
    {
        if (cause is { } reason)
        {
            throw new ProcessDeathException(reason);
        }
    }
}

/// <summary>The simulated process died here. Only the runtime's outermost loop may catch it.</summary>
internal sealed class ProcessDeathException(string reason) : Exception($"The process died: {reason}.");
