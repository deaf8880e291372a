namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>
/// Seeded chance without state: the same seed, question and number always give the same answer, whatever was asked before.
/// So nothing that one part of the sandbox draws can shift what another part draws.
/// </summary>
internal readonly struct Dice(int seed)
{
    private readonly ulong seed = Mix((ulong)(uint)seed + 0x5EED);

    /// <summary>64 evenly spread bits.</summary>
    public ulong Bits(string question, long number) => Mix(seed ^ Mix(Hash(question) + (ulong)number));

    /// <summary>A number from 0 up to but not including 1.</summary>
    public double Unit(string question, long number) => (Bits(question, number) >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability, string question, long number) => Unit(question, number) < probability;

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound, string question, long number) => (int)(Unit(question, number) * bound);

    public TimeSpan Between(TimeSpan least, TimeSpan most, string question, long number) =>
        least + ((most - least) * Unit(question, number));

    /// <summary>A stable number for a text, to draw for things that have no number (`string.GetHashCode` differs by process).</summary>
    public static long NumberOf(string text) => (long)Hash(text);

    public static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        return hash;
    }
}
