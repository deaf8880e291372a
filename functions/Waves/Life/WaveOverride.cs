namespace AdoptionAutomation.Waves.Life;

/// <summary>A wave was started in spite of what readiness or its gate found.</summary>
/// <param name="Reason">In the caller's words.</param>
/// <param name="By">Object id of who did, or <c>key</c>.</param>
/// <param name="At">When.</param>
internal sealed record WaveOverride(string Reason, string By, DateTimeOffset At)
{
    private const int Shortest = 3;
    private const int Longest = 300;

    /// <param name="sent">What was sent; null: nothing.</param>
    /// <param name="reason">Without blanks around it; null if nothing was sent.</param>
    /// <returns>What is wrong with it; null if nothing is.</returns>
    public static string? ReasonIn(string? sent, out string? reason)
    {
        reason = sent?.Trim();
        return reason is null or { Length: >= Shortest and <= Longest }
            ? null
            : $"override says why the wave starts in spite of what holds it: {Shortest} to {Longest} characters, not {reason.Length}.";
    }
}
