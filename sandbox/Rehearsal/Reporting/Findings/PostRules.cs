using System.Globalization;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>What posts, surveys and digests show (pure).</summary>
internal sealed class PostRules(RunFacts facts, CampaignPlaces places, DashboardWords words)
{
    private const string File = "content-calendar.json";

    private static readonly TimeSpan TooClose = TimeSpan.FromHours(1);
    private static readonly string[] Lists = ["rhythms", "posts", "contests", "feeds"];

    public IEnumerable<Finding> All() => [.. Unheard(), .. Crowded(), .. Missed(), .. FewAnswers(), .. Digests()];

    private IEnumerable<Finding> Unheard() =>
        from same in facts.Posts.Where(post => post.Members == 0).GroupBy(post => post.Fate.Post.Publication, StringComparer.Ordinal)
        select new Finding(
            "nobody-there",
            Weight.Warning,
            Place(same.Key),
            words.Say($"« {same.Key} » : {same.Count()} publication(s) dans un groupe où il n’y avait encore personne.", $"'{same.Key}': {same.Count()} posts in a group in which nobody was yet."),
            words.Say("Déplacez-les après l’ouverture de la vague qui rejoint ce groupe, ou visez d’autres groupes (« to »).", "Move them behind the opening of the wave that joins this group, or mean other groups ('to')."))
        {
            About = [.. same.Select(About)],
        };

    /// <summary>Whoever is in the group gets a notice for each.</summary>
    private IEnumerable<Finding> Crowded()
    {
        var close = new List<(PostFate First, PostFate Second)>();
        foreach (var group in facts.Posts.Select(post => post.Fate).Where(fate => fate.ArrivedAt is not null).GroupBy(fate => fate.Post.Group!.Name, StringComparer.Ordinal))
        {
            var inOrder = group.OrderBy(fate => fate.ArrivedAt).ToList();
            close.AddRange(inOrder.Zip(inOrder.Skip(1)).Where(pair => pair.Second.ArrivedAt - pair.First.ArrivedAt < TooClose
                && (pair.First.Post.Publication, pair.First.Post.Slot) != (pair.Second.Post.Publication, pair.Second.Post.Slot)));
        }

        return from same in close.GroupBy(pair => (First: pair.First.Post.Publication, Second: pair.Second.Post.Publication))
               select new Finding(
                   "crowded",
                   Weight.Hint,
                   Place(same.Key.Second),
                   words.Say(
                       $"« {same.Key.First} » et « {same.Key.Second} » sont parues {same.Count()} fois à moins d’une heure l’une de l’autre dans le même groupe.",
                       $"'{same.Key.First}' and '{same.Key.Second}' appeared {same.Count()} times less than an hour apart in the same group."),
                   words.Say("Changez l’heure (« at ») ou le jour de l’une des deux.", "Change the time ('at') or the day of one of them."))
               {
                   About = [.. same.Select(pair => About(pair.Second.Post, pair.Second.ArrivedAt!.Value))],
               };
    }

    private IEnumerable<Finding> Missed() =>
        from same in facts.Posts.Where(post => post.Fate.End is PostEnd.Late or PostEnd.Skipped).GroupBy(post => (post.Fate.Post.Publication, post.Fate.End))
        let isLate = same.Key.End == PostEnd.Late
        select new Finding(
            isLate ? "late" : "skipped",
            Weight.Warning,
            Place(same.Key.Publication, "ifLate"),
            isLate
                ? words.Say($"« {same.Key.Publication} » : {same.Count()} publication(s) en retard, sans panne.", $"'{same.Key.Publication}': {same.Count()} posts came late though nothing was down.")
                : words.Say($"« {same.Key.Publication} » : {same.Count()} publication(s) sautées après une panne.", $"'{same.Key.Publication}': {same.Count()} posts were skipped after an outage."),
            isLate
                ? words.Say("Écartez-la des autres envois de la même minute.", "Move it away from what else is sent in the same minute.")
                : words.Say("Si elle doit paraître malgré tout : « ifLate » : { « then » : « publish » }, ou plus d’« afterHours ».", "If it must appear all the same: 'ifLate': { 'then': 'publish' }, or more 'afterHours'."))
        {
            About = [.. same.Select(About)],
        };

    private IEnumerable<Finding> FewAnswers() =>
        from same in facts.Rounds.Where(round => round.Round.ClosesAt < facts.End && round.Answers < Surveys.Sealing.AnswerBlock.Least).GroupBy(round => round.Round.Survey.Id, StringComparer.Ordinal)
        let asked = same.Sum(round => round.Asked)
        select new Finding(
            "few-answers",
            Weight.Warning,
            places.OfEntry("surveys.json", "surveys", same.Key, asked == 0 ? "to" : "reminders"),
            asked == 0
                ? words.Say($"Enquête « {same.Key} » : {same.Count()} tour(s) dont personne n’a reçu le lien.", $"Survey '{same.Key}': {same.Count()} rounds of which nobody got the link.")
                : words.Say(
                    $"Enquête « {same.Key} » : {same.Count()} tour(s) avec moins de {Surveys.Sealing.AnswerBlock.Least} réponses ; leur résultat ne pourra jamais être montré.",
                    $"Survey '{same.Key}': {same.Count()} rounds with fewer than {Surveys.Sealing.AnswerBlock.Least} answers; their result can never be shown."),
            words.Say("Interrogez plus de monde (« to »), laissez plus de jours (« openDays »), ou rappelez (« reminders »).", "Ask more people ('to'), leave more days ('openDays'), or remind ('reminders')."))
        {
            About = [.. same.Select(round => words.Say($"{round.Round.Id} : {round.Answers} réponse(s) pour {round.Asked} envoi(s)", $"{round.Round.Id}: {round.Answers} answers to {round.Asked} mails"))],
        };

    private IEnumerable<Finding> Digests()
    {
        var settings = facts.Campaign.Settings;
        if (settings.Digests.Leadership != Campaigns.DigestEvery.Never && settings.DigestRecipients.Count == 0)
        {
            yield return new(
                "digest-nobody",
                Weight.Warning,
                places.Of("campaign.json", "digests", "leadership"),
                words.Say("Le bilan de la direction n’a aucun destinataire.", "The leadership's digest has no recipient."),
                words.Say("Ajoutez « digestRecipients », ou mettez « leadership » à « never ».", "Add 'digestRecipients', or set 'leadership' to 'never'."));
        }

        if (facts.RefusedDigests > 0)
        {
            yield return new(
                "digest-refused",
                Weight.Serious,
                places.Of("campaign.json", "digestRecipients"),
                words.Say($"{facts.RefusedDigests} bilan(s) sont revenus : leur adresse n’existe pas.", $"{facts.RefusedDigests} digests came back: their address does not exist."),
                words.Say("Corrigez l’adresse.", "Mend the address."));
        }
    }

    private string Place(string publication, params ReadOnlySpan<object> steps)
    {
        var list = Lists.FirstOrDefault(one => Entries(one).Any(entry => entry.Id == publication), "posts");
        return places.OfEntry(File, list, publication, steps);
    }

    private IEnumerable<Campaigns.Publication> Entries(string list) => list switch
    {
        "rhythms" => facts.Campaign.Calendar.Rhythms,
        "posts" => facts.Campaign.Calendar.Posts,
        "contests" => facts.Campaign.Calendar.Contests,
        _ => facts.Campaign.Calendar.Feeds,
    };

    private string About(PostFacts post) => About(post.Fate.Post, post.Fate.ArrivedAt ?? post.Fate.Post.At);

    private static string About(ExpectedPost post, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm}Z · {post.Group?.Name} · {post.Title}");
}
