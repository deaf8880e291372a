using System.Globalization;
using AdoptionAutomation.Kpis.Dashboard;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting;

/// <summary>The proof as a table, each number of which has a list of what it is made of: ids, kinds and reasons, no names.</summary>
internal sealed class ProofLists(RunRecord run, Summary summary, IReadOnlyList<string> failures, DashboardWords words)
{
    private const string Lost = "Lost:";
    private const string Doubled = "Doubled:";

    private readonly IReadOnlyList<AcceptedMail> mails = run.Log.Mails;
    private readonly TenantDirectory directory = run.Evidence.Tenant.Directory;
    private readonly ILookup<string, InjectedFault> faults = run.Log.Faults
        .Where(fault => fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused))
        .SelectMany(fault => fault.Subjects.Select(subject => (subject, fault))).ToLookup(one => one.subject, one => one.fault, StringComparer.Ordinal);

    public IReadOnlyList<string> Columns =>
    [
        words.Say("demandé", "asked for"), words.Say("reçu", "received"), words.Say("refusé", "refused"), words.Say("incertain", "uncertain"),
        words.Say("perdu", "lost"), words.Say("en double", "doubled"),
    ];

    public IReadOnlyList<ProofRow> Rows()
    {
        var (groups, people, sent, posts) = (summary.Groups, summary.People, summary.Mails, summary.Posts);
        var (surveys, kpis, digests) = (summary.Surveys, summary.Kpis, summary.Digests);
        var refused = mails.Where(FactsReading.IsRefused).ToList();
        return
        [
            Row("groups", words.Say("Groupes", "Groups"), groups.Planned, Names(), groups.Provisioned, Made(), 0, [], 0, [], groups.Planned - groups.Provisioned, groups.Doubled, "Group", "group"),
            Row("people", words.Say("Personnes", "People"), people.Targeted, Waves(), people.Invited, Welcomed(), people.Refused, RefusedPeople(refused), people.Uncertain, Uncertain("welcome"), people.Lost, people.Doubled, "person"),
            Row("mails", words.Say("Courriels", "Mails"), sent.Sent + sent.Refused + sent.Uncertain + sent.Lost - sent.Doubled, Kinds(mails), sent.Sent, Kinds([.. mails.Where(mail => !FactsReading.IsRefused(mail))]), sent.Refused, [.. refused.Select(Text)], sent.Uncertain, Uncertain(null), sent.Lost, sent.Doubled, "mail", "got", "asked", "reminded"),
            Row("posts", words.Say("Publications", "Posts"), posts.Due, Due(), posts.Published, Channels(), posts.Refused, [], posts.Uncertain, UncertainPosts(), posts.Lost, posts.Doubled, " by ", "welcome post"),
            Row("answers", words.Say("Réponses", "Answers"), surveys.Answers + surveys.Lost - surveys.Doubled, Submitted(), surveys.Answers, Kept(), null, [], null, [], surveys.Lost, surveys.Doubled, "answers"),
            Row("snapshots", words.Say("Jours de chiffres", "Days of figures"), kpis.Expected, [], kpis.Snapshots, Snapshots(), null, [], null, [], kpis.Expected - kpis.Snapshots, null, "snapshot"),
            Row("digests", words.Say("Bilans", "Digests"), digests.Expected, [], digests.Sent, Kinds([.. mails.Where(mail => FactsReading.KindOf(mail).StartsWith("digest-", StringComparison.Ordinal))]), null, [], null, [], digests.Expected - digests.Sent, null, "digest-"),
        ];
    }

    private ProofRow Row(
        string id, string name, int asked, IReadOnlyList<string> askedFor, int received, IReadOnlyList<string> got, int? refused, IReadOnlyList<string> refusals,
        int? uncertain, IReadOnlyList<string> open, int lost, int? doubled, params string[] about)
    {
        ProofCell? Cell(int column, int? count, bool isBad, IReadOnlyList<string> list) =>
            count is { } number ? new($"{id}-{column}", $"{name} : {Columns[column]}", number, isBad && number > 0, list) : null;

        // A day or a digest may be missing after a fault, which is no loss.
        var (lostOnes, doubledOnes) = (Failures(Lost, about), Failures(Doubled, about));
        return new(name,
        [
            Cell(0, asked, false, askedFor), Cell(1, received, false, got), Cell(2, refused, false, refusals), Cell(3, uncertain, false, open),
            Cell(4, refused is null && doubled is null ? lostOnes.Count : lost, true, lostOnes), Cell(5, doubled, true, doubledOnes),
        ]);
    }

    private List<string> Failures(string kind, string[] about) =>
        [.. failures.Where(failure => (failure.StartsWith(kind, StringComparison.Ordinal) || (kind == Lost && failure.StartsWith("Group '", StringComparison.Ordinal)))
            && about.Any(word => failure.Contains(word, StringComparison.Ordinal)))];

    private List<string> Names() => [.. run.Expectation.Groups.Select(group => group.Name)];

    private List<string> Made() => [.. run.Log.Groups.Select(made => $"{At(made.At)} · {directory.Group(made.Id)?.DisplayName} ({made.MailNickname})")];

    private List<string> Waves() => [.. run.Expectation.Targets.Values.CountBy(target => target.Wave.Name.In(words.Language)).Select(wave => Line(wave.Key, wave.Value))];

    private List<string> Welcomed()
    {
        var welcomed = mails.Where(mail => mail is { Outcome: MailOutcome.Delivered } && FactsReading.KindOf(mail) == "welcome").Select(mail => mail.To).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. run.Expectation.Targets.Values.Where(target => welcomed.Contains(target.Person.Mail)).CountBy(target => target.Wave.Name.In(words.Language)).Select(wave => Line(wave.Key, wave.Value))];
    }

    private List<string> RefusedPeople(List<AcceptedMail> refused)
    {
        var byMail = refused.Where(mail => FactsReading.KindOf(mail) == "welcome").ToLookup(mail => mail.To, StringComparer.OrdinalIgnoreCase);
        return [.. from target in run.Expectation.Targets.Values from mail in byMail[target.Person.Mail].Take(1) select $"{target.Wave.Id} · {Text(mail)}",
            .. run.Log.Refusals.Where(refusal => refusal.Status == 404 && refusal.Subjects.Any(subject => subject.StartsWith("member:", StringComparison.Ordinal)))
                .Select(refusal => $"{At(refusal.At)} · {string.Join(' ', refusal.Subjects)} · 404 {refusal.Reason}").Distinct()];
    }

    private string Text(AcceptedMail mail) => $"{At(mail.At)} · {directory.User(mail.To)?.Id.ToString() ?? "?"} · {FactsReading.KindOf(mail)} · "
        + (mail.Outcome == MailOutcome.Bounced ? words.Say("revenu : la boîte n’existe pas", "bounced: no such mailbox") : words.Say("non remis : liste de suppression", "dropped: suppression list"));

    private List<string> Uncertain(string? kind) =>
    [
        .. from one in run.Evidence.Uncertain.Mails
           where kind is null || one.Kind == kind
           let behind = directory.User(one.Person) is { } person ? faults[RequestSubjects.Mail(person.Mail)] : []
           orderby one.Kind, one.Person
           select $"{one.Person} · {one.Kind} · {Why(behind)}",
        .. kind is null ? run.Evidence.Uncertain.Guests.Order(StringComparer.Ordinal).Select((guest, i) => $"guest {i + 1} · {Why(faults[RequestSubjects.Mail(guest)])}") : [],
    ];

    private List<string> UncertainPosts() =>
    [
        .. run.Fates.Where(fate => fate.End == PostEnd.Uncertain).Select(fate => $"{fate.Post} · {Why(FaultsAt(fate.Post.At))}"),
        .. run.Evidence.Uncertain.Posts.Order(StringComparer.Ordinal).Select(group => $"{group} · {Why(faults[RequestSubjects.Post(group)])}"),
    ];

    private IEnumerable<InjectedFault> FaultsAt(DateTimeOffset at) => run.Log.Faults.Where(fault => fault.At >= at.AddMinutes(-1)
        && fault.Kind is not (FaultKind.Throttled or FaultKind.ConnectionRefused)).Take(1);

    private string Why(IEnumerable<InjectedFault> behind) => behind.LastOrDefault() is { } fault
        ? string.Create(CultureInfo.InvariantCulture, $"{fault.Kind} {fault.Service} {fault.Method} {At(fault.At)}")
        : words.Say("aucune panne connue", "no known fault");

    private static List<string> Kinds(IReadOnlyList<AcceptedMail> some) =>
        [.. some.CountBy(mail => FactsReading.KindOf(mail).Split('.')[0]).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => Line(kind.Key, kind.Value))];

    private List<string> Due() => [.. run.Fates.CountBy(fate => $"{fate.Post.Publication} ({fate.Post.Channel})").Select(one => Line(one.Key, one.Value)),
        Line(words.Say("publications d’accueil des groupes", "welcome posts of groups"), run.Expectation.Groups.Sum(group => group.Posts))];

    private List<string> Channels() =>
        [.. run.Fates.Where(fate => fate.ArrivedAt is not null).OrderBy(fate => fate.ArrivedAt).Select(fate => $"{At(fate.ArrivedAt!.Value)} · {fate.Post.Channel} · {fate.Post.Group?.Name} · {fate.Post.Title}")];

    private List<string> Submitted() => [.. run.Evidence.Surveys.Answers.Where(answer => answer.Value.ThankedAt is not null).CountBy(answer => answer.Key.Round).Select(round => Line(round.Key, round.Value))];

    private List<string> Kept() => [.. run.Evidence.Surveys.Kept.Select(round => Line(round.Key, round.Value.Count))];

    private List<string> Snapshots() => [.. (run.Evidence.Kpis?.Kept ?? []).Select(day => words.Day(day.Day) + (day.Version > 1 ? words.Say($" (compté {day.Version} fois)", $" (counted {day.Version} times)") : ""))];

    private static string Line(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name}: {count}");

    private static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}
