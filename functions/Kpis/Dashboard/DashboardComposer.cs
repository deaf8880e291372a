using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using NodaTime;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The page's content, of what was read (pure).</summary>
internal sealed class DashboardComposer(DashboardData data)
{
    private const int FourWeeks = 28;
    private const int EightWeeks = 56;
    private const int HalfAYear = 182;

    private readonly DashboardWords words = new(data.Query.Language);

    public DashboardContent Compose()
    {
        var charts = new DashboardCharts(data, words);
        var name = data.NameOf(Scope.Organisation);
        return new(words, data.IsOrganisation ? name : $"{data.NameOf(data.Query.Scope)} · {name}")
        {
            About = About(),
            Links = Links(),
            Exports = [new("CSV", data.Query.Link(("format", "csv"))), new("JSON", data.Query.Link(("format", "json")))],
            Hidden = Hidden(),
            Tiles = Tiles(),
            Curve = charts.Curve(),
            Events = [.. charts.Events().Select(one => new PageEvent(words.Day(one.Day), DashboardCharts.SignOf(one.Event.Kind), words.Event(one.Event.Kind), one.Event.Name.In(words.Language)))],
            Objectives = Objectives(charts),
            Sections = [.. charts.Sections().Where(section => section.Cards.Count > 0 || section.Missing.Length > 0)],
            Tables = new ScopeTables(data, words).All(),
            Notes = DashboardNotes.Of(data.Shown(data.Chosen), words),
            Sources = [.. data.Latest.Sources.Select(LineOf)],
            Book = [.. data.Kpis.Select(LineOf)],
        };
    }

    private string About()
    {
        var (from, to) = (words.Day(data.Query.From), words.Day(data.LastDay));
        var weekly = Charts.ChartPoints.IsWeekly(data.Query.From, data.LastDay) ? words.Say(" · moyennes par semaine", " · weekly means") : "";
        return words.Say($"Du {from} au {to}{weekly} · les rapports de Microsoft 365 arrivent deux jours après", $"From {from} to {to}{weekly} · Microsoft 365's reports come two days later");
    }

    private List<PageLink> Links()
    {
        var (query, start) = (data.Query, data.Campaign.Settings.Start.ToDateOnly());
        var links = new List<PageLink>();
        if (!data.IsOrganisation)
        {
            links.Add(new(words.Say("← Toute l’organisation", "← The whole organisation"), query.LinkTo(Scope.Organisation)));
        }

        links.Add(new(words.Say("Depuis le début", "Since the start"), query.LinkFrom(null), !query.Asked.ContainsKey("from")));
        foreach (var (days, fr, en) in new[] { (HalfAYear, "26 semaines", "26 weeks"), (EightWeeks, "8 semaines", "8 weeks") })
        {
            var from = data.Latest.Day.AddDays(1 - days);
            if (from > start)
            {
                links.Add(new(words.Say(fr, en), query.LinkFrom(from), query.Asked.ContainsKey("from") && query.From == from));
            }
        }

        links.Add(query.Language == "fr" ? new("English", query.Link(("lang", "en"))) : new("Français", query.Link(("lang", "fr"))));
        return links;
    }

    private string? Hidden() => data.Present is { IsHidden: true }
        ? words.Say(
            "Ce qui porte sur des personnes n’est pas montré ici : elles sont moins de cinq, ou leur nombre se déduirait des autres.",
            "What is about people is not shown here: they are fewer than five, or their number would follow from the others'.")
        : data.Present is null ? words.Say("Ce périmètre n’est plus compté : voici ce qu’il a été.", "This scope is not counted any more: this is what it was.") : null;

    private List<FigureTile> Tiles()
    {
        var shown = new KpiSeries(data.Query.Scope, data.Shown(data.Chosen));
        var (now, before) = (shown.Last, data.Chosen.Days.FirstOrDefault(day => day.Day == data.LastDay.AddDays(-FourWeeks)));
        return
        [
            .. ChartPlans.Tiles.Select(id => data.Kpis.FirstOrDefault(kpi => kpi.Id == id)).OfType<Kpi>()
                .Where(kpi => now is not null && kpi.Value(now.Counts) is not null)
                .Take(5)
                .Select(kpi => TileOf(kpi, kpi.Value(now!.Counts), before is null ? null : kpi.Value(before.Counts))),
        ];
    }

    private FigureTile TileOf(Kpi kpi, double? now, double? before)
    {
        var change = words.Change(kpi, now, before);
        var tone = kpi.Better is { } up && now != before && change?.StartsWith(words.Say("stable", "steady"), StringComparison.Ordinal) == false ? (now > before == up ? "good" : "bad") : "";
        var value = words.Value(kpi, now) + (kpi.Unit == KpiUnit.Score ? " / 5" : "");
        return new(kpi.Name.In(words.Language), value, change, tone);
    }

    private IReadOnlyList<ObjectiveCard> Objectives(DashboardCharts charts) => data.IsOrganisation && data.LastDay == data.Latest.Day
        ? [.. ObjectiveSight.Of(new(data.Campaign, data.Latest, data.Organisation)).Select(sight => CardOf(sight, charts))]
        : [];

    private ObjectiveCard CardOf(ObjectiveSight sight, DashboardCharts charts)
    {
        if (sight is not { Kpi: { } kpi })
        {
            return new(sight.Objective.Title.In(words.Language), words.Say("Pas mesuré par un chiffre.", "Not measured by a figure."), null, "", null);
        }

        var parts = new List<string>();
        Add(sight.Now is { } now ? words.Say($"aujourd’hui {words.Value(kpi, now)}", $"now {words.Value(kpi, now)}") : words.Say("pas encore connu", "not known yet"));
        Add(sight.Expected is { } expected ? words.Say($"attendu à ce jour {words.Value(kpi, expected)}", $"expected by now {words.Value(kpi, expected)}") : null);
        Add(sight.Target is { } target ? words.Say($"à atteindre {words.Value(kpi, target)}", $"to be reached {words.Value(kpi, target)}") : null);
        Add(sight.By is { } by ? words.Say($"d’ici le {words.Day(by.ToDateOnly())}", $"by {words.Day(by.ToDateOnly())}") : null);
        return new(
            sight.Objective.Title.In(words.Language),
            $"{kpi.Name.In(words.Language)}{words.Say(" :", ":")} {string.Join(" · ", parts)}",
            sight.State is { } state ? words.State(state) : null,
            sight.State switch { ObjectiveState.Behind => "bad", null => "", _ => "good" },
            charts.ObjectiveOf(sight));

        void Add(string? part)
        {
            if (part is not null)
            {
                parts.Add(part);
            }
        }
    }

    private SourceLine LineOf(SourceReading source) => new(
        words.Source(source.Source), words.State(source.State), source.Refreshed is { } day ? words.Day(day) : "–", source.Why ?? "");

    private KpiLine LineOf(Kpi kpi) => new(
        kpi.Name.In(words.Language), kpi.Formula.In(words.Language), words.Unit(kpi), kpi.Source.In(words.Language), kpi.Why.In(words.Language));
}
