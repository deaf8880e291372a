using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>What somebody wants to see of the calendar (pure). (Public because Razor's parameters are.)</summary>
/// <param name="IsWeek">A week, with all details; else a month.</param>
/// <param name="Date">A day of it.</param>
/// <param name="Language">fr or en.</param>
public sealed record CalendarQuery(bool IsWeek, DateOnly Date, string Language)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2100;
    private const int Week = 7;

    public string? Group { get; init; }

    public string? Channel { get; init; }

    public string? Publication { get; init; }

    public string? State { get; init; }

    /// <summary>The campaign and language that were asked for in the address; kept in every link.</summary>
    public string? AskedCampaign { get; init; }

    public string? AskedLanguage { get; init; }

    public bool IsFiltered => (Group ?? Channel ?? Publication ?? State) is not null;

    /// <summary>The first day that is shown: a Monday.</summary>
    public DateOnly From => MondayOf(IsWeek ? Date : new(Date.Year, Date.Month, 1));

    /// <summary>How many days are shown: whole weeks.</summary>
    public int Days => IsWeek ? Week : MondayOf(new DateOnly(Date.Year, Date.Month, 1).AddMonths(1).AddDays(-1)).AddDays(Week).DayNumber - From.DayNumber;

    public CalendarQuery Before => this with { Date = IsWeek ? Date.AddDays(-Week) : Date.AddMonths(-1) };

    public CalendarQuery After => this with { Date = IsWeek ? Date.AddDays(Week) : Date.AddMonths(1) };

    /// <summary>As the address and its form write the date.</summary>
    public string DateText => Date.ToString(IsWeek ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture);

    public bool Shows(DateOnly date) => IsWeek || date.Month == Date.Month;

    public bool Shows(BoardPost post) =>
        (Group is null || post.Groups.ContainsKey(Group))
        && (Channel is null || post.Channels.Contains(Channel, StringComparer.Ordinal))
        && (Publication is null || post.Publication == Publication)
        && (State is null || post.State == State);

    /// <summary>The address of this view.</summary>
    public string Link() => $"/api/calendar{Kept(
        ("view", IsWeek ? "week" : "month"), ("date", DateText), ("group", Group), ("channel", Channel), ("publication", Publication), ("state", State))}";

    /// <summary>The address of a post's page.</summary>
    public string LinkTo(string occurrence) => $"/api/calendar/post{Kept(("occurrence", occurrence))}";

    /// <summary>The address of a post's preview.</summary>
    public string PreviewOf(string occurrence, string channel, string language) =>
        $"/api/calendar/preview{new QueryBuilder(Given([("campaign", AskedCampaign), ("occurrence", occurrence), ("channel", channel), ("language", language)]))}";

    /// <param name="request">The call.</param>
    /// <param name="today">By the campaign's clock.</param>
    /// <param name="language">The campaign's first.</param>
    /// <param name="problem">What cannot be understood; null: nothing.</param>
    internal static CalendarQuery? Read(HttpRequest request, DateOnly today, string language, out string? problem)
    {
        var (view, date, lang) = (Field("view") ?? "month", Field("date"), Field("lang"));
        var parsed = today;
        problem = view is not ("month" or "week") ? $"view is month or week, not '{view}'."
            : lang is not (null or "fr" or "en") ? $"lang is fr or en, not '{lang}'."
            : date is not null && !IsDate(date, out parsed) ? $"date is a month (2026-10) or a day (2026-10-05) of the years {FirstYear} to {LastYear}, not '{date}'."
            : null;
        return problem is not null ? null : new(view == "week", parsed, lang ?? language)
        {
            Group = Field("group"),
            Channel = Field("channel"),
            Publication = Field("publication"),
            State = Field("state"),
            AskedCampaign = Field("campaign"),
            AskedLanguage = lang,
        };

        string? Field(string name) => request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;
    }

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
        && date.Year is >= FirstYear and <= LastYear;

    private static DateOnly MondayOf(DateOnly date) => date.AddDays(-(((int)date.DayOfWeek + Week - 1) % Week));

    private QueryBuilder Kept(params (string Name, string? Value)[] more) =>
        new(Given([("campaign", AskedCampaign), ("lang", AskedLanguage), .. more]));

    private static IEnumerable<KeyValuePair<string, string>> Given(IEnumerable<(string Name, string? Value)> fields) =>
        fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value!));
}
