using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>All of it in one sentence (pure): how many of how many came, up or down, and whether that is to be expected.</summary>
internal static class DigestHeadline
{
    /// <summary>So much more people invited explain a fall of the share that came.</summary>
    private const double ManyNew = 0.1;

    public static string Title(DigestFacts facts, DigestWords words) => facts.Edition is { Month: { } month, Last: var last }
        ? words.Say($"{Capital(words.Month(month))}, les quatre semaines jusqu’au {words.FullDate(last)}", $"{words.Month(month)}, the four weeks to {words.FullDate(last)}")
        : words.Say($"La semaine {words.Span(facts.Edition.First, facts.Edition.Last)}", $"The week of {words.Span(facts.Edition.First, facts.Edition.Last)}");

    public static string Subject(DigestFacts facts, DigestWords words)
    {
        var days = facts.Edition.Month is { } month
            ? words.Month(month)
            : words.Say($"semaine {words.Span(facts.Edition.First, facts.Edition.Last)}", $"week of {words.Span(facts.Edition.First, facts.Edition.Last)}");
        return ShareOf(facts.Now) is { } share
            ? words.Say($"{facts.Settings.Platform} : {words.Percent(share)} des invités sont venus ({days})", $"{facts.Settings.Platform}: {words.Percent(share)} of those invited came ({days})")
            : words.Say($"{facts.Settings.Platform} : {days}", $"{facts.Settings.Platform}: {days}");
    }

    public static string Of(DigestFacts facts, DigestWords words)
    {
        var now = facts.Now.Organisation;
        if (now[Count.Invited] is not { } invited)
        {
            return facts.Now.Scopes.Any(one => one.Scope == Scope.Organisation && one.IsHidden)
                ? words.Say("Moins de cinq personnes sont invitées pour l’instant : aucun chiffre n’est donné de si peu.", "Fewer than five people are invited so far: no figure is given of so few.")
                : words.Say("Combien de collègues sont invités n’a pas pu être compté : cette semaine ne dit rien de l’adoption.", "How many colleagues are invited could not be counted: this week tells nothing of the adoption.");
        }

        if (now[Count.Active7] is not { } active || ShareOf(facts.Now) is not { } share)
        {
            return words.Plural(
                invited,
                new($"{words.Number(invited)} collègue est invité ; combien sont venus n’est pas connu, car le rapport d’usage n’a pas pu être lu.", $"{words.Number(invited)} colleague is invited; how many came is not known, for the usage report could not be read."),
                new($"{words.Number(invited)} collègues sont invités ; combien sont venus n’est pas connu, car le rapport d’usage n’a pas pu être lu.", $"{words.Number(invited)} colleagues are invited; how many came is not known, for the usage report could not be read."));
        }

        var came = words.Plural(active, new("est venu", "came"), new("sont venus", "came"));
        var who = words.Plural(active, new("collègue", "colleague"), new("collègues", "colleagues"));
        return words.Say(
            $"{words.Number(active)} {who} sur {words.Number(invited)} invités ({words.Percent(share)}) {came} {When(facts, words)}{Move(facts, share, words)} : {Sense(facts.Curve, words)}.",
            $"{words.Number(active)} of {words.Number(invited)} invited colleagues ({words.Percent(share)}) came {When(facts, words)}{Move(facts, share, words)}: {Sense(facts.Curve, words)}.");
    }

    /// <summary>Whether that is to be expected, in three words; null: nobody can tell.</summary>
    public static DigestVerdict? Verdict(DigestFacts facts, DigestWords words) => (facts.Curve.IsWithin, PlaceOf(facts.Curve)) switch
    {
        (null, _) => null,
        (_, Place.Below) => new("▲", words.Say("moins qu’attendu", "less than expected"), false),
        (_, Place.Above) => new("✔", words.Say("plus qu’attendu", "more than expected"), true),
        _ => new("●", words.Say("comme attendu", "as expected"), null),
    };

    private static double? ShareOf(DaySnapshot snapshot) => snapshot.Organisation.Percent(Count.Active7, Count.Invited);

    private static string When(DigestFacts facts, DigestWords words) => facts.IsShort || facts.Edition.IsMonth
        ? words.Say($"dans les sept jours jusqu’au {words.Date(facts.Now.Day)}", $"in the seven days to {words.Date(facts.Now.Day)}")
        : words.Say("la semaine dernière", "last week");

    private static string Move(DigestFacts facts, double share, DigestWords words)
    {
        if (facts.Before is not { } before || ShareOf(before) is not { } former)
        {
            return "";
        }

        var than = facts.Edition.IsMonth ? words.Say("quatre semaines plus tôt", "four weeks before") : words.Say("la semaine précédente", "the week before");
        var points = Math.Round(share - former);
        var moved = points switch
        {
            0 => words.Say($", la même part que {than}", $", the same share as {than}"),
            > 0 => words.Say($", {words.Number(points)} {words.Points(points)} de plus que {than}", $", {words.Number(points)} {words.Points(points)} more than {than}"),
            _ => words.Say($", {words.Number(-points)} {words.Points(points)} de moins que {than}", $", {words.Number(-points)} {words.Points(points)} fewer than {than}"),
        };
        return points < 0 ? moved + New(facts, before, words) : moved;
    }

    /// <summary>Of many who have just been invited, few have come yet: that is no fall.</summary>
    private static string New(DigestFacts facts, DaySnapshot before, DigestWords words) =>
        facts.Now.Organisation[Count.Invited] - before.Organisation[Count.Invited] is { } more && more > before.Organisation[Count.Invited] * ManyNew
            ? words.Plural(
                more,
                new($" pour {words.Number(more)} nouvel invité", $" with {words.Number(more)} newly invited"),
                new($" pour {words.Number(more)} nouveaux invités", $" with {words.Number(more)} newly invited"))
            : "";

    /// <summary>What phase that is, and whether it is to be expected.</summary>
    private static string Sense(CurveReading curve, DigestWords words) => (curve.Phase, PlaceOf(curve)) switch
    {
        (CurvePhase.Enthusiasm, Place.Below) => words.Say("moins que l’enthousiasme attendu des premiers mois", "less than the enthusiasm to expect of the first months"),
        (CurvePhase.Enthusiasm, Place.Above) => words.Say("plus que l’enthousiasme attendu des premiers mois", "more than the enthusiasm to expect of the first months"),
        (CurvePhase.Enthusiasm, _) => words.Say("l’enthousiasme des premiers mois", "the enthusiasm of the first months") + Expected(curve, words),
        (CurvePhase.Dip, Place.Below) => words.Say("un creux plus marqué que celui qui suit d’ordinaire les premiers mois", "a deeper dip than the one that usually comes after the first months"),
        (CurvePhase.Dip, Place.Above) => words.Say("un creux plus doux que celui qui suit d’ordinaire les premiers mois", "a milder dip than the one that usually comes after the first months"),
        (CurvePhase.Dip, _) => words.Say("le creux qui suit les premiers mois", "the dip that comes after the first months") + Expected(curve, words),
        (CurvePhase.Rebound, Place.Below) => words.Say("l’usage remonte après le creux, moins vite qu’attendu", "people are coming back after the dip, more slowly than expected"),
        (CurvePhase.Rebound, Place.Above) => words.Say("l’usage remonte après le creux, plus vite qu’attendu", "people are coming back after the dip, faster than expected"),
        (CurvePhase.Rebound, _) => words.Say("l’usage remonte après le creux", "people are coming back after the dip") + Expected(curve, words),
        (CurvePhase.Steady, Place.Below) => words.Say("moins que ce qui est attendu une fois l’habitude prise", "less than is expected once it has become a habit"),
        (CurvePhase.Steady, Place.Above) => words.Say("plus que ce qui est attendu une fois l’habitude prise", "more than is expected once it has become a habit"),
        (CurvePhase.Steady, _) => words.Say("l’habitude est prise", "it has become a habit") + Expected(curve, words),
        _ => words.Say("il est trop tôt pour en conclure quoi que ce soit", "it is too early to conclude anything"),
    };

    /// <summary>Nothing is called expected of which nothing is known.</summary>
    private static string Expected(CurveReading curve, DigestWords words) =>
        curve.IsWithin is true ? words.Say(", dans ce qui est attendu", ", within what is expected") : "";

    private static Place PlaceOf(CurveReading curve)
    {
        if (curve.IsWithin is null || curve.Smoothed.Count == 0)
        {
            return Place.Within;
        }

        var last = curve.Smoothed[^1];
        var band = curve.Expected.FirstOrDefault(one => one.Day == last.Day);
        return band.Day != last.Day ? Place.Within : last.Value < band.Low ? Place.Below : last.Value > band.High ? Place.Above : Place.Within;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private enum Place
    {
        Within,
        Below,
        Above,
    }
}

/// <param name="Sign">For who does not see the colour.</param>
/// <param name="Text">In words.</param>
/// <param name="IsGood">Null: neither good nor bad.</param>
public sealed record DigestVerdict(string Sign, string Text, bool? IsGood);
