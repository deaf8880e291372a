namespace AdoptionAutomation.Sandbox.Runtime.Queues;

/// <summary>How long a queue listener waits after an empty poll: 100 ms after work, then doubling with 20 % of chance up to the maximum.</summary>
internal sealed class PollingBackoff(TimeSpan maximum, Random random)
{
    private const double Spread = 0.2;
    private static readonly TimeSpan Minimum = TimeSpan.FromMilliseconds(100);
    private int exponent;

    /// <param name="foundWork">Whether a message was found since the last wait.</param>
    public TimeSpan Next(bool foundWork)
    {
        exponent = foundWork ? 0 : exponent;
        var increment = exponent == 0 ? TimeSpan.Zero : Minimum * (Chance() * Math.Pow(2, exponent - 1));
        exponent = Math.Min(exponent + 1, 40);
        return Minimum + increment < maximum ? Minimum + increment : maximum;
    }

    private double Chance() => 1 - Spread + (2 * Spread * random.NextDouble());
}
