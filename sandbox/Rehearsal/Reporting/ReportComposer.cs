using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Curve;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>Puts the report's content together.</summary>
internal sealed class ReportComposer(RehearsalResult result, DashboardWords words)
{
    private readonly RunRecord run = result.Record;
    private readonly Summary summary = result.Summary;

    public ReportContent Compose(MailArchive archive, CampaignPlaces places)
    {
        var charts = new ReportCharts(run, words);
        var phases = charts.PhasesByWeek();
        var start = run.FirstDay;
        return new(words, run.Campaign.Settings.Name.In(words.Language), words.Days(start, start.AddDays((7 * run.Weeks) - 1)))
        {
            Holds = result.Holds,
            Verdict = Verdict(),
            Proof = new ProofLists(run, summary, result.Findings, words).Rows(),
            Failures = result.Findings,
            Command = RepeatCommand.Of(run.Options),
            Setup = Setup(),
            Findings = [.. Advice.Of(new FactsReading(run).Read(), places, words).GroupBy(finding => finding.Rule, StringComparer.Ordinal)
                .Select(same => new FindingGroup(same.First().Weight, [.. same])).OrderBy(group => group.Weight)],
            Weeks = new WeekStory(run, words, [.. phases.Select(phase => phase is { } known ? words.Phase(known) : null)]).Weeks(),
            Curve = charts.Curve(),
            Phases = PhaseSpans(phases, start),
            Requests = charts.Requests(),
            Quotas = charts.Quotas(),
            Costs = RunCost.Of(run.Diary.Days[^1].Requests, summary.Mails.Sent, run.Weeks, words),
            CostSource = RunCost.SourceIn(words),
            Archive = archive.Pack(),
            Mails = archive.Mails,
            Posts = archive.Posts,
        };
    }

    private string Verdict()
    {
        var (invited, active) = (words.Number(summary.People.Invited), words.Number(summary.People.Activated));
        var open = summary.People.Uncertain + summary.Mails.Uncertain + summary.Posts.Uncertain;
        var doubt = open == 0 ? "" : words.Say($" {open} effets restent incertains, chacun après une panne connue.", $" {open} effects stay uncertain, each after a known fault.");
        var faults = result.Faults == 0 ? "" : words.Say($", {words.Number(result.Faults)} incidents surmontés", $", {words.Number(result.Faults)} faults overcome");
        var stopped = result.StoppedAt is not null ? words.Say($"Arrêtée le {words.Day(DateOnly.FromDateTime(run.End.UtcDateTime))}. ", $"Stopped on {words.Day(DateOnly.FromDateTime(run.End.UtcDateTime))}. ") : "";
        return stopped + (result.Holds
            ? words.Say(
                $"Rien n’est perdu, rien n’est en double, chaque groupe est debout : {invited} personnes invitées, {active} venues{faults}.{doubt}",
                $"Nothing lost, nothing twice, every group stands: {invited} people invited, {active} signed in{faults}.{doubt}")
            : words.Say(
                $"La preuve ne tient pas : {words.Number(result.Findings.Count)} constats à élucider avant d’inviter quiconque.{doubt}",
                $"The proof does not hold: {words.Number(result.Findings.Count)} findings to clear up before anybody is invited.{doubt}"));
    }

    private IReadOnlyList<(string, string)> Setup() =>
    [
        (words.Say("Campagne", "Campaign"), $"{run.Campaign.Settings.Name.In(words.Language)} ({run.Campaign.Settings.Id})"),
        (words.Say("Employés simulés", "Simulated employees"), words.Number(summary.Employees)),
        (words.Say("Durée", "Length"), words.Say($"{summary.Weeks} semaines", $"{summary.Weeks} weeks")),
        (words.Say("Graine du hasard", "Seed"), $"{summary.Seed}"),
        (words.Say("Incidents", "Faults"), words.Say($"{summary.Faults} : {words.Number(result.Faults)} survenus, {result.Deaths} morts de l’application", $"{summary.Faults}: {words.Number(result.Faults)} met, {result.Deaths} deaths of the app")),
        (words.Say("Instances", "Instances"), $"{summary.Instances}"),
        (words.Say("Conditions des vagues", "Gates"), string.Join(" ; ", run.Campaign.Waves.Where(wave => wave.Gate is not null).Select(wave => $"{wave.Id} : {GateText.Of(wave.Gate!)}")) is { Length: > 0 } gates ? gates : words.Say("aucune", "none")),
        (words.Say("Temps de calcul", "Computing time"), words.Say($"{summary.WallSeconds:0} s", $"{summary.WallSeconds:0} s")),
    ];

    private List<(string, string)> PhaseSpans(IReadOnlyList<CurvePhase?> phases, DateOnly start)
    {
        var spans = new List<(string, string)>();
        for (int from = 0, to; from < phases.Count; from = to)
        {
            for (to = from + 1; to < phases.Count && phases[to] == phases[from]; to++)
            {
            }

            var name = phases[from] is { } phase ? words.Phase(phase) : from == 0 ? words.Say("lancement (trop tôt pour juger)", "launch (too early to judge)") : words.Phase(CurvePhase.TooEarly);
            spans.Add((name, words.Days(start.AddDays(7 * from), start.AddDays((7 * to) - 1))));
        }

        return spans;
    }
}

/// <summary>A gate in a few signs, as files name its conditions (pure).</summary>
internal static class GateText
{
    public static string Of(WaveGate gate) => string.Join(", ", new[]
    {
        gate.Activation is { } activation ? $"activation ≥ {activation.AtLeast} %" : null,
        gate.Failures is { } failures ? $"failures ≤ {failures.AtMost} %" : null,
        gate.Bounces is { } bounces ? $"bounces ≤ {bounces.AtMost} %" : null,
        gate.Mood is { } mood ? $"mood ≥ {mood.AtLeast} %" : null,
        gate.AmbassadorsPerSite is { } ambassadors ? $"ambassadorsPerSite ≥ {ambassadors}" : null,
    }.OfType<string>());
}
