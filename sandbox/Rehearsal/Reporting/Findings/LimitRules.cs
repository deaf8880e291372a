using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Dashboard;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>What limits, hours and objectives show (pure).</summary>
internal sealed class LimitRules(RunFacts facts, CampaignPlaces places, DashboardWords words)
{
    /// <summary>From this share of a quota on, others who use it too may bring it down.</summary>
    private const double Near = 0.8;

    /// <summary>So many mails in a week are felt as too many.</summary>
    private const int ManyMails = 6;

    private const double ManyLate = 0.1;

    public IEnumerable<Finding> All() => [.. Quotas(), .. TurnedAway(), .. Waiting(), .. Objectives(), .. Burdened()];

    private IEnumerable<Finding> Quotas() =>
        from peak in facts.Quotas.Where(peak => peak.Share >= Near && !facts.TurnedAway.ContainsKey(peak.Quota))
        select new Finding(
            "quota-near",
            Weight.Hint,
            PlaceOf(peak.Quota, peak.Day),
            words.Say($"Le quota {peak.Quota} de Microsoft Graph a été utilisé à {peak.Share:0%} le {words.Day(peak.Day)}.", $"Microsoft Graph's quota {peak.Quota} was {peak.Share:0%} used on {words.Day(peak.Day)}."),
            ChangeOf(peak.Quota));

    private IEnumerable<Finding> TurnedAway() =>
        from quota in facts.TurnedAway
        select new Finding(
            "quota-over",
            Weight.Warning,
            PlaceOf(quota.Key, facts.Quotas.FirstOrDefault(peak => peak.Quota == quota.Key)?.Day),
            words.Say($"Microsoft Graph a refusé {quota.Value} requête(s) : quota {quota.Key} dépassé.", $"Microsoft Graph turned {quota.Value} requests away: quota {quota.Key} exceeded."),
            ChangeOf(quota.Key));

    private string ChangeOf(string quota) => IsOfPosts(quota)
        ? words.Say("Étalez les publications de la même minute sur plusieurs heures (« at »).", "Spread the posts of the same minute over some hours ('at').")
        : words.Say("Baissez « pacePerHour » de la vague de ces jours-là, ou étalez les vagues.", "Lower 'pacePerHour' of the wave of those days, or spread the waves.");

    /// <summary>The wave that was opening then; or the calendar, for what only posts use.</summary>
    private string PlaceOf(string quota, DateOnly? day)
    {
        if (IsOfPosts(quota))
        {
            return places.Of("content-calendar.json");
        }

        var wave = facts.Waves.Where(one => one.Opened is { } at && !(DateOnly.FromDateTime(at.UtcDateTime) > day)).MaxBy(one => one.Opened);
        return wave is null ? places.Of("waves.json", "waves") : places.OfEntry("waves.json", "waves", wave.Wave.Id, "pacePerHour");
    }

    private static bool IsOfPosts(string quota) => quota.Contains("Mailbox", StringComparison.Ordinal) || quota.StartsWith("SharePoint", StringComparison.Ordinal);

    private IEnumerable<Finding> Waiting() =>
        from wait in facts.Waits
        where wait.Late > 0 && wait.Late >= wait.Mails * ManyLate
        let isPost = wait.Family == "post"
        let hours = (int)wait.Longest.TotalHours
        select new Finding(
            "quiet",
            Weight.Hint,
            isPost ? places.OfEntry("content-calendar.json", "posts", wait.Source, "at") : places.OfEntry("surveys.json", "surveys", wait.Source, "when"),
            words.Say(
                $"« {wait.Source} » : {wait.Late} courriels sur {wait.Mails} ont attendu plus de 12 heures leur heure ouvrée (jusqu’à {hours} h).",
                $"'{wait.Source}': {wait.Late} of {wait.Mails} mails waited over 12 hours for working hours (up to {hours} h)."),
            words.Say(
                "Choisissez une heure qui soit ouvrée partout (fuseaux de campaign.json), ou raccourcissez « quietHours ».",
                "Choose an hour that is a working hour everywhere (zones of campaign.json), or shorten 'quietHours'."));

    private IEnumerable<Finding> Objectives() =>
        from sight in facts.Objectives
        where sight.State == ObjectiveState.Behind
        let kpi = sight.Kpi!
        let isOver = sight.By <= NodaTime.LocalDate.FromDateTime(facts.End.UtcDateTime)
        select new Finding(
            "objective",
            Weight.Warning,
            places.OfEntry("campaign.json", "objectives", sight.Objective.Id, sight.Objective.Target is null ? "change" : "target"),
            words.Say(
                $"Objectif « {sight.Objective.Title.In("fr")} » {(isOver ? "manqué" : "en retard à la fin")} : {words.Value(kpi, sight.Now)}, au lieu de {words.Value(kpi, sight.Expected)} à ce stade ({words.Value(kpi, sight.Target)} visés).",
                $"Objective '{sight.Objective.Title.In("en")}' {(isOver ? "missed" : "behind at the end")}: {words.Value(kpi, sight.Now)} instead of {words.Value(kpi, sight.Expected)} by then ({words.Value(kpi, sight.Target)} wanted)."),
            words.Say(
                "Les personnes simulées suivent la courbe connue : prévoyez une relance (contest, rhythms) au creux, ou un objectif ou une date (« by ») tenables.",
                "The simulated people follow the known curve: plan a push (contests, rhythms) for the trough, or an objective or date ('by') that can be kept."));

    private IEnumerable<Finding> Burdened()
    {
        var many = facts.Burden.Where(one => one.Mails > ManyMails).ToList();
        if (many.Count == 0)
        {
            yield break;
        }

        var worst = many.MaxBy(one => one.Mails);
        yield return new(
            "many-mails",
            Weight.Warning,
            places.Of("content-calendar.json"),
            words.Say(
                $"{many.Select(one => one.Person).Distinct().Count()} personne(s) ont reçu plus de {ManyMails} courriels en une semaine (jusqu’à {worst.Mails}, semaine {worst.Week}).",
                $"{many.Select(one => one.Person).Distinct().Count()} people got more than {ManyMails} mails in a week (up to {worst.Mails}, week {worst.Week})."),
            words.Say("Écartez rappels, enquêtes et publications par courriel de la même semaine.", "Move reminders, surveys and posts by mail of that week apart."))
        {
            About = [.. many.GroupBy(one => one.Week).OrderBy(week => week.Key).Select(week => words.Say($"semaine {week.Key} : {week.Count()} personnes", $"week {week.Key}: {week.Count()} people"))],
        };
    }
}
