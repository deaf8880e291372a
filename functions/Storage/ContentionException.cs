namespace AdoptionAutomation.Storage;

/// <summary>Too many writers at once: the queue brings the work back.</summary>
internal sealed class ContentionException(string what) : Exception($"Too many writers at once on {what}; the message is tried again.");
