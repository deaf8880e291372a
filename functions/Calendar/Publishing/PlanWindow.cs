namespace AdoptionAutomation.Calendar.Publishing;

/// <summary>From when until when a calendar is to be planned now (pure).</summary>
/// <param name="From">From this instant on ...</param>
/// <param name="Until">... up to, but without, this one.</param>
internal sealed record PlanWindow(DateTimeOffset From, DateTimeOffset Until)
{
    /// <param name="last">The plan so far; null: none, and the past is nobody's.</param>
    /// <param name="version">The calendar's version now.</param>
    /// <param name="now">The present.</param>
    /// <param name="reach">How far beyond now it is to be planned at least; zero: only as far as it is.</param>
    /// <returns>Null: there is nothing to plan.</returns>
    public static PlanWindow? Of(PlannedSeason? last, string version, DateTimeOffset now, TimeSpan reach)
    {
        if (last is null)
        {
            return new(now, now + CalendarPlanning.Horizon);
        }

        // Planning that was missed is made up for; what an edit brings is looked for from now on.
        var isMissed = last.Until < now;
        var until = isMissed ? now + CalendarPlanning.Horizon : Later(last.Until, now + reach);
        var from = last.Version == version || isMissed ? last.Until : now;
        return from < until ? new(from, until) : null;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
