using System.Globalization;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>The words of a wave's plan in one language.</summary>
internal sealed class WavePlanTexts(string language)
{
    private bool Fr => language == "fr";

    public string Say(string fr, string en) => Fr ? fr : en;

    public string Of(SkipReason reason) => reason switch
    {
        SkipReason.Here => Say("déjà dans cette vague", "in this wave already"),
        SkipReason.OtherWave => Say("déjà invités par une autre vague", "invited by another wave already"),
        SkipReason.Guest => Say("invités externes", "guests from outside"),
        SkipReason.Disabled => Say("comptes désactivés", "disabled accounts"),
        SkipReason.NoAddress => Say("sans adresse", "without an address"),
        SkipReason.Excepted => Say("écartés par une exception", "taken out by an exception"),
        SkipReason.EarlierWave => Say("visés par une vague précédente", "meant by a wave before"),
        SkipReason.StartsLater => Say("arrivent plus tard (règle des nouveaux)", "start later (newcomers' rule)"),
        _ => Say("adresses inconnues de l'annuaire", "addresses that the directory does not know"),
    };

    public string Purpose(string purpose) => purpose switch
    {
        "welcome" => Say("bienvenue", "welcome"),
        "kit-ambassador" => Say("kit des ambassadeurs", "ambassadors' kit"),
        "kit-manager" => Say("kit des managers", "managers' kit"),
        _ => Say("relances", "reminders"),
    };

    public string Verdict(string verdict) => verdict switch
    {
        "open" => Say("ouverte", "open"),
        "hold" => Say("fermée", "hold"),
        _ => Say("pas assez de données", "not enough data"),
    };

    public string Number(int number) => number.ToString("N0", CultureInfo.GetCultureInfo(Fr ? "fr-FR" : "en-GB"));
}
