using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>What somebody wants to see of the figures (pure).</summary>
/// <param name="Scope">Of what.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Language">fr or en.</param>
/// <param name="Format">How it is answered.</param>
internal sealed record DashboardQuery(Scope Scope, DateOnly From, DateOnly To, string Language, DashboardFormat Format)
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>What the address said of campaign, days, language and token: links keep it.</summary>
    private static readonly string[] KeptNames = [DashboardLinks.TokenField, "campaign", "scope", "from", "to", "lang"];

    public required IReadOnlyDictionary<string, string> Asked { get; init; }

    /// <summary>The address of another view; null takes a part out.</summary>
    public string Link(params IEnumerable<(string Name, string? Value)> changes)
    {
        var fields = new SortedDictionary<string, string?>(Asked.ToDictionary(pair => pair.Key, string? (pair) => pair.Value), StringComparer.Ordinal);
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return $"/api/{DashboardLinks.Route}{new QueryBuilder(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, field.Value!)))}";
    }

    /// <summary>The address of the page of another scope.</summary>
    public string LinkTo(Scope scope) => Link(("scope", scope == Scope.Organisation ? null : scope.Key));

    public string LinkFrom(DateOnly? from) => Link(("from", from?.ToString(DayFormat, CultureInfo.InvariantCulture)), ("to", null));

    /// <param name="request">The call.</param>
    /// <param name="campaign">Its start and language are taken where the address says nothing.</param>
    /// <param name="today">By the campaign's clock.</param>
    /// <param name="problems">Everything that cannot be understood; empty: nothing.</param>
    public static DashboardQuery? Read(HttpRequest request, Campaign campaign, DateOnly today, out IReadOnlyList<string> problems)
    {
        var wrong = new List<string>();
        var asked = KeptNames.Select(name => (Name: name, Value: Field(name))).Where(one => one.Value is not null).ToDictionary(one => one.Name, one => one.Value!, StringComparer.Ordinal);
        var scope = asked.GetValueOrDefault("scope") is { } key ? Scope.Parse(key) : Scope.Organisation;
        Refuse(scope is null, $"scope is organisation, site:ID, wave:ID or group:ID, not '{asked.GetValueOrDefault("scope")}'.");
        var language = asked.GetValueOrDefault("lang", campaign.FirstLanguage);
        Refuse(language is not ("fr" or "en"), $"lang is fr or en, not '{language}'.");
        Refuse(Field("format") is not (null or "csv" or "json"), $"format is csv or json, not '{Field("format")}'.");
        var (to, from) = (DayOf("to") ?? today, DayOf("from"));
        var start = campaign.Settings.Start.ToDateOnly();
        var earliest = to.AddDays(1 - KpiReader.MostDays);
        var first = from ?? (start > to ? to : start > earliest ? start : earliest);
        Refuse(first > to, $"from ({first:yyyy-MM-dd}) comes after to ({to:yyyy-MM-dd}).");
        Refuse(first < earliest, $"from and to are at most {KpiReader.MostDays} days apart: take from={earliest:yyyy-MM-dd}, or an earlier to.");
        problems = wrong;
        return wrong.Count > 0 ? null : new(scope!, first, to, language, FormatOf(request, Field("format"))) { Asked = asked };

        string? Field(string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

        DateOnly? DayOf(string name)
        {
            var isDay = DateOnly.TryParseExact(asked.GetValueOrDefault(name), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
            var isSensible = isDay && day.Year is > 2000 and < 2200;
            Refuse(asked.ContainsKey(name) && !isSensible, $"{name} is a day such as 2026-10-05, not '{asked.GetValueOrDefault(name)}'.");
            return isSensible ? day : null;
        }

        void Refuse(bool isWrong, string problem)
        {
            if (isWrong)
            {
                wrong.Add(problem);
            }
        }
    }

    private static DashboardFormat FormatOf(HttpRequest request, string? asked) =>
        asked == "csv" || (asked is null && PageAnswer.Accepts(request, "text/csv")) ? DashboardFormat.Csv
        : asked is null && PageAnswer.Accepts(request, "text/html") ? DashboardFormat.Page
        : DashboardFormat.Json;
}

internal enum DashboardFormat
{
    Json,
    Csv,
    Page,
}
