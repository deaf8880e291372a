using System.Text.Json;
using System.Text.Json.Serialization;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>
/// The dashboard's figures as JSON. <c>kpis</c>: each figure with <c>id, name, unit, formula, source, why, references</c>. <c>scopes</c>: <c>scope, name,
/// hidden</c> and <c>days</c>, each with <c>day, version, gaps</c> (sources that could not be read) and <c>values</c> by the figure's id, null where it
/// is not known. <c>events</c>: what happened, by day. <c>latest</c>: <c>day, version, takenAt</c> and every source, with how it went.
/// </summary>
internal static class DashboardJson
{
    private const int Digits = 4;

    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static object Of(DashboardData data)
    {
        var language = data.Query.Language;
        return new
        {
            campaign = data.Campaign.Settings.Id,
            data.Query.From,
            data.Query.To,
            kpis = KpiBook.Of(data.Campaign.Settings).Select(kpi => new
            {
                kpi.Id,
                name = kpi.Name.In(language),
                unit = UnitOf(kpi),
                formula = kpi.Formula.In(language),
                source = kpi.Source.In(language),
                why = kpi.Why.In(language),
                references = kpi.References.Select(reference => new { reference.Value, text = reference.Text.In(language) }),
            }),
            scopes = DashboardRows.Of(data).Select(scope => new
            {
                scope = scope.Scope.Key,
                scope.Name,
                hidden = scope.IsHidden,
                days = scope.Days.Select(day => DayOf(scope, day)),
            }),
            events = data.Shown(data.Organisation).SelectMany(day => day.Events.Select(one => new { day.Day, one.Kind, one.Id, name = one.Name.In(language) })),
            latest = new { data.Latest.Day, data.Latest.Version, data.Latest.TakenAt, data.Latest.Sources },
        };
    }

    /// <summary>In a word that no language changes.</summary>
    public static string UnitOf(Kpi kpi) => kpi.UnitName?.En ?? kpi.Unit.ToString().ToLowerInvariant();

    public static double? Rounded(double? value) => value is { } known ? Math.Round(known, Digits) : null;

    private static object DayOf(ScopeDays scope, KpiDay day) => new
    {
        day.Day,
        day.Version,
        day.Gaps,
        values = scope.Kpis.ToDictionary(kpi => kpi.Id, kpi => Rounded(kpi.Value(day.Counts)), StringComparer.Ordinal),
    };
}
