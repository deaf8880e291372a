using System.Text.RegularExpressions;
using AdoptionAutomation.Kpis.Dashboard;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>What waves and their people show (pure).</summary>
internal sealed partial class WaveRules(RunFacts facts, CampaignPlaces places, DashboardWords words)
{
    private const string File = "waves.json";

    /// <summary>If so few of a wave have come by the first reminder, its welcome does not do its work.</summary>
    private const double FewActive = 0.5;

    private const int LeastPeople = 5;

    public IEnumerable<Finding> All() => [.. Held(), .. NeverOpened(), .. OpenedLate(), .. Unfinished(), .. Sleepy(), .. Refused(), .. Forgotten(), .. WithoutOwnGroup()];

    private IEnumerable<Finding> Held() =>
        from wave in facts.Waves
        where wave is { Due: not null, Holds.Count: > 0 }
        let last = wave.Holds[^1]
        from condition in Conditions(last.Why)
        select new Finding(
            "gate",
            wave.Opened is null ? Weight.Serious : Weight.Warning,
            condition.Length == 0 ? Place(wave) : Place(wave, "gate", condition),
            words.Say(
                $"La vague « {NameOf(wave)} » était due le {Day(wave.Due!.Value)} ; elle a été retenue {Days(wave)}{Opening(wave)}. {Clean(last.Why)}",
                $"Wave '{NameOf(wave)}' was due on {Day(wave.Due!.Value)}; it was held {Days(wave)}{Opening(wave)}. {Clean(last.Why)}"),
            ChangeOf(condition, wave))
        {
            About = [.. wave.Holds.DistinctBy(hold => hold.Why).Select(hold => $"{Day(hold.At)} : {Clean(hold.Why)}")],
        };

    private string ChangeOf(string condition, WaveFacts wave) => condition switch
    {
        "activation" => words.Say(
            $"Abaissez « atLeast » ({wave.Wave.Gate?.Activation?.AtLeast} %), laissez plus de jours entre les deux vagues (« opens »), ou envoyez plus tôt le premier rappel de la vague d’avant (« reminders »).",
            $"Lower 'atLeast' ({wave.Wave.Gate?.Activation?.AtLeast} %), leave more days between the two waves ('opens'), or send the first reminder of the wave before earlier ('reminders')."),
        "bounces" or "failures" => words.Say(
            "Corrigez les adresses et les comptes que la liste des refus nomme, ou relevez « atMost ».",
            "Mend the addresses and accounts that the list of refusals names, or raise 'atMost'."),
        "mood" => words.Say(
            "Lisez les réponses avant d’inviter plus de monde ; ou posez la question plus tôt (surveys.json, « afterWave »), ou abaissez « atLeast ».",
            "Read the answers before more people come; or ask earlier (surveys.json, 'afterWave'), or lower 'atLeast'."),
        "ambassadorsPerSite" => words.Say(
            "Nommez des relais pour les sites qui n’en ont pas assez (dans le fichier CSV des relais), ou abaissez le nombre.",
            "Name ambassadors for the sites that lack them (in their CSV file), or lower the number."),
        _ => words.Say("Réglez d’abord ce que dit « readiness » pour cette vague.", "First mend what 'readiness' says for this wave."),
    };

    private IEnumerable<Finding> NeverOpened() =>
        from wave in facts.Waves
        where wave.Opened is null && wave.Holds.Count == 0
        select new Finding(
            "never-opened",
            Weight.Serious,
            Place(wave, "opens"),
            wave.Due is { } due
                ? words.Say($"La vague « {NameOf(wave)} » ne s’est pas ouverte avant la fin : elle est due le {Day(due)}.", $"Wave '{NameOf(wave)}' did not open before the end: it is due on {Day(due)}.")
                : words.Say($"La vague « {NameOf(wave)} » ne s’est pas ouverte avant la fin.", $"Wave '{NameOf(wave)}' did not open before the end."),
            words.Say("Avancez sa date, ou répétez plus longtemps (--weeks).", "Bring its date forward, or rehearse for longer (--weeks)."));

    private IEnumerable<Finding> OpenedLate() =>
        from wave in facts.Waves
        where wave is { Due: { } due, Opened: { } opened, Holds.Count: 0 } && opened - due > TimeSpan.FromDays(1)
        select new Finding(
            "opened-late",
            Weight.Hint,
            Place(wave, "opens"),
            words.Say($"La vague « {NameOf(wave)} » s’est ouverte le {Day(wave.Opened!.Value)} au lieu du {Day(wave.Due!.Value)}.", $"Wave '{NameOf(wave)}' opened on {Day(wave.Opened!.Value)} instead of {Day(wave.Due!.Value)}."),
            words.Say("Choisissez un jour ouvré, en dehors des heures de silence.", "Choose a working day, outside the quiet hours."));

    private IEnumerable<Finding> Unfinished() =>
        from wave in facts.Waves
        where wave.Opened is not null && wave.Meant - wave.Welcomed - wave.Refused >= LeastPeople
        select new Finding(
            "unfinished",
            Weight.Warning,
            Place(wave, "pacePerHour"),
            words.Say(
                $"La vague « {NameOf(wave)} » n’avait pas fini à la fin : {wave.Welcomed} personnes accueillies sur {wave.Meant}.",
                $"Wave '{NameOf(wave)}' was not done at the end: {wave.Welcomed} of {wave.Meant} people welcomed."),
            words.Say("Augmentez « pacePerHour », ouvrez-la plus tôt, ou répétez plus longtemps (--weeks).", "Raise 'pacePerHour', open it earlier, or rehearse for longer (--weeks)."));

    private IEnumerable<Finding> Sleepy() =>
        from wave in facts.Waves
        where wave.AtReminder is not null
        let seen = wave.AtReminder!.Value
        where seen.Of >= LeastPeople && seen.Active < seen.Of * FewActive
        select new Finding(
            "inactive",
            Weight.Warning,
            Place(wave, "reminders", 0),
            words.Say(
                $"Vague « {NameOf(wave)} » : au premier rappel ({wave.Wave.Reminders[0]} jours après), {seen.Active} personnes sur {seen.Of} étaient actives.",
                $"Wave '{NameOf(wave)}': at the first reminder ({wave.Wave.Reminders[0]} days after), {seen.Active} of {seen.Of} people were active."),
            words.Say(
                "Préparez les relais et les responsables avant l’ouverture (« kits »), ou rapprochez le premier rappel.",
                "Prepare ambassadors and managers before it opens ('kits'), or bring the first reminder closer."));

    private IEnumerable<Finding> Refused() =>
        from same in facts.Refused.GroupBy(one => one.IsBounce)
        let count = same.Count()
        select new Finding(
            same.Key ? "mailbox" : "suppressed",
            Weight.Warning,
            places.Of(File, "waves"),
            same.Key
                ? words.Say($"{count} personne(s) n’ont pas de boîte aux lettres : leurs courriels reviennent.", $"{count} people have no mailbox: their mails come back.")
                : words.Say($"{count} adresse(s) sont sur la liste de suppression de SendGrid : rien ne leur parvient.", $"{count} addresses are on SendGrid's suppression list: nothing reaches them."),
            same.Key
                ? words.Say("Corrigez l’adresse dans l’annuaire, ou exceptez ces comptes (« except » de leur vague).", "Mend the address in the directory, or except these accounts ('except' of their wave).")
                : words.Say("Retirez-les de la liste dans SendGrid (Suppressions) une fois la cause connue.", "Take them off the list in SendGrid (Suppressions) once the cause is known."))
        {
            About = [.. same.Select(one => $"{one.Person?.ToString() ?? "?"} · {one.Kind}")],
        };

    private IEnumerable<Finding> Forgotten() => facts.InNoWave.Count == 0 ? [] :
    [
        new(
            "no-wave",
            Weight.Hint,
            places.Of(File, "waves"),
            words.Say($"{facts.InNoWave.Count} employé(s) ne sont d’aucune vague : ils ne seront jamais invités.", $"{facts.InNoWave.Count} employees are in no wave: they will never be invited."),
            words.Say("Si ce n’est pas voulu : une dernière vague « everyoneElse », ou moins d’« except ».", "If that is not meant: a last wave with 'everyoneElse', or fewer 'except'."))
        {
            About = [.. facts.InNoWave.Select(id => $"{id}")],
        },
    ];

    private IEnumerable<Finding> WithoutOwnGroup() =>
        from gap in facts.WithoutOwnGroup
        select new Finding(
            "no-group",
            Weight.Warning,
            places.OfEntry("groups.json", "expansions", gap.Expansion),
            words.Say(
                $"{gap.People.Count} personne(s) de la vague « {gap.Wave.Name.In("fr")} » n’ont pas de groupe « {gap.Expansion} » : aucun ne correspond à leur valeur.",
                $"{gap.People.Count} people of wave '{gap.Wave.Name.In("en")}' have no group of '{gap.Expansion}': none fits their value."),
            words.Say("Ajoutez la valeur à l’expansion, ou complétez l’annuaire.", "Add the value to the expansion, or complete the directory."))
        {
            About = [.. gap.People.Select(id => $"{id}")],
        };

    private string NameOf(WaveFacts wave) => wave.Wave.Name.In(words.Language);

    private string Place(WaveFacts wave, params ReadOnlySpan<object> steps) => places.OfEntry(File, "waves", wave.Wave.Id, steps);

    private string Day(DateTimeOffset at) => words.Day(DateOnly.FromDateTime(at.UtcDateTime));

    private string Days(WaveFacts wave)
    {
        var days = Math.Max(1, (int)Math.Ceiling(((wave.Opened ?? facts.End) - wave.Due!.Value).TotalDays));
        return words.Say($"{days} jour(s)", $"{days} day{(days > 1 ? "s" : "")}");
    }

    private string Opening(WaveFacts wave) => wave.Opened is { } opened
        ? words.Say($", jusqu’à son ouverture le {Day(opened)}", $", until it opened on {Day(opened)}")
        : words.Say(" et ne s’est jamais ouverte", " and never opened");

    /// <summary>The conditions of the gate that a reason names; one empty if it names none.</summary>
    private static IEnumerable<string> Conditions(string why) =>
        Condition().Matches(why).Select(found => found.Groups["name"].Value).Distinct(StringComparer.Ordinal).DefaultIfEmpty("");

    private static string Clean(string why) => Condition().Replace(why, "").Trim();

    [GeneratedRegex(@" ?\(gate\.(?<name>\w+)\)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Condition();
}
