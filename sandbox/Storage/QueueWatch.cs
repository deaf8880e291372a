namespace AdoptionAutomation.Sandbox.Storage;

/// <summary>Tells whoever listens that a queue was given a message and when that message becomes visible.</summary>
internal sealed class QueueWatch
{
    /// <summary>Queue name and instant; raised on the thread of the request, after storage has taken the message.</summary>
    public event Action<string, DateTimeOffset>? Put;

    public void OnPut(string queue, DateTimeOffset visibleAt) => Put?.Invoke(queue, visibleAt);
}
