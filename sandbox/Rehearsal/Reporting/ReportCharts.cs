using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Kpis.Dashboard.Charts;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>The charts of a run, drawn as the dashboard's are.</summary>
internal sealed class ReportCharts(RunRecord run, DashboardWords words)
{
    private const int Width = 1120;
    private const int Height = 400;
    private const int LowHeight = 260;
    private const int Week = 7;
    private const int LongestMark = 26;
    private const int MostQuotas = 3;
    private const double Near = 80;

    /// <summary>Smaller shares of a quota tell nothing.</summary>
    private const double WorthTelling = 0.05;

    private readonly DateOnly start = run.FirstDay;
    private readonly DateOnly last = DateOnly.FromDateTime(run.End.UtcDateTime);

    /// <summary>The app's own figures, which the proof holds against the truth.</summary>
    private readonly KpiSeries series = FactsReading.SeriesOf(run.Evidence.Kpis?.Kept ?? []);

    /// <summary>Where the adoption was at the end of each week, as could be told then; null: too early.</summary>
    public IReadOnlyList<CurvePhase?> PhasesByWeek() => [.. Enumerable.Range(1, run.Weeks).Select(week => PhaseBy(start.AddDays(week * Week)))];

    private CurvePhase? PhaseBy(DateOnly day)
    {
        var known = series with { Days = [.. series.Days.Where(one => one.Day < day)] };
        return known.Days.Count == 0 || AdoptionCurve.Of(run.Campaign.Settings, known) is not { Phase: not CurvePhase.TooEarly and var phase } ? null : phase;
    }

    /// <summary>Null: nobody was invited.</summary>
    public ChartCard? Curve()
    {
        var invited = Points(day => day.Counts[Count.Invited]);
        if (invited.Count == 0)
        {
            return null;
        }

        var (signed, active) = (Points(day => day.Counts[Count.Registered]), Points(day => day.Counts[Count.Active7]));
        var reading = AdoptionCurve.Of(run.Campaign.Settings, series);
        var marks = run.Opened.Select(wave => new ChartMark(
            DateOnly.FromDateTime(wave.Value.UtcDateTime), "▲", Shortened(run.Campaign.FindWave(wave.Key)?.Name.In(words.Language) ?? wave.Key), "wavestarted"));
        var title = words.Say("Invités, venus, actifs", "Invited, signed in, active");
        (string Kind, string Name, IReadOnlyList<ChartPoint> Points)[] lines =
        [
            ("a", words.Say("invités", "invited"), invited),
            ("c", words.Say("venus, ou bouton d’un courriel pressé", "signed in, or pressed a button of a mail"), signed),
            ("b", words.Say("actifs dans les 7 jours", "active within 7 days"), active),
        ];
        var card = Draw("adoption", title, lines, Height, KpiUnit.Number, chart => chart with
        {
            Marks = [.. marks, .. PhaseMarks()],
            Band = [.. reading.Expected.Where(band => band.Day <= last)],
        });
        return reading.Expected.Count == 0 ? card : card with { Legend = [.. card.Legend, ("band", words.Say("actifs attendus à ce stade", "active as expected at this stage"))] };
    }

    public ChartCard Requests()
    {
        var weeks = TotalsByWeek();
        IReadOnlyList<ChartPoint> Of(Func<RequestTotals, long> count) => [.. weeks.Select((week, i) => new ChartPoint(start.AddDays(i * Week), start.AddDays((i * Week) + 3), count(week)))];
        return Draw(
            "requests",
            words.Say("Requêtes par semaine", "Requests by week"),
            [("a", words.Say("stockage (tables, files, blobs)", "storage (tables, queues, blobs)"), Of(week => week.Storage)), ("b", "Microsoft Graph", Of(week => week.Graph)), ("c", "SendGrid", Of(week => week.SendGrid))],
            LowHeight,
            KpiUnit.Number,
            chart => chart);
    }

    /// <summary>Null: no quota was used.</summary>
    public ChartCard? Quotas()
    {
        var peaks = run.Diary.Days.SelectMany(day => day.Quotas.Select(quota => (day.Day, quota.Quota, quota.Share))).Where(one => one.Share > 0).ToLookup(one => one.Quota, StringComparer.Ordinal);
        var fullest = peaks.OrderByDescending(quota => quota.Max(one => one.Share)).Take(MostQuotas).ToList();
        if (fullest.Count == 0)
        {
            return null;
        }

        var lines = fullest.Select((quota, i) => (
            ((char)('a' + i)).ToString(),
            QuotaNames.Of(quota.Key, words),
            (IReadOnlyList<ChartPoint>)[.. run.Diary.Days.Where(day => day.Day >= start && day.Day <= last).Select(day => new ChartPoint(day.Day, day.Day, 100 * quota.Where(one => one.Day == day.Day).Select(one => one.Share).DefaultIfEmpty(0).Max()))]));
        var card = Draw(
            "quotas",
            words.Say("Part la plus haute de chaque quota de Microsoft Graph, par jour", "Highest share of each quota of Microsoft Graph, by day"),
            [.. lines],
            LowHeight,
            KpiUnit.Percent,
            chart => chart with { Rules = fullest[0].Max(one => one.Share) * 100 > Near / 2 ? [new(Near, words.Say("à surveiller", "to be watched"), "goal")] : [] });
        var others = peaks.Where(quota => quota.Max(one => one.Share) >= WorthTelling).OrderByDescending(quota => quota.Max(one => one.Share)).Skip(MostQuotas).Select(quota => $"{QuotaNames.Of(quota.Key, words)} {Percent(100 * quota.Max(one => one.Share))}").ToList();
        return others.Count == 0 ? card : card with { Caption = words.Say($"Les autres, au plus : {string.Join(", ", others)}.", $"The others, at most: {string.Join(", ", others)}.") };
    }

    /// <summary>What was done in each week.</summary>
    public IReadOnlyList<RequestTotals> TotalsByWeek()
    {
        var (weeks, before) = (new List<RequestTotals>(), RequestTotals.None);
        for (var week = 1; week <= run.Weeks; week++)
        {
            var until = week == run.Weeks ? DateOnly.MaxValue : start.AddDays(week * Week);
            var now = run.Diary.Days.LastOrDefault(day => day.Day < until)?.Requests ?? before;
            weeks.Add(now.Since(before));
            before = now;
        }

        return weeks;
    }

    private IEnumerable<ChartMark> PhaseMarks()
    {
        CurvePhase? before = null;
        foreach (var (week, phase) in PhasesByWeek().Index())
        {
            if (phase is { } now && now != before)
            {
                yield return new(start.AddDays(week * Week), "●", words.Phase(now), "phase");
            }

            before = phase ?? before;
        }
    }

    private List<ChartPoint> Points(Func<KpiDay, double?> value) => [.. series.Days.Where(day => day.Day >= start && day.Day <= last).Select(day => new ChartPoint(day.Day, day.Day, value(day)))];

    private ChartCard Draw(
        string id, string title, IReadOnlyList<(string Kind, string Name, IReadOnlyList<ChartPoint> Points)> lines, int height, KpiUnit unit, Func<LineChart, LineChart> more)
    {
        string Text(double value) => unit == KpiUnit.Percent ? Percent(value) : words.Number(value);
        var axis = ChartAxis.Of(unit == KpiUnit.Percent && lines.Any(line => line.Points.Any(point => point.Value > 100)) ? KpiUnit.Number : unit, lines.SelectMany(line => line.Points).Select(point => point.Value).OfType<double>());
        var chart = more(new(new ChartFrame(start, last, Width, height) { MarkRows = id == "adoption" ? 4 : 0 }, axis)
        {
            Text = Text,
            Label = $"{title}. " + string.Join(" ", lines.Select(line => Spoken(line.Name, line.Points, Text))),
            Tick = day => (last.DayNumber - start.DayNumber) > 56 ? words.Month(day) : words.ShortDay(day),
            Lines = [.. lines.Select(line => new ChartLine(line.Kind, line.Points))],
        });
        var days = lines.SelectMany(line => line.Points).Select(point => point.Of).Distinct().Order().Where((_, i) => id != "adoption" || i % Week == 0);
        return new(id, title, chart.Draw())
        {
            Legend = [.. lines.Select(line => (line.Kind, line.Name))],
            Days = words.Say("Semaine du", "Week of"),
            Columns = [.. lines.Select(line => line.Name)],
            Rows = [.. days.Select(day => (words.Day(day), (IReadOnlyList<string>)[.. lines.Select(line => line.Points.FirstOrDefault(point => point.Of == day).Value is { } value ? Text(value) : "–")]))],
        };
    }

    private string Spoken(string name, IReadOnlyList<ChartPoint> points, Func<double, string> text)
    {
        var known = points.Where(point => point.Value is not null).ToList();
        return known.Count == 0 ? "" : words.Say(
            $"{name} : de {text(known[0].Value!.Value)} à {text(known[^1].Value!.Value)}, au plus {text(known.Max(point => point.Value!.Value))}.",
            $"{name}: from {text(known[0].Value!.Value)} to {text(known[^1].Value!.Value)}, at most {text(known.Max(point => point.Value!.Value))}.");
    }

    private static string Percent(double value) => value is > 0 and < 1 ? "<\u00a01\u00a0%" : $"{Math.Round(value)}\u00a0%";

    private static string Shortened(string name) => name.Length <= LongestMark ? name : $"{name[..(LongestMark - 1)].TrimEnd()}…";
}
