using AdoptionAutomation.Kpis.Book;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>How far an objective is. (Public because Razor's parameters are.)</summary>
/// <param name="Title">As campaign.json has it.</param>
/// <param name="Sign">The state as a sign.</param>
/// <param name="State">The state in a word.</param>
/// <param name="Detail">Where it is, where it should be, the target and the date.</param>
/// <param name="Share">Of the way, from 0 to 1; null: not known.</param>
/// <param name="Expected">The same of where it should be by now; null: not known, or of no interest any more.</param>
public sealed record DigestObjective(string Title, string Sign, string State, string Detail, double? Share, double? Expected)
{
    internal static IReadOnlyList<DigestObjective> Of(DigestFacts facts, DigestWords words) =>
        [.. ObjectiveSight.Of(facts.Picture).Select(sight => Of(sight, words))];

    private static DigestObjective Of(ObjectiveSight sight, DigestWords words)
    {
        var (sign, state) = sight.State switch
        {
            ObjectiveState.Reached => ("✔", words.Say("atteint", "reached")),
            ObjectiveState.OnPath => ("●", words.Say("en bonne voie", "on path")),
            ObjectiveState.Behind => ("▲", words.Say("en retard", "behind")),
            _ when sight.Kpi is null => ("○", words.Say("non mesuré", "not measured")),
            _ => ("○", words.Say("pas encore connu", "not known yet")),
        };
        return new(
            sight.Objective.Title.In(words.Language), sign, state, DetailOf(sight, words), sight.Progress, sight.State == ObjectiveState.Reached ? null : sight.ExpectedProgress);
    }

    private static string DetailOf(ObjectiveSight sight, DigestWords words)
    {
        if (sight.Kpi is not { } kpi)
        {
            return words.Say("Aucun chiffre ne le mesure.", "No figure measures it.");
        }

        var target = sight.Target is { } end
            ? words.Say($"Cible : {words.Value(end, kpi)}", $"Target: {words.Value(end, kpi)}") + (sight.By is { } by ? words.Say($" le {words.FullDate(by.ToDateOnly())}.", $" by {words.FullDate(by.ToDateOnly())}.") : ".")
            : words.Say("La cible n’est pas connue, car le point de départ ne l’est pas.", "The target is not known, for the starting point is not.");
        var now = sight.Now is { } value
            ? words.Say($"{kpi.Name.Fr} : {words.Value(value, kpi)}", $"{kpi.Name.En}: {words.Value(value, kpi)}")
            : words.Say($"{kpi.Name.Fr} : pas connu à ce jour", $"{kpi.Name.En}: not known to date");
        var path = sight is { Expected: { } expected, State: ObjectiveState.OnPath or ObjectiveState.Behind }
            ? words.Say($" ; attendu à ce jour : {words.Value(expected, kpi)}", $"; expected by now: {words.Value(expected, kpi)}")
            : "";
        return $"{now}{path}. {target}";
    }
}
