using System.Globalization;
using System.Text.RegularExpressions;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Dashboard.Charts;
using AdoptionAutomation.Kpis.Snapshots;
using FsCheck;
using FsCheck.Fluent;

namespace AdoptionAutomation.Tests.Functions.Kpis.Dashboard.Charts;

public sealed partial class LineChartTests
{
    private static readonly DateOnly Start = new(2026, 9, 7);

    [Fact]
    public void Labels_of_what_happened_never_overlap_and_every_mark_is_there()
    {
        var marks =
            from days in Gen.ListOf(Gen.Choose(0, 182))
            from length in Gen.Choose(1, 30)
            select days.Select(day => new ChartMark(Start.AddDays(day), "★", new string('m', length), "")).ToList();
        var frame = new ChartFrame(Start, Start.AddDays(182), 1120, 440) { MarkRows = 4 };
        Prop.ForAll(marks.ToArbitrary(), some =>
        {
            var svg = Draw(frame, [], some);
            var labels = Labels().Matches(svg).Where(label => label.Groups["text"].Length > 1).Select(label =>
            {
                var (x, width) = (double.Parse(label.Groups["x"].Value, CultureInfo.InvariantCulture), frame.WidthOf(label.Groups["text"].Value));
                return (Row: label.Groups["y"].Value, From: label.Groups["anchor"].Value == "end" ? x - width : x, To: label.Groups["anchor"].Value == "end" ? x : x + width);
            }).GroupBy(label => label.Row);
            return labels.All(row => row.OrderBy(label => label.From).Zip(row.OrderBy(label => label.From).Skip(1)).All(pair => pair.First.To <= pair.Second.From + 3))
                && Lines().Count(svg) == some.Count;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    [Fact]
    public void A_day_without_a_value_is_a_gap_and_a_day_alone_a_dot()
    {
        double?[] values = [10, 20, null, 30, null, 0, 5];
        var points = values.Select((value, i) => new ChartPoint(Start.AddDays(i), Start.AddDays(i), value)).ToList();

        var svg = Draw(new(Start, Start.AddDays(6), 400, 220), points, []);

        var path = Path().Match(svg).Groups["d"].Value;
        Assert.Equal((3, 2), (path.Count(letter => letter == 'M'), path.Count(letter => letter == 'L')));
        Assert.Single(Regex.Matches(svg, "<circle[^>]*r=\"2.5\""));
    }

    [Fact]
    public void Over_a_long_time_a_point_is_the_mean_of_the_days_of_its_week_that_are_known()
    {
        var kpi = KpiBook.Standard.First(one => one.Id == KpiBook.Invited);
        var days = Enumerable.Range(0, 200).Where(day => day is not (>= 14 and < 21) and not 3)
            .Select(day => new KpiDay(Start.AddDays(day), 1, new(day == 5 ? new Dictionary<string, double>() : new() { [Count.Invited] = day }))).ToList();

        var points = ChartPoints.Of(days, kpi, Start, Start.AddDays(199));

        Assert.Equal(29, points.Count);
        Assert.Equal((0 + 1 + 2 + 4 + 6) / 5.0, points[0].Value);
        Assert.Equal((Start.AddDays(7), 10.0), (points[1].Of, points[1].Value));
        Assert.Null(points[2].Value);
        Assert.Equal(6, ChartPoints.Of(days, kpi, Start, Start.AddDays(6)).Count(point => point.Value is not null) + 1);
    }

    [Fact]
    public void An_axis_holds_its_values_in_few_round_steps()
    {
        var values = from most in Gen.Choose(0, 100_000_000) from tenth in Gen.Choose(0, 9) select most / Math.Pow(10, tenth);
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            var axis = ChartAxis.Of(KpiUnit.Ratio, [value]);
            var ticks = axis.Ticks.ToList();
            return axis.Least <= 0 && axis.Most >= value * 0.999 && ticks.Count is >= 2 and <= 8 && Math.Abs(ticks[^1] - axis.Most) < axis.Step / 100;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
        Assert.Equal((0.0, 100.0), (ChartAxis.Of(KpiUnit.Percent, [97]).Least, ChartAxis.Of(KpiUnit.Percent, [97]).Most));
        Assert.Equal((1.0, 5.0), (ChartAxis.Of(KpiUnit.Score, []).Least, ChartAxis.Of(KpiUnit.Score, []).Most));
        Assert.Equal(-100, ChartAxis.Of(KpiUnit.Points, [20]).Least);
    }

    private static string Draw(ChartFrame frame, IReadOnlyList<ChartPoint> points, IReadOnlyList<ChartMark> marks) => new LineChart(frame, new(0, 50, 10))
    {
        Text = value => value.ToString(CultureInfo.InvariantCulture),
        Label = "",
        Tick = day => day.ToString(CultureInfo.InvariantCulture),
        Lines = [new("a", points)],
        Marks = marks,
    }.Draw();

    [GeneratedRegex("<text class=\"m\" x=\"(?<x>[0-9.]+)\" y=\"(?<y>[0-9.]+)\" text-anchor=\"(?<anchor>[a-z]+)\">(?<text>[^<]+)<")]
    private static partial Regex Labels();

    [GeneratedRegex("<path class=\"mark ")]
    private static partial Regex Lines();

    [GeneratedRegex("<path class=\"line a\" d=\"(?<d>[^\"]*)\"")]
    private static partial Regex Path();
}
