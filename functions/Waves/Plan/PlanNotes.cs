using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Waves.Plan;

/// <summary>What is worth saying about a plan beyond its numbers (pure).</summary>
internal static class PlanNotes
{
    private const int ManyZones = 3;
    private const int ManyAtOnce = 5_000;
    private static readonly TimeSpan Long = TimeSpan.FromDays(28);

    /// <param name="campaign">The campaign.</param>
    /// <param name="wave">Whose plan.</param>
    /// <param name="state">Of the wave.</param>
    /// <param name="tally">Its audience, counted.</param>
    /// <param name="mails">First and last mail; null: never.</param>
    /// <param name="licencesHidden">Whether the directory would not tell of licences.</param>
    public static IReadOnlyList<PlanNote> Of(
        Campaign campaign, WaveDefinition wave, WaveState state, PlanTally tally, (DateTimeOffset First, DateTimeOffset Last)? mails, bool licencesHidden)
    {
        var texts = new WavePlanTexts(campaign.FirstLanguage);
        var notes = new List<PlanNote>();
        var taken = CountOf(SkipReason.Here) + CountOf(SkipReason.OtherWave);
        Warn(tally.Read == 0, "nobody", "Le public ne désigne personne : voyez waves.json.", "The audience means nobody: see waves.json.");
        Warn(tally.Read > 0 && tally.Invited == 0 && taken == tally.Read,
            "everybodyInvited", "Tout le public est déjà invité.", "The whole audience is invited already.");
        Warn(tally.Read > 0 && tally.Invited == 0 && taken < tally.Read,
            "nobodyLeft", "Le public désigne des gens, et aucun ne serait invité : voyez les raisons.", "The audience means people, and none would be invited: see the reasons.");
        Info(state != WaveState.Planned,
            "started", "La vague a déjà été ouverte : ce plan dit qui s'ajouterait si son public était relu.", "The wave was opened before: this plan says who would be added if its audience were read again.");
        Warn(CountOf(SkipReason.NotFound) > 0,
            "notFound", $"{CountOf(SkipReason.NotFound)} adresses du CSV sont inconnues de l'annuaire.", $"{CountOf(SkipReason.NotFound)} addresses of the CSV are unknown to the directory.");
        Warn(tally.Unlicensed.Count > 0,
            "licences", $"{tally.Unlicensed.Count} personnes n'ont pas de licence : attribuez-la avant d'ouvrir.", $"{tally.Unlicensed.Count} people have no licence: assign it before opening.");
        Warn(licencesHidden,
            "licencesHidden",
            "L'annuaire refuse de montrer les licences (403) : elles ne sont pas comptées. Il faut User.Read.All.",
            "The directory refuses to show licences (403): they are not counted. It takes User.Read.All.");
        Info(tally.Zones.Count > ManyZones,
            "zones",
            $"Les mails partent dans {tally.Zones.Count} fuseaux : les heures calmes sont celles de chacun.",
            $"Mails go to {tally.Zones.Count} time zones: quiet hours are each person's own.");
        Warn(wave.PacePerHour is null && tally.Invited > ManyAtOnce,
            "noPace",
            "Beaucoup de monde d'un coup : donnez un « pacePerHour », l'assistance vous en saura gré.",
            "Many people at once: give a 'pacePerHour', the help desk will be grateful.");
        Warn(tally.Invited > 0 && mails is null, "never", "À ce rythme, la vague ne finit pas.", "At this pace the wave never ends.");
        Info(mails is { } span && span.Last - span.First > Long,
            "long", "À ce rythme, la vague dure plus de quatre semaines.", "At this pace the wave takes more than four weeks.");
        return notes;

        int CountOf(SkipReason reason) => tally.Skipped.TryGetValue(reason, out var some) ? some.Count : 0;

        void Warn(bool holds, string code, string fr, string en) => Note(holds, "warning", code, fr, en);

        void Info(bool holds, string code, string fr, string en) => Note(holds, "info", code, fr, en);

        void Note(bool holds, string severity, string code, string fr, string en)
        {
            if (holds)
            {
                notes.Add(new(code, severity, texts.Say(fr, en)));
            }
        }
    }
}
