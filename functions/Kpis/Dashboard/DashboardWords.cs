using System.Globalization;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>The words and numbers of the dashboard in one language (pure). (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
public sealed record DashboardWords(string Language)
{
    private const string Kept = "\u00a0";

    /// <summary>Below, a decimal is worth reading.</summary>
    private const int Small = 10;

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language == "fr" ? "fr-FR" : "en-GB");

    public string Say(string fr, string en) => FrenchText.Say(Language, fr, en);

    public string Unknown => Say("inconnu", "not known");

    public string Day(DateOnly day) => day.ToString("d MMM yyyy", Culture);

    public string ShortDay(DateOnly day) => day.ToString("d MMM", Culture);

    public string Month(DateOnly day) => day.ToString(day.Month == 1 ? "MMM yyyy" : "MMM", Culture);

    /// <summary>From one day to another, as short as can be.</summary>
    public string Days(DateOnly first, DateOnly last) => first == last ? Day(first) : $"{ShortDay(first)} – {Day(last)}";

    public string Number(double number) => number.ToString("N0", Culture);

    public string Value(Kpi kpi, double? value) => value is not { } known ? Unknown : kpi.Unit switch
    {
        KpiUnit.Number => Number(known),
        KpiUnit.Percent => Decimal(known) + Kept + "%",
        KpiUnit.Points => Points(known),
        KpiUnit.Score => known.ToString("0.0", Culture),
        _ => kpi.UnitName is null ? known.ToString("0.0", Culture) : known.ToString("#,0.##", Culture),
    };

    /// <summary>What it has become since, with its sign; null: one of both is not known.</summary>
    public string? Change(Kpi kpi, double? now, double? before)
    {
        if (now - before is not { } change)
        {
            return null;
        }

        var text = kpi.Unit switch
        {
            KpiUnit.Percent => Decimal(Math.Abs(change)) + Kept + Say("points", "points"),
            KpiUnit.Number => Number(Math.Abs(change)),
            KpiUnit.Points => Number(Math.Abs(change)),
            _ => Math.Abs(change).ToString("0.0", Culture),
        };
        return text.All(letter => letter is < '1' or > '9') ? Say("stable", "steady") : $"{(change > 0 ? "+" : "−")}{text}";
    }

    public string Unit(Kpi kpi) => kpi.UnitName?.In(Language) ?? kpi.Unit switch
    {
        KpiUnit.Number => Say("nombre", "number"),
        KpiUnit.Percent => "%",
        KpiUnit.Ratio => Say("par unité", "ratio"),
        KpiUnit.Score => Say("de 1 à 5", "1 to 5"),
        _ => Say("de −100 à 100", "−100 to 100"),
    };

    public string Kind(ScopeKind kind) => kind switch
    {
        ScopeKind.Site => Say("site", "site"),
        ScopeKind.Wave => Say("vague", "wave"),
        ScopeKind.Group => Say("groupe", "group"),
        _ => Say("organisation", "organisation"),
    };

    public string Kinds(ScopeKind kind) => kind switch
    {
        ScopeKind.Site => Say("Sites", "Sites"),
        ScopeKind.Wave => Say("Vagues", "Waves"),
        _ => Say("Groupes", "Groups"),
    };

    internal string Source(KpiSource source) => source switch
    {
        KpiSource.Own => Say("état de l’application", "the app's own state"),
        KpiSource.Users => Say("rapport par personne", "report by person"),
        KpiSource.Teams => Say("rapport des équipes", "teams report"),
        KpiSource.Groups => Say("rapport des groupes", "groups report"),
        KpiSource.Mail => Say("rapports de courriel", "mail reports"),
        KpiSource.Directory => Say("annuaire", "directory"),
        KpiSource.Surveys => Say("enquêtes", "surveys"),
        _ => Say("chiffres de l’entreprise", "business figures"),
    };

    internal string State(SourceState state) => state switch
    {
        SourceState.Read => Say("lue", "read"),
        SourceState.Failed => Say("non lue : ses chiffres manquent", "not read: its figures are missing"),
        SourceState.Concealed => Say("noms masqués : seul l’ensemble est connu", "names concealed: only the whole is known"),
        _ => Say("sans objet", "not used"),
    };

    internal string Phase(CurvePhase phase) => phase switch
    {
        CurvePhase.Enthusiasm => Say("enthousiasme du départ", "first enthusiasm"),
        CurvePhase.Dip => Say("creux", "dip"),
        CurvePhase.Rebound => Say("rebond", "rebound"),
        CurvePhase.Steady => Say("progrès régulier", "steady progress"),
        _ => Say("trop tôt pour le dire", "too early to tell"),
    };

    internal string Event(DayEventKind kind) => kind switch
    {
        DayEventKind.WaveStarted => Say("vague", "wave"),
        DayEventKind.ContestDrawn => Say("concours", "contest"),
        _ => Say("enquête", "survey"),
    };

    internal string State(ObjectiveState state) => state switch
    {
        ObjectiveState.Reached => Say("atteint", "reached"),
        ObjectiveState.OnPath => Say("en bonne voie", "on its path"),
        _ => Say("en retard", "behind"),
    };

    private string Decimal(double value) => value.ToString(Math.Abs(value) < Small ? "0.#" : "0", Culture);

    private string Points(double value) => Math.Round(value) switch
    {
        > 0 and var points => $"+{Number(points)}",
        < 0 and var points => $"−{Number(-points)}",
        _ => "0",
    };
}
