using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Digests.Writing;

namespace AdoptionAutomation.Digests.Mails;

/// <summary>What the parts of a digest are called, in HTML and in text.</summary>
internal static class DigestTitles
{
    public static string Worry(DigestContent content) => content.Advice.Worry is null
        ? content.Verdict is null ? content.Words.Say("Jusqu’ici", "So far") : content.Words.Say("Rien à signaler", "All is well")
        : content.Words.Say("Un point d’attention", "One worry");

    /// <summary>What is not known is not called well.</summary>
    public static string NoWorry(DigestContent content) => content.Notes.Count > 0
        ? content.Words.Say("Rien dans les chiffres connus n’inquiète ; ce qui manque est dit plus haut.", "Nothing in the figures that are known worries; what is missing is said above.")
        : content.Words.Say("Rien dans ces chiffres n’inquiète.", "Nothing in these figures worries.");

    public static string Decision(DigestContent content) => content.Advice.Worry is null
        ? content.Words.Say("À poursuivre", "Keep doing")
        : content.Audience == DigestAudience.Community
            ? content.Words.Say("À faire", "To do")
            : content.Words.Say("Une décision", "One decision");

    public static string Sentence(DigestWords words) => words.Say("À dire ou à publier", "To say, or to post");

    public static string Objectives(DigestWords words) => words.Say("Objectifs", "Objectives");

    public static string Changes(DigestContent content) => content.Words.Say($"Ce qui a changé {content.Since}", $"What changed {content.Since}");

    public static string NoChange(DigestContent content) => content.IsCompared
        ? content.Words.Say("Rien au-delà des variations ordinaires.", "Nothing beyond the usual ups and downs.")
        : content.Words.Say("Aucun chiffre plus ancien n’est là pour comparer.", "There are no earlier figures to compare with.");

    public static string Trend(DigestWords words) => words.Say("Part des invités venus, semaine par semaine", "Share of those invited who came, week by week");

    public static string Rising(DigestContent content) => content.Words.Say($"Groupes en hausse {content.Since}", $"Rising groups {content.Since}");

    public static string Falling(DigestContent content) => content.Words.Say($"Groupes en baisse {content.Since}", $"Falling groups {content.Since}");

    public static string Sites(DigestWords words) => words.Say("Les sites : part des invités venus", "The sites: share of those invited who came");

    public static string Feelings(DigestWords words) => words.Say("Ce qu’en disent les gens", "What people say of it");

    public static string Business(DigestWords words) => words.Say("Les effets, mesurés par l’entreprise", "The effects, as the organisation measures them");

    public static string Draft(DigestWords words) => words.Say("À publier", "To post");

    public static string Paste(DigestWords words) => words.Say("À coller dans « posts » de content-calendar.json :", "To paste into \u201cposts\u201d of content-calendar.json:");

    public static string References(DigestWords words) => words.Say("Points de comparaison", "For comparison");

    public static string Method(DigestWords words) => words.Say("D’où viennent ces chiffres", "Where these figures come from");

    public static string Dashboard(DigestWords words) => words.Say("Voir le tableau de bord", "Open the dashboard");

    public static string Unknown(DigestWords words) => words.Say("pas connu", "not known");
}
