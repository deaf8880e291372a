using AdoptionAutomation.Digests.Editions;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Playbook;

namespace AdoptionAutomation.Digests.Writing;

/// <summary>One worry, one decision. (Public because Razor's parameters are.)</summary>
/// <param name="Worry">What the figures show; null: nothing worries.</param>
/// <param name="Decision">What to decide, or what to keep doing.</param>
/// <param name="Practice">What it rests on; null: nothing to rest on.</param>
public sealed record DigestAdvice(string? Worry, string Decision, string? Practice)
{
    private const int MostDrafts = 3;

    /// <summary>For the sponsor: what to say or post; null: not for this audience.</summary>
    public string? Sentence { get; init; }

    /// <summary>For community managers: what else to do, with posts to paste.</summary>
    public IReadOnlyList<DigestDraft> Drafts { get; init; } = [];

    internal static DigestAdvice Of(DigestFacts facts, DigestAudience audience, DigestWords words)
    {
        var language = words.Language;
        var advice = facts.Plays is [{ } play, ..]
            ? new DigestAdvice(play.Worry.In(language), play.Decision.In(language), play.Practice.In(language))
            : Behind(facts, words) ?? Below(facts, words) ?? new(null, Keep(facts.Curve.Phase).In(language), null);
        return audience switch
        {
            DigestAudience.Sponsor => advice with { Sentence = SentenceOf(facts, words) },
            DigestAudience.Community => advice with { Drafts = [.. facts.Plays.Take(MostDrafts).Select(one => Draft(one, language))] },
            _ => advice,
        };
    }

    /// <summary>An objective that is late is a worry, even if no rule of the playbook says so.</summary>
    private static DigestAdvice? Behind(DigestFacts facts, DigestWords words) =>
        ObjectiveSight.Of(facts.Picture).FirstOrDefault(sight => sight.State == ObjectiveState.Behind) is { Objective.Title: var title }
            ? new(
                words.Say($"Un objectif est en retard : {title.In("fr")}.", $"An objective is behind: {title.In("en")}."),
                words.Say("Choisir ce qui doit changer pour lui, ou revoir sa date.", "Choose what has to change for it, or move its date."),
                null)
            : null;

    private static DigestAdvice? Below(DigestFacts facts, DigestWords words) => DigestHeadline.Verdict(facts, words) is { IsGood: false }
        ? new(
            words.Say("L’usage est au-dessous de ce qui est attendu à ce stade.", "Usage is below what is expected at this stage."),
            Keep(facts.Curve.Phase).In(words.Language),
            null)
        : null;

    private static DigestDraft Draft(Play play, string language) =>
        new(play.Worry.In(language), play.Decision.In(language), play.Practice.In(language), play.Entry);

    /// <summary>What to keep doing where nothing worries.</summary>
    private static Said Keep(CurvePhase phase) => phase switch
    {
        CurvePhase.Enthusiasm => new(
            "Continuer à montrer des usages concrets tant que la curiosité est là ; le creux qui viendra est normal.",
            "Keep showing concrete uses while the curiosity lasts; the dip that will come is normal."),
        CurvePhase.Dip => new(
            "Tenir le rythme : les publications, l’exemple des managers et les réponses aux questions font le rebond.",
            "Hold the rhythm: posts, managers' example and answers to questions make the rebound."),
        CurvePhase.Rebound => new(
            "Remercier ceux qui répondent et raconter ce que les échanges ont fait gagner.",
            "Thank those who answer, and tell what the exchanges have saved."),
        CurvePhase.Steady => new(
            "Garder le rythme des publications et fixer le prochain objectif.",
            "Keep the rhythm of posts, and set the next objective."),
        _ => new(
            "Laisser venir : accueillir chaque nouvel arrivant et répondre à chaque question.",
            "Let it come: welcome everybody who arrives, and answer every question."),
    };

    private static string SentenceOf(DigestFacts facts, DigestWords words)
    {
        var platform = facts.Settings.Platform;
        var came = facts.Now.Organisation[Count.Active7] is { } active and >= 2 && !facts.IsShort
            ? words.Say($"Vous étiez {words.Number(active)} sur {platform} la semaine dernière : merci. ", $"{words.Number(active)} of you were on {platform} last week: thank you. ")
            : "";
        return came + facts.Curve.Phase switch
        {
            CurvePhase.Enthusiasm => words.Say(
                $"La prochaine fois que vous allez écrire à dix personnes, posez plutôt votre question sur {platform} : la réponse servira à tous.",
                $"Next time you are about to write to ten people, ask on {platform} instead: the answer will serve everybody."),
            CurvePhase.Dip => words.Say(
                $"Après la découverte vient l’habitude : cette semaine, répondons chacun à une question sur {platform}. Je commence.",
                $"After discovery comes habit: this week, let each of us answer one question on {platform}. I begin."),
            CurvePhase.Rebound => words.Say(
                $"Dites-moi en une ligne, sur {platform}, ce qu’un échange vous a fait gagner.",
                $"Tell me in a line, on {platform}, what an exchange has saved you."),
            CurvePhase.Steady => words.Say(
                $"{platform} fait désormais partie de notre quotidien : quel usage manque encore à votre équipe ?",
                $"{platform} is part of our days by now: what does your team still miss on it?"),
            _ => words.Say(
                $"{platform} s’ouvre : présentez-vous en deux lignes et posez-y votre première question.",
                $"{platform} is opening: introduce yourself in two lines, and ask your first question there."),
        };
    }
}

/// <param name="Worry">What the figures show.</param>
/// <param name="Decision">What to do.</param>
/// <param name="Practice">What it rests on.</param>
/// <param name="Entry">To be pasted into content-calendar.json; null: it asks for no post.</param>
public sealed record DigestDraft(string Worry, string Decision, string Practice, string? Entry);
