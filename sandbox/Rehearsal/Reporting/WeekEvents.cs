using System.Text.RegularExpressions;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Waves.Dates;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>Waves, surveys and digests, each when it happened.</summary>
internal sealed partial class WeekEvents(RunRecord run, DashboardWords words)
{
    public IEnumerable<(DateTimeOffset At, WeekEntry Entry)> All() => [.. Groups(), .. Waves(), .. Holds(), .. Surveys(), .. Digests(), .. Skipped(), .. Happenings()];

    private IEnumerable<(DateTimeOffset, WeekEntry)> Groups() =>
        from day in run.Log.Groups.GroupBy(made => made.At.UtcDateTime.Date)
        select (day.First().At, new WeekEntry("▦", "group", words.Say($"{day.Count()} groupes créés", $"{day.Count()} groups made")));

    private IEnumerable<(DateTimeOffset, WeekEntry)> Waves()
    {
        foreach (var wave in run.Campaign.Waves.Where(wave => run.Opened.ContainsKey(wave.Id)))
        {
            var (at, name) = (run.Opened[wave.Id], wave.Name.In(words.Language));
            var people = run.Expectation.Targets.Values.Count(target => target.Wave.Id == wave.Id);
            var wasHeld = run.Holds.Any(hold => hold.Wave == wave.Id);
            var gate = (wave.Gate, wasHeld, WaveDates.OpeningOf(run.Campaign, wave)) switch
            {
                (null, _, _) => "",
                (_, true, _) => words.Say(" Sa condition ne l’avait pas laissée passer avant.", " Its gate had not let it through before."),
                (_, _, not null) => words.Say(" Sa condition l’a laissée passer.", " Its gate let it through."),
                _ => "",
            };
            yield return (at, new("▲", "wave", words.Say($"La vague « {name} » s’ouvre : {people} personnes.{gate}", $"Wave '{name}' opens: {people} people.{gate}")));
        }
    }

    private IEnumerable<(DateTimeOffset, WeekEntry)> Holds() =>
        from hold in run.Holds
        group hold by (hold.Wave, hold.Why, Week: run.WeekOf(hold.At)) into same
        let name = run.Campaign.FindWave(same.Key.Wave)?.Name.In(words.Language) ?? same.Key.Wave
        let days = same.Count()
        select (same.First().At, new WeekEntry("■", "hold", words.Say(
            $"La vague « {name} » est retenue ({days} jour(s)) : {Clean(same.Key.Why)}",
            $"Wave '{name}' is held ({days} day{(days > 1 ? "s" : "")}): {Clean(same.Key.Why)}")));

    private IEnumerable<(DateTimeOffset, WeekEntry)> Surveys()
    {
        foreach (var round in run.Expectation.Surveys)
        {
            var title = round.Survey.Title.In(words.Language);
            yield return (round.OpensAt, new("◆", "survey", words.Say($"L’enquête « {title} » s’ouvre ({round.Id}).", $"Survey '{title}' opens ({round.Id}).")));
            if (round.ClosesAt < run.End)
            {
                var kept = run.Evidence.Surveys.Kept.GetValueOrDefault(round.Id)?.Count ?? 0;
                yield return (round.ClosesAt, new("◇", "survey", words.Say($"L’enquête {round.Id} se ferme : {kept} réponses.", $"Survey {round.Id} closes: {kept} answers.")));
            }
        }
    }

    private IEnumerable<(DateTimeOffset, WeekEntry)> Happenings() =>
        from one in run.Log.Happenings
        let what = one.Kind switch
        {
            HappeningKind.ClockChanged => words.Say($"Les pendules changent ({one.Subject}).", $"Clocks change ({one.Subject})."),
            HappeningKind.SomebodyLeft => words.Say("Quelqu’un quitte l’entreprise.", "Somebody leaves the company."),
            HappeningKind.FileBroken => words.Say($"{one.Subject} est déposé avec des erreurs.", $"{one.Subject} is put into storage with mistakes."),
            HappeningKind.NamesConcealed => words.Say("Les rapports d’usage masquent les noms.", "Usage reports hide names."),
            _ => words.Say("Des courriels reviennent ou sont écartés.", "Mails bounce or are dropped."),
        }
        select (one.At, new WeekEntry("⚑", "script", what));

    private IEnumerable<(DateTimeOffset, WeekEntry)> Digests() =>
        from mail in run.Log.Mails
        let kind = FactsReading.KindOf(mail)
        where kind.StartsWith("digest-", StringComparison.Ordinal)
        group mail by (Period: kind[(kind.IndexOf('.', StringComparison.Ordinal) + 1)..], mail.At.UtcDateTime.Date) into same
        select (same.First().At, new WeekEntry("✉", "digest", words.Say($"Bilan {same.Key.Period} : {same.Count()} envois.", $"Digest {same.Key.Period}: {same.Count()} mails.")));

    private IEnumerable<(DateTimeOffset, WeekEntry)> Skipped() =>
        from fate in run.Fates
        where fate.End is PostEnd.Skipped or PostEnd.Lost or PostEnd.Uncertain or PostEnd.Late
        select (fate.Post.At, new WeekEntry("!", "miss", $"{Word(fate.End)} {fate.Post.Title} · {fate.Post.Group?.Name}"));

    private string Word(PostEnd end) => end switch
    {
        PostEnd.Skipped => words.Say("Publication sautée :", "Post skipped:"),
        PostEnd.Lost => words.Say("Publication perdue :", "Post lost:"),
        PostEnd.Late => words.Say("Publication en retard :", "Post late:"),
        _ => words.Say("Publication incertaine :", "Post uncertain:"),
    };

    private static string Clean(string why) => Condition().Replace(why, "");

    [GeneratedRegex(@" ?\(gate\.\w+\)", RegexOptions.None, 1_000)]
    private static partial Regex Condition();
}
