using System.Globalization;
using System.Net;
using System.Text;
using AdoptionAutomation.Kpis.Curve;

namespace AdoptionAutomation.Kpis.Dashboard.Charts;

/// <summary>A drawing of lines over time (pure): inline SVG without style attributes, which its page's policy would refuse.</summary>
internal sealed record LineChart(ChartFrame frame, ChartAxis axis)
{
    private const int LineOfText = 14;
    private const int Week = 7;

    /// <summary>Share of a week's width on each side of its bar.</summary>
    private const double Air = 0.2;

    private readonly StringBuilder svg = new();

    /// <summary>How a value is written.</summary>
    public required Func<double, string> Text { get; init; }

    /// <summary>What it says to who does not see it.</summary>
    public required string Label { get; init; }

    /// <summary>How a day of the axis is written.</summary>
    public required Func<DateOnly, string> Tick { get; init; }

    public required IReadOnlyList<ChartLine> Lines { get; init; }

    public IReadOnlyList<ChartRule> Rules { get; init; } = [];

    public IReadOnlyList<CurveBand> Band { get; init; } = [];

    /// <summary>What happened.</summary>
    public IReadOnlyList<ChartMark> Marks { get; init; } = [];

    /// <summary>So many posts in the weeks that begin on these days.</summary>
    public IReadOnlyList<(DateOnly Monday, double Count)> Bars { get; init; } = [];

    /// <summary>What the bars are.</summary>
    public string BarsLabel { get; init; } = "";

    /// <summary>Days of which something is to be said in the notes.</summary>
    public IReadOnlyList<(DateOnly Day, bool IsRestated)> Noted { get; init; } = [];

    /// <summary>From where to where the path to an objective goes.</summary>
    public (ChartPoint From, ChartPoint To)? Path { get; init; }

    public string Draw()
    {
        Add($"""<svg viewBox="0 0 {frame.Width} {frame.Height}" role="img" aria-label="{Encode(Label)}">""");
        DrawBand();
        DrawGrid();
        DrawDays();
        DrawMarks();
        DrawBars();
        DrawRules();
        foreach (var line in Lines)
        {
            DrawLine(line);
        }

        NameRules();
        DrawEnds();
        DrawNoted();
        return svg.Append("</svg>").ToString();
    }

    private void DrawBand()
    {
        var shown = Band.Where(one => one.Day >= frame.From && one.Day <= frame.To).ToList();
        if (shown.Count > 1)
        {
            var edges = shown.Select(one => (one.Day, one.High)).Concat(shown.AsEnumerable().Reverse().Select(one => (one.Day, High: one.Low)));
            Add($"""<path class="band" d="M{string.Join('L', edges.Select(edge => PointOf(edge.Day, edge.High)))}Z"/>""");
        }
    }

    private void DrawGrid()
    {
        foreach (var value in axis.Ticks)
        {
            var y = Y(value);
            Add($"""<path class="axis" d="M{frame.Left} {y:0.#}H{frame.Right}"/><text class="y" x="{frame.Left - 6}" y="{y + 4:0.#}">{Encode(Text(value))}</text>""");
        }
    }

    private void DrawDays()
    {
        var last = double.MinValue;
        foreach (var day in frame.Ticks)
        {
            var x = X(day);
            if (x - last >= frame.LeastTick && x <= frame.Right - 8)
            {
                Add($"""<path class="tick" d="M{x:0.#} {frame.Bottom}v5"/><text class="x" x="{x:0.#}" y="{frame.Bottom + 18}">{Encode(Tick(day))}</text>""");
                last = x;
            }
        }
    }

    private void DrawMarks()
    {
        var (rows, labels) = (new double[frame.MarkRows], new List<FormattableString>());
        foreach (var mark in Marks.OrderBy(mark => mark.Day))
        {
            var x = X(mark.Day);
            var text = $"{mark.Sign} {mark.Label}";
            var width = frame.WidthOf(text);
            var (begins, anchor) = x + width > frame.Width ? (x - width, "end") : (x, "start");
            var row = Array.FindIndex(rows, end => end <= begins);
            var top = row < 0 ? frame.Top - 6 : (LineOfText * (row + 1)) - 3;
            Add($"""<path class="mark {mark.Kind}" d="M{x:0.#} {top}V{frame.Bottom}"/>""");
            if (row < 0)
            {
                labels.Add($"""<text class="m" x="{x:0.#}" y="{frame.Top - 8}" text-anchor="middle">{Encode(mark.Sign)}</text>""");
                continue;
            }

            rows[row] = begins + width + 8;
            labels.Add($"""<text class="m" x="{x + (anchor == "end" ? -3 : 3):0.#}" y="{top + 9}" text-anchor="{anchor}">{Encode(text)}</text>""");
        }

        labels.ForEach(Add);
    }

    private void DrawBars()
    {
        if (Bars.Count == 0)
        {
            return;
        }

        var most = Math.Max(Bars.Max(bar => bar.Count), 1);
        var (ground, height) = (frame.Height - 4, frame.BarHeight - LineOfText - 4);
        Add($"""<text class="n" x="{frame.Left}" y="{ground - height - 5}">{Encode(BarsLabel)}</text><path class="axis" d="M{frame.Left} {ground}H{frame.Right}"/>""");
        foreach (var (monday, count) in Bars)
        {
            var (begin, end) = (Math.Max(X(monday), frame.Left), Math.Min(X(monday.AddDays(Week)), frame.Right));
            var (left, right) = (begin + ((end - begin) * Air), end - ((end - begin) * Air));
            if (count > 0 && right > left)
            {
                var tall = Math.Max(count / most * height, 1.5);
                Add($"""<rect class="bar" x="{left:0.#}" y="{ground - tall:0.#}" width="{right - left:0.#}" height="{tall:0.#}"/>""");
            }
        }
    }

    private void DrawRules()
    {
        foreach (var rule in Rules)
        {
            Add($"""<path class="rule {rule.Kind}" d="M{frame.Left} {Y(rule.Value):0.#}H{frame.Right}"/>""");
        }

        if (Path is { } path)
        {
            Add($"""<path class="way" d="M{PointOf(path.From.At, path.From.Value!.Value)}L{PointOf(path.To.At, path.To.Value!.Value)}"/>""");
        }
    }

    /// <summary>Over the lines, so that they can be read.</summary>
    private void NameRules()
    {
        var taken = new List<double>();
        foreach (var rule in Rules.OrderByDescending(rule => rule.Value))
        {
            var y = Y(rule.Value);
            var text = taken.Exists(other => Math.Abs(other - (y - 5)) < LineOfText) || y - LineOfText < frame.Top ? y + 12 : y - 5;
            taken.Add(text);
            Add($"""<text class="r" x="{frame.Left + 4}" y="{text:0.#}">{Encode(rule.Text)}</text>""");
        }
    }

    private void DrawLine(ChartLine line)
    {
        var path = new StringBuilder();
        foreach (var (i, point) in line.Points.Index())
        {
            if (point.Value is not { } value)
            {
                continue;
            }

            var isFirst = i == 0 || line.Points[i - 1].Value is null;
            var isAlone = isFirst && (i == line.Points.Count - 1 || line.Points[i + 1].Value is null);
            path.Append(isFirst ? 'M' : 'L').Append(PointOf(point.At, value));
            if (isAlone)
            {
                var (x, y) = (X(point.At), Y(value));
                Add($"""<circle class="dot {line.Kind}" cx="{x:0.#}" cy="{y:0.#}" r="2.5"/>""");
            }
        }

        Add($"""<path class="line {line.Kind}" d="{path}"/>""");
    }

    /// <summary>The last value of each line beside it; where they would overlap they move apart.</summary>
    private void DrawEnds()
    {
        var ends = Lines.Select(line => (Line: line, Last: line.Points.LastOrDefault(point => point.Value is not null))).Where(one => one.Last.Value is not null)
            .OrderBy(one => Y(one.Last.Value!.Value));
        var lowest = double.MinValue;
        foreach (var (line, last) in ends)
        {
            var (x, y) = (X(last.At), Y(last.Value!.Value));
            lowest = Math.Max(y + 4, lowest + LineOfText - 1);
            Add($"""<circle class="dot {line.Kind}" cx="{x:0.#}" cy="{y:0.#}" r="3"/><text class="end {line.Kind}" x="{x + 6:0.#}" y="{lowest:0.#}">{Encode(Text(last.Value.Value))}</text>""");
        }
    }

    private void DrawNoted()
    {
        foreach (var (day, isRestated) in Noted.Where(one => one.Day >= frame.From && one.Day <= frame.To))
        {
            var x = X(day);
            Add(isRestated
                ? (FormattableString)$"""<path class="again" d="M{x:0.#} {frame.Bottom - 8}l4 4l-4 4l-4 -4Z"/>"""
                : $"""<path class="lack" d="M{x - 3:0.#} {frame.Bottom - 7}l6 6m0 -6l-6 6"/>""");
        }
    }

    private string PointOf(DateOnly day, double value) => string.Create(CultureInfo.InvariantCulture, $"{X(day):0.#} {Y(value):0.#}");

    private double X(DateOnly day) => frame.X(day);

    private double Y(double value) => frame.Bottom - ((Math.Clamp(value, axis.Least, axis.Most) - axis.Least) / (axis.Most - axis.Least) * (frame.Bottom - frame.Top));

    private void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}

/// <param name="Kind">A class of its look: a, b, c, or o for what is compared with.</param>
/// <param name="Points">In order.</param>
internal sealed record ChartLine(string Kind, IReadOnlyList<ChartPoint> Points);

/// <param name="Value">Where it stands.</param>
/// <param name="Text">What it is.</param>
/// <param name="Kind">A class of its look: empty, or goal.</param>
internal sealed record ChartRule(double Value, string Text, string Kind = "");

/// <param name="Day">When it was.</param>
/// <param name="Sign">Stands for what it is.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Kind">A class of its look.</param>
internal sealed record ChartMark(DateOnly Day, string Sign, string Label, string Kind);
