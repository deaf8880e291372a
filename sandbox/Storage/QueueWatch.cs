namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>Tells whoever listens that a queue was given a message and when that message becomes visible.</summary>
internal sealed class QueueWatch
{
    private Action<string, DateTimeOffset>? listeners;

    /// <param name="listener">Queue name and instant; called on the thread of the request, after storage has taken the message.</param>
    public void Listen(Action<string, DateTimeOffset> listener) => listeners += listener;

    public void Unlisten(Action<string, DateTimeOffset> listener) => listeners -= listener;

    public void OnPut(string queue, DateTimeOffset visibleAt) => listeners?.Invoke(queue, visibleAt);
}
