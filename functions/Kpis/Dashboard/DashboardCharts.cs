using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Dashboard.Charts;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The charts of what was read (pure).</summary>
internal sealed class DashboardCharts(DashboardData data, DashboardWords words)
{
    private const int CurveWidth = 1120;
    private const int CurveHeight = 440;
    private const int SmallWidth = 400;
    private const int SmallHeight = 220;
    private const int BarHeight = 62;
    private const int DaysAhead = 28;
    private const int Week = 7;
    private const int LongestMark = 30;

    private static readonly string[] Kinds = ["a", "b", "c"];

    private readonly IReadOnlyList<Kpi> known = data.Kpis;
    private readonly bool isWeekly = ChartPoints.IsWeekly(data.Query.From, data.LastDay);

    /// <summary>Null: nothing of it is known.</summary>
    public ChartCard? Curve()
    {
        var reading = data.Curve;
        var kpis = Known(ChartPlans.Curve);
        if (kpis.Count == 0 || !HasValues(kpis))
        {
            return null;
        }

        var ahead = data.LastDay.AddDays(DaysAhead);
        var last = reading.Expected.Select(band => band.Day).Where(day => day <= ahead).Append(data.LastDay).Max();
        var events = Events();
        var frame = new ChartFrame(data.Query.From, last, CurveWidth, CurveHeight) { MarkRows = events.Count > 0 ? 4 : 0, BarHeight = BarHeight };
        var title = words.Say("La courbe de l’adoption : part des invités qui sont actifs", "The curve of the adoption: share of the invited who are active");
        var card = CardOf("curve", title, kpis, frame, chart => chart with
        {
            Band = reading.Expected,
            Marks = [.. events.Select(one => new ChartMark(one.Day, SignOf(one.Event.Kind), Shortened(one.Event.Name.In(words.Language)), one.Event.Kind.ToString().ToLowerInvariant()))],
            Bars = Bars(),
            BarsLabel = words.Say("Publications de la campagne, par semaine", "Posts by the campaign, week by week"),
            Noted = [.. data.Shown(data.Chosen).Where(day => day.Version > 1 || day.Gaps.Count > 0).Select(day => (day.Day, day.Version > 1))],
        });
        return card with
        {
            Legend = reading.Expected.Count > 0 ? [.. card.Legend, ("band", words.Say("ce qu’on attend à ce stade", "what is expected at this stage"))] : card.Legend,
            Caption = CaptionOf(reading),
        };
    }

    public IReadOnlyList<ChartSection> Sections() =>
    [
        .. ChartPlans.Sections.Select(section => SectionOf(section.Title.In(words.Language), section.Charts)),
        SectionOf(words.Say("Chiffres de l’entreprise", "Business figures"), [.. data.Campaign.Settings.BusinessKpis.Select(kpi => new ChartPlan(kpi.Id))]),
    ];

    /// <summary>What happened in the days that are shown.</summary>
    public IReadOnlyList<(DateOnly Day, DayEvent Event)> Events() =>
        [.. data.Shown(data.Organisation).SelectMany(day => day.Events.Select(one => (day.Day, one)))];

    public static string SignOf(DayEventKind kind) => kind switch
    {
        DayEventKind.WaveStarted => "▲",
        DayEventKind.ContestDrawn => "★",
        _ => "◆",
    };

    /// <summary>An objective's figure on its way, from the campaign's start to when it is to be reached.</summary>
    public ChartCard? ObjectiveOf(ObjectiveSight sight)
    {
        if (sight is not { Kpi: { } kpi, Target: { } target, By: { } by })
        {
            return null;
        }

        var (start, end) = (data.Campaign.Settings.Start.ToDateOnly(), by.ToDateOnly());
        var frame = new ChartFrame(start, end > data.LastDay ? end : data.LastDay, SmallWidth, SmallHeight);
        var points = ChartPoints.Of(data.Organisation.Days, kpi, start, data.LastDay);
        if (end <= start || points.All(point => point.Value is null))
        {
            return null;
        }

        var axis = ChartAxis.Of(kpi.Unit, [target, sight.From ?? target, .. points.Select(point => point.Value).OfType<double>()]);
        var weekly = ChartPoints.IsWeekly(start, data.LastDay);
        var svg = new LineChart(frame, axis)
        {
            Text = value => words.Value(kpi, value),
            Label = LabelOf(kpi.Name.In(words.Language), kpi, points),
            Tick = TickOf(frame),
            Lines = [new("a", points)],
            Rules = [new(target, words.Say($"objectif {words.Value(kpi, target)}", $"objective {words.Value(kpi, target)}"), "goal")],
            Path = sight.From is { } from ? (new(start, start, from), new(end, end, target)) : null,
        }.Draw();
        return TableOf(new($"objective-{sight.Objective.Id}", sight.Objective.Title.In(words.Language), svg), weekly, [(kpi.Name.In(words.Language), kpi, points)]);
    }

    private ChartSection SectionOf(string title, IReadOnlyList<ChartPlan> plans)
    {
        var (cards, missing) = (new List<ChartCard>(), new List<string>());
        foreach (var plan in plans)
        {
            var kpis = Known(plan.Kpis);
            if (kpis.Count > 0 && HasValues(kpis))
            {
                var frame = new ChartFrame(data.Query.From, data.LastDay, SmallWidth, SmallHeight);
                var name = plan.Title?.In(words.Language) is { } said && kpis.Count > 1 ? said : NameOf(kpis[0]);
                cards.Add(CardOf($"kpi-{plan.Kpis[0]}", name, [.. kpis.Where(kpi => HasValues([kpi]))], frame, chart => chart));
            }
            else
            {
                missing.AddRange(kpis.Select(kpi => kpi.Name.In(words.Language)));
            }
        }

        return new(title, cards, string.Join(", ", missing));
    }

    private ChartCard CardOf(string id, string title, IReadOnlyList<Kpi> kpis, ChartFrame frame, Func<LineChart, LineChart> more)
    {
        var lines = LinesOf(kpis);

        var rules = RulesOf(kpis[0]);
        var axis = ChartAxis.Of(kpis[0].Unit, [.. lines.SelectMany(line => line.Points).Select(point => point.Value).OfType<double>(), .. rules.Select(rule => rule.Value)]);
        var chart = more(new(frame, axis)
        {
            Text = value => words.Value(kpis[0], value),
            Label = $"{title}. " + string.Join(" ", lines.Select(line => LabelOf(line.Name, line.Kpi, line.Points))),
            Tick = TickOf(frame),
            Lines = [.. lines.Select(line => new ChartLine(line.Kind, line.Points))],
            Rules = rules,
        });
        var card = new ChartCard(id, title, chart.Draw()) { Legend = lines.Count > 1 ? [.. lines.OrderBy(line => line.Kind == "o").Select(line => (line.Kind, line.Name))] : [] };
        return TableOf(card, isWeekly, [.. lines.Select(line => (line.Name, line.Kpi, line.Points))]);
    }

    /// <summary>Those of the chosen scope; of numbers that compare the organisation's first, so that they lie over it.</summary>
    private List<(string Kind, string Name, Kpi Kpi, IReadOnlyList<ChartPoint> Points)> LinesOf(IReadOnlyList<Kpi> kpis)
    {
        var compares = !data.IsOrganisation && kpis[0].Unit != KpiUnit.Number && kpis[0].Scopes.Contains(ScopeKind.Organisation);
        var lines = kpis.Select((kpi, i) => (Kind: Kinds[i], Name: compares && kpis.Count == 1 ? data.NameOf(data.Query.Scope) : kpi.Name.In(words.Language), kpi, PointsOf(data.Chosen, kpi)))
            .ToList();
        if (compares)
        {
            var whole = kpis.Count == 1
                ? words.Say("toute l’organisation", "the whole organisation")
                : words.Say($"{kpis[0].Name.Fr}, toute l’organisation", $"{kpis[0].Name.En}, the whole organisation");
            lines.Insert(0, ("o", whole, kpis[0], PointsOf(data.Organisation, kpis[0])));
        }

        return lines;
    }

    private ChartCard TableOf(ChartCard card, bool weekly, IReadOnlyList<(string Name, Kpi Kpi, IReadOnlyList<ChartPoint> Points)> lines) => card with
    {
        Days = weekly ? words.Say("Semaine du", "Week of") : words.Say("Jour", "Day"),
        Columns = [.. lines.Select(line => line.Name)],
        Rows =
        [
            .. Enumerable.Range(0, lines[0].Points.Count)
                .Where(i => lines.Any(line => line.Points[i].Value is not null))
                .Select(i => (words.Day(lines[0].Points[i].Of), (IReadOnlyList<string>)[.. lines.Select(line => line.Points[i].Value is { } value ? words.Value(line.Kpi, value) : "–")])),
        ],
    };

    private List<ChartRule> RulesOf(Kpi kpi)
    {
        var rules = kpi.References.Select(reference => new ChartRule(reference.Value, $"{words.Value(kpi, reference.Value)} {reference.Text.In(words.Language)}")).ToList();
        if (KpiBook.Before(kpi, data.Latest.Organisation) is { } before && data.IsOrganisation)
        {
            rules.Add(new(before, words.Say($"{words.Value(kpi, before)} avant la campagne", $"{words.Value(kpi, before)} before the campaign")));
        }

        return rules;
    }

    /// <summary>What went out in each week: the last day of it that is known tells.</summary>
    private IReadOnlyList<(DateOnly Monday, double Count)> Bars() =>
    [
        .. data.Shown(data.Organisation).Where(day => day.Counts[Count.Published7] is not null)
            .GroupBy(day => ChartPoints.MondayOf(day.Day))
            .Select(week => (week.Key, week.MaxBy(day => day.Day)!.Counts[Count.Published7]!.Value)),
    ];

    private string? CaptionOf(CurveReading reading) => reading.Phase == CurvePhase.TooEarly ? null : reading.IsWithin switch
    {
        true => words.Say($"Phase : {words.Phase(reading.Phase)}, dans ce qu’on attend.", $"Phase: {words.Phase(reading.Phase)}, within what is expected."),
        false => words.Say($"Phase : {words.Phase(reading.Phase)}, hors de ce qu’on attend.", $"Phase: {words.Phase(reading.Phase)}, outside what is expected."),
        _ => words.Say($"Phase : {words.Phase(reading.Phase)}.", $"Phase: {words.Phase(reading.Phase)}."),
    };

    private string LabelOf(string name, Kpi kpi, IReadOnlyList<ChartPoint> points)
    {
        var values = points.Where(point => point.Value is not null).ToList();
        if (values.Count == 0)
        {
            return words.Say($"{name} : rien de connu.", $"{name}: nothing known.");
        }

        var (first, last, most, least) = (values[0], values[^1], values.MaxBy(point => point.Value), values.MinBy(point => point.Value));
        return words.Say(
            $"{name} : {Said(first)}, {Said(last)} ; plus haut {Said(most)}, plus bas {Said(least)}.",
            $"{name}: {Said(first)}, {Said(last)}; highest {Said(most)}, lowest {Said(least)}.");

        string Said(ChartPoint point) => words.Say($"{words.Value(kpi, point.Value)} le {words.Day(point.At)}", $"{words.Value(kpi, point.Value)} on {words.Day(point.At)}");
    }

    private Func<DateOnly, string> TickOf(ChartFrame frame) => frame.IsByMonth ? words.Month : words.ShortDay;

    private IReadOnlyList<ChartPoint> PointsOf(KpiSeries series, Kpi kpi) => ChartPoints.Of(series.Days, kpi, data.Query.From, data.LastDay);

    private bool HasValues(IReadOnlyList<Kpi> kpis) => data.Shown(data.Chosen).Any(day => kpis.Any(kpi => kpi.Value(day.Counts) is not null));

    private List<Kpi> Known(IEnumerable<string> ids) => [.. ids.Select(id => known.FirstOrDefault(kpi => kpi.Id == id)).OfType<Kpi>()];

    private string NameOf(Kpi kpi) => kpi.UnitName is { } unit ? $"{kpi.Name.In(words.Language)} ({unit.In(words.Language)})" : kpi.Name.In(words.Language);

    private static string Shortened(string text) => text.Length <= LongestMark ? text : $"{text[..(LongestMark - 1)].TrimEnd()}…";
}
