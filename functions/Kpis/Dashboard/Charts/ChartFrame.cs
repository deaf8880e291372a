namespace AdoptionAutomation.Kpis.Dashboard.Charts;

/// <summary>The sheet that a chart is drawn on, in its own units, and the days along it (pure).</summary>
internal sealed record ChartFrame(DateOnly From, DateOnly To, int Width, int Height)
{
    private const int Month = 28;
    private const int Week = 7;
    private const int FewDays = 56;

    /// <summary>Lines of labels above.</summary>
    public int MarkRows { get; init; }

    /// <summary>Room for bars below; 0: there are none.</summary>
    public int BarHeight { get; init; }

    public int LetterWidth { get; init; } = 7;

    public int Left => 46;

    public int Right => Width - 52;

    public int Top => 14 + (MarkRows * 14);

    public int Bottom => Height - 26 - BarHeight;

    /// <summary>How far the days that are written are apart.</summary>
    public int LeastTick => 52;

    private int Days => To.DayNumber - From.DayNumber;

    /// <summary>Days to be written below: the first of each month, or Mondays if there are few.</summary>
    public IEnumerable<DateOnly> Ticks
    {
        get
        {
            if (Days <= FewDays)
            {
                for (var day = ChartPoints.MondayOf(From.AddDays(Week - 1)); day <= To; day = day.AddDays(Week))
                {
                    yield return day;
                }

                yield break;
            }

            for (var first = new DateOnly(From.Year, From.Month, 1); first <= To; first = first.AddMonths(1))
            {
                if (first >= From || From.Day < Month / 2)
                {
                    yield return first < From ? From : first;
                }
            }
        }
    }

    public bool IsByMonth => Days > FewDays;

    public double X(DateOnly day) => Days == 0 ? (Left + Right) / 2.0 : Left + ((double)(day.DayNumber - From.DayNumber) / Days * (Right - Left));

    public double WidthOf(string text) => text.Length * LetterWidth;
}
