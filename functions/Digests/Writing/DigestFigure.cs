using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>A figure with its explanation. (Public because Razor's parameters are.)</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">As it is printed.</param>
/// <param name="Detail">What it was, and where it comes from.</param>
public sealed record DigestFigure(string Name, string Value, string Detail)
{
    /// <summary>What people say of it; none: no survey was released yet.</summary>
    internal static IReadOnlyList<DigestFigure> Feelings(DigestFacts facts, DigestWords words) =>
    [
        .. Of(facts, words, KpiBook.Mood, new("Humeur", "Mood"), new("Moyenne de la dernière enquête, de 1 à 5", "Mean of the last survey, 1 to 5")),
        .. Of(facts, words, KpiBook.Nps, new("Recommandation", "Recommendation"), new("De −100 à 100 : qui en parlerait à un collègue, moins qui le déconseillerait", "From −100 to 100: who would tell a colleague, less who would advise against it")),
    ];

    /// <summary>The organisation's own.</summary>
    internal static IReadOnlyList<DigestFigure> Business(DigestFacts facts, DigestWords words) =>
        [.. facts.Settings.BusinessKpis.SelectMany(one => KpiBook.Find(facts.Settings, one.Id) is { } kpi ? Of(facts, words, kpi.Id, kpi.Name, kpi.Source) : [])];

    private static IEnumerable<DigestFigure> Of(DigestFacts facts, DigestWords words, string id, Said name, Said detail)
    {
        var kpi = KpiBook.Find(facts.Settings, id)!;
        if (facts.ValueOf(id) is not { } now)
        {
            return [];
        }

        var first = facts.Picture.Organisation.Days.Select(day => (day.Day, Value: kpi.Value(day.Counts))).FirstOrDefault(one => one.Value is not null);
        var former = first.Value is { } start && words.Value(start, kpi) != words.Value(now, kpi)
            ? words.Say($"{words.Value(start, kpi)} au {words.Date(first.Day)}. ", $"{words.Value(start, kpi)} on {words.Date(first.Day)}. ")
            : "";
        return [new(name.In(words.Language), words.Value(now, kpi), $"{former}{detail.In(words.Language)}.")];
    }
}
