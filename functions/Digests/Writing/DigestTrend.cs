using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>The share that came, week by week. (Public because Razor's parameters are.)</summary>
/// <param name="Weeks">The oldest first.</param>
/// <param name="Marks">What happened in the weeks that have a mark, in words.</param>
/// <param name="Summary">What is seen in it.</param>
public sealed record DigestTrend(IReadOnlyList<DigestWeek> Weeks, IReadOnlyList<string> Marks, string Summary)
{
    private const int Week = 7;
    private const int MostWeeks = 13;
    private const int MostWeeksOfMonth = 26;
    private const int LeastWeeks = 2;
    private const string Signs = "①②③④⑤⑥⑦⑧⑨";

    /// <summary>Whether any of the weeks tells what was to be expected.</summary>
    public bool HasBand => Weeks.Any(week => week.Low is not null);

    internal static DigestTrend? Of(DigestFacts facts, DigestWords words)
    {
        var most = facts.Edition.IsMonth ? MostWeeksOfMonth : MostWeeks;
        var days = Enumerable.Range(0, most).Select(back => facts.Now.Day.AddDays(-Week * (most - 1 - back)));
        var weeks = days.Select(day => WeekOf(facts, day)).SkipWhile(week => week.Value is null).ToList();
        if (weeks.Count(week => week.Value is not null) < LeastWeeks)
        {
            return null;
        }

        var marks = new List<string>();
        for (var i = 0; i < weeks.Count && marks.Count < Signs.Length; i++)
        {
            if (StartsIn(facts.Picture.Organisation, weeks[i].Day, words) is { Length: > 0 } starts)
            {
                weeks[i] = weeks[i] with { Mark = Signs[marks.Count].ToString() };
                marks.Add($"{weeks[i].Mark} {starts}");
            }
        }

        return new(weeks, marks, SummaryOf(weeks, words));
    }

    private static DigestWeek WeekOf(DigestFacts facts, DateOnly day)
    {
        // The week's last day, or the last one of it that is known.
        var kept = facts.Picture.Organisation.At(day) is { } found && found.Day > day.AddDays(-Week) ? found : null;
        var band = facts.Curve.Expected.Where(one => one.Day == day).Select(one => (CurveBand?)one).FirstOrDefault();
        return new(day, kept?.Counts.Percent(Count.Active7, Count.Invited)) { Low = band?.Low, High = band?.High };
    }

    private static string StartsIn(KpiSeries series, DateOnly last, DigestWords words) => string.Join(", ", series.Days
        .Where(day => day.Day > last.AddDays(-Week) && day.Day <= last)
        .SelectMany(day => day.Events.Where(one => one.Kind == DayEventKind.WaveStarted).Select(one => (day.Day, one.Name)))
        .Select(start => words.Say($"{words.Date(start.Day)} : {start.Name.Fr}", $"{words.Date(start.Day)}: {start.Name.En}")));

    private static string SummaryOf(List<DigestWeek> weeks, DigestWords words)
    {
        var known = weeks.Where(week => week.Value is not null).ToList();
        var (top, last) = (known.MaxBy(week => week.Value)!, known[^1]);
        return last != weeks[^1]
            ? words.Say($"{words.Percent(last.Value!.Value)} au {words.Date(last.Day)} ; depuis, ce n’est pas connu.", $"{words.Percent(last.Value!.Value)} on {words.Date(last.Day)}; since then it is not known.")
            : top == last
            ? words.Say($"{words.Percent(last.Value!.Value)} : c’est le plus haut de ces {known.Count} semaines.", $"{words.Percent(last.Value!.Value)}: the highest of these {known.Count} weeks.")
            : words.Say(
                $"{words.Percent(last.Value!.Value)} à présent ; au plus haut {words.Percent(top.Value!.Value)}, la semaine du {words.Date(top.Day.AddDays(1 - Week))}.",
                $"{words.Percent(last.Value!.Value)} now; at the highest {words.Percent(top.Value!.Value)}, in the week of {words.Date(top.Day.AddDays(1 - Week))}.");
    }
}

/// <param name="Day">Its last day.</param>
/// <param name="Value">Per cent; null: not known.</param>
public sealed record DigestWeek(DateOnly Day, double? Value)
{
    /// <summary>Between what it was expected to be; null: not known.</summary>
    public double? Low { get; init; }

    /// <inheritdoc cref="Low"/>
    public double? High { get; init; }

    /// <summary>Leads to what happened in it.</summary>
    public string? Mark { get; init; }
}
