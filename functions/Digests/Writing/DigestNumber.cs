using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>One of the big numbers at the top. (Public because Razor's parameters are.)</summary>
/// <param name="Value">As it is printed.</param>
/// <param name="Label">What it is.</param>
/// <param name="Move">How it moved, in words; null: it cannot be compared.</param>
public sealed record DigestNumber(string Value, string Label, string? Move)
{
    private const int Most = 3;

    /// <summary>From the pulse down to what takes longest to move; those that are not known give way to the next.</summary>
    private static readonly (string Kpi, Said Label)[] Pulse =
    [
        (KpiBook.Active7, new("des invités sont venus en une semaine", "of those invited came within a week")),
        (KpiBook.Connection, new("des invités sont venus au moins une fois", "of those invited came at least once")),
        (KpiBook.Participation, new("des inscrits ont écrit en 30 jours", "of the registered wrote in 30 days")),
        (KpiBook.Mood, new("d’humeur, à la dernière enquête", "mood, in the last survey")),
        (KpiBook.ActiveGroups, new("des groupes ont vécu en 30 jours", "of the groups lived in 30 days")),
        (KpiBook.Invited, new("collègues invités", "colleagues invited")),
    ];

    internal static IReadOnlyList<DigestNumber> Of(DigestFacts facts, DigestWords words) =>
        [.. Pulse.Select(one => Of(facts, words, KpiBook.Find(facts.Settings, one.Kpi)!, one.Label)).OfType<DigestNumber>().Take(Most)];

    private static DigestNumber? Of(DigestFacts facts, DigestWords words, Kpi kpi, Said label) => facts.ValueOf(kpi.Id) is { } now
        ? new(words.Value(now, kpi), label.In(words.Language), facts.BeforeOf(kpi.Id) is { } before ? MoveOf(now - before, kpi, words) : null)
        : null;

    private static string MoveOf(double move, Kpi kpi, DigestWords words) =>
        Math.Abs(move) < DigestChange.LeastOf(kpi).Least ? words.Say("stable", "steady") : words.Move(move, kpi);
}
