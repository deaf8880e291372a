using System.Globalization;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Calendar.Board;

/// <summary>The calendar's words (pure): states have a sign and a word, for not everybody sees the colour. (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
public sealed record CalendarWords(string Language)
{
    public static readonly IReadOnlyList<string> States = [.. Enum.GetValues<PostStanding>().Select(standing => standing.Word())];

    public static readonly IReadOnlyList<string> Channels = ["teams", "conversation", "news", "mail"];

    private static readonly string[] FrenchDays = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] FrenchMonths =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private bool IsFrench => Language == "fr";

    public string Say(string fr, string en) => FrenchText.Say(Language, fr, en);

    public static string Sign(string state) => state switch
    {
        "failed" => "✖",
        "uncertain" => "⚠",
        "asked" => "?",
        "soon" => "◔",
        "planned" => "○",
        "skipped" => "⊘",
        "published" => "✔",
        "draft" => "✎",
        _ => "▢",
    };

    public string State(string state) => state switch
    {
        "failed" => Say("échoué", "failed"),
        "uncertain" => Say("incertain", "uncertain"),
        "asked" => Say("à décider", "to decide"),
        "soon" => Say("imminent", "due soon"),
        "planned" => Say("prévu", "planned"),
        "skipped" => Say("passé", "skipped"),
        "published" => Say("publié", "published"),
        "draft" => Say("brouillon", "draft"),
        _ => Say("créneau vide", "empty slot"),
    };

    /// <summary>What to do about a state; null: nothing.</summary>
    public string? ToDo(string state) => state switch
    {
        "failed" => Say("Corrigez ce que dit la raison, puis demandez un nouvel essai.", "Mend what the reason says, then ask for another try."),
        "uncertain" => Say(
            "Regardez dans le groupe si la publication y est, puis dites-le : elle ne sera renvoyée que sur votre décision.",
            "Look in the group whether the post is there, then say so: it is sent again only if you decide it."),
        "asked" => Say("Elle est en retard : décidez si elle est encore utile.", "It is late: decide whether it is still wanted."),
        "draft" => Say("Mettez status à approved dans content-calendar.json pour la publier.", "Set its status to approved in content-calendar.json to have it published."),
        "empty" => Say("Aucune publication n’est préparée : ajoutez-en une au rythme.", "No post is prepared for it: add one to the rhythm."),
        _ => null,
    };

    public string Channel(string channel) => channel switch
    {
        "teams" => "Teams",
        "conversation" => Say("Conversation", "Conversation"),
        "news" => Say("Actualité", "News page"),
        _ => "Mail",
    };

    public string LanguageName(string language) => language == "fr" ? Say("français", "French") : Say("anglais", "English");

    public string Phase(string phase) => phase switch
    {
        "teasing" => Say("Teasing", "Teasing"),
        "launch" => Say("Lancement", "Launch"),
        "reassurance" => Say("Réassurance", "Reassurance"),
        _ => Say("Rythme de croisière", "Routine"),
    };

    /// <summary>lundi 5 octobre; Monday 5 October.</summary>
    public string Day(DateOnly date) => IsFrench
        ? $"{Weekday(date.DayOfWeek)} {(date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture))} {FrenchMonths[date.Month - 1]}"
        : date.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>octobre 2026; October 2026.</summary>
    public string Month(DateOnly date) => IsFrench
        ? $"{FrenchMonths[date.Month - 1]} {date.Year.ToString(CultureInfo.InvariantCulture)}"
        : date.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public string Weekday(DayOfWeek day) => IsFrench ? FrenchDays[(int)day] : day.ToString();

    /// <summary>The first letters of a weekday.</summary>
    public string ShortWeekday(DayOfWeek day) => Weekday(day)[..3];

    /// <summary>What the groups are called, the first of many.</summary>
    public string Groups(BoardPost post)
    {
        const int Most = 3;
        var names = post.Groups.Values.ToList();
        return names.Count == 0 ? Say("aucun groupe", "no group")
            : names.Count <= Most ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(Most - 1))} {Say($"et {names.Count - Most + 1} autres", $"and {names.Count - Most + 1} others")}";
    }

    /// <summary>By the campaign's clock.</summary>
    public static string Moment(DateTimeOffset at, string zone, string language) => NodaTime.Instant.FromDateTimeOffset(at)
        .InZone(NodaTime.DateTimeZoneProviders.Tzdb[zone])
        .ToString(language == "fr" ? "dd/MM/uuuu HH:mm" : "uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
