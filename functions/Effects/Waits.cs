namespace AdoptionAutomation.Effects;

internal static class Waits
{
    /// <summary>The wait, or the other if that is longer.</summary>
    public static TimeSpan AtLeast(this TimeSpan wait, TimeSpan least) => wait > least ? wait : least;
}
