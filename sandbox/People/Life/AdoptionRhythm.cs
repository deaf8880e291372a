namespace AdoptionAutomation.Sandbox.People.Life;

/// <summary>
/// How eager people are, day by day (pure): the curve that adoptions follow peaks about the third month after the launch, dips in the fourth and
/// fifth, rebounds, and grows slowly from then on. Weekends are quiet, and so are the days around Christmas.
/// </summary>
internal static class AdoptionRhythm
{
    private const double Weekend = 0.05;
    private const double Christmas = 0.35;

    /// <summary>Days since the launch, and how eager people are on them; 1 is the peak.</summary>
    private static readonly (int Day, double Eagerness)[] Curve =
        [(0, 0.55), (35, 0.72), (70, 0.95), (84, 1), (98, 0.92), (119, 0.6), (133, 0.5), (147, 0.52), (182, 0.72), (224, 0.8), (365, 0.88), (730, 1)];

    /// <summary>How eager people are to come on a day, before anything that is their own.</summary>
    /// <param name="launch">The first day of the campaign.</param>
    /// <param name="day">The day.</param>
    public static double On(DateOnly launch, DateOnly day) => Eagerness(day.DayNumber - launch.DayNumber) * Quiet(day);

    /// <summary>1 on a working day; mails follow it too.</summary>
    public static double Quiet(DateOnly day) =>
        (IsWeekend(day) ? Weekend : 1) * (day is { Month: 12, Day: >= 21 } or { Month: 1, Day: <= 3 } ? Christmas : 1);

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static double Eagerness(int days)
    {
        var next = Array.FindIndex(Curve, point => point.Day > days);
        if (next <= 0)
        {
            return next == 0 ? Curve[0].Eagerness : Curve[^1].Eagerness;
        }

        var (from, to) = (Curve[next - 1], Curve[next]);
        return from.Eagerness + ((to.Eagerness - from.Eagerness) * (days - from.Day) / (to.Day - from.Day));
    }
}
