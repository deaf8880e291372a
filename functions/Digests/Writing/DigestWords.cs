using System.Globalization;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Mail;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>Numbers and dates as a digest prints them (pure). (Public because Razor's parameters are.)</summary>
/// <param name="Language">fr or en.</param>
public sealed record DigestWords(string Language)
{
    /// <summary>Below this a per cent has a decimal.</summary>
    private const double Small = 10;

    private static readonly NumberFormatInfo French = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00a0", NegativeSign = "\u2212" };
    private static readonly NumberFormatInfo English = new() { NegativeSign = "\u2212" };

    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(Language == "fr" ? "fr-FR" : "en-GB");

    private bool IsFrench => Language == "fr";

    public string Say(string fr, string en) => FrenchText.Say(Language, fr, en);

    /// <summary>One or many: in French everything below two is one.</summary>
    public string Plural(double count, Said one, Said many) => ((IsFrench ? count < 2 : count.Equals(1)) ? one : many).In(Language);

    public string Number(double number) => number.ToString("#,0", Format);

    public string Tenths(double number) => number.ToString("#,0.0", Format);

    public string Percent(double percent) => $"{percent.ToString(Math.Abs(percent) < Small ? "0.#" : "0", Format)}\u00a0%";

    /// <summary>In the unit of a figure.</summary>
    internal string Value(double value, Kpi kpi) => kpi switch
    {
        { UnitName: { } unit } => unit.In(Language) is ['%', ..] name ? $"{Loose(value)}\u00a0{name}" : $"{Loose(value)} {unit.In(Language)}",
        { Unit: KpiUnit.Percent } => Percent(value),
        { Unit: KpiUnit.Score } => $"{Tenths(value)} {Say("sur 5", "out of 5")}",
        { Unit: KpiUnit.Ratio } => Tenths(value),
        { Unit: KpiUnit.Points } => Signed(value),
        _ => Number(value),
    };

    /// <summary>The move from one value to another, with its sign: points for per cents, else the difference in its own unit.</summary>
    internal string Move(double move, Kpi kpi) => kpi.Unit switch
    {
        KpiUnit.Percent => $"{Signed(move)} {Points(move)}",
        KpiUnit.Ratio or KpiUnit.Score => move.ToString("+0.0;\u22120.0;0", Format),
        _ => Signed(move),
    };

    /// <summary>The word for so many of them.</summary>
    public string Points(double points) => Plural(Math.Abs(Math.Round(points)), new("point", "point"), new("points", "points"));

    public string Signed(double number) => number.ToString("+#,0;\u2212#,0;0", Format);

    /// <summary>dimanche 11 octobre; Sunday 11 October.</summary>
    public string Day(DateOnly date) => $"{date.ToString("dddd", culture)} {Date(date)}";

    /// <summary>11 octobre; 11 October.</summary>
    public string Date(DateOnly date) => $"{DayNumber(date)} {date.ToString("MMMM", culture)}";

    public string FullDate(DateOnly date) => $"{Date(date)} {date.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>du 28 septembre au 4 octobre 2026; 28 September to 4 October 2026.</summary>
    public string Span(DateOnly first, DateOnly last)
    {
        var from = first.Month == last.Month ? DayNumber(first) : first.Year == last.Year ? Date(first) : FullDate(first);
        return Say($"du {from} au {FullDate(last)}", $"{from} to {FullDate(last)}");
    }

    public string Month(DateOnly month) => month.ToString("MMMM yyyy", culture);

    /// <summary>The first letters of a month.</summary>
    public string ShortMonth(DateOnly day) => day.ToString("MMM", culture);

    private NumberFormatInfo Format => IsFrench ? French : English;

    private string Loose(double value) => value.ToString("#,0.##", Format);

    private string DayNumber(DateOnly date) => IsFrench && date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);
}
