using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.Rehearsal.Proving;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Waves.Dates;

namespace AdoptionAutomation.Sandbox.Rehearsal.Reporting.Findings;

/// <summary>Takes what the rules look at out of a run.</summary>
internal sealed class FactsReading(RunRecord run)
{
    /// <summary>Fewer mails a week burden nobody.</summary>
    private const int FewMails = 4;

    private readonly IReadOnlyList<AcceptedMail> mails = run.Log.Mails;
    private readonly TenantDirectory directory = run.Evidence.Tenant.Directory;
    private readonly ILookup<string, Target> targets = run.Expectation.Targets.Values.ToLookup(target => target.Wave.Id, StringComparer.Ordinal);

    public RunFacts Read()
    {
        var welcomes = mails.Where(mail => mail.Categories.Contains("welcome")).GroupBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
        var refused = mails.Where(IsRefused).ToList();
        return new(run.Campaign, run.Start, run.End)
        {
            Waves = [.. run.Campaign.Waves.Select(wave => Of(wave, welcomes))],
            Refused = [.. refused.DistinctBy(mail => mail.To, StringComparer.OrdinalIgnoreCase).Select(mail => new RefusedPerson(directory.User(mail.To)?.Id, KindOf(mail), mail.Outcome == MailOutcome.Bounced))],
            InNoWave = InNoWave(),
            WithoutOwnGroup = [.. run.Campaign.Waves.SelectMany(WithoutOwnGroup)],
            Posts = Posts(),
            Rounds = Rounds(),
            Quotas = [.. Peaks()],
            TurnedAway = run.Log.QuotaExceeded.CountBy(one => QuotaOf(one.Quota), StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            Waits = [.. Waits()],
            Objectives = Objectives(),
            Burden = Burden(),
            RefusedDigests = refused.Count(mail => KindOf(mail).StartsWith("digest-", StringComparison.Ordinal)),
        };
    }

    public static bool IsRefused(AcceptedMail mail) => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped;

    public static string KindOf(AcceptedMail mail) => mail.Categories is [var kind, ..] ? kind : "";

    /// <summary>Graph's word for a quota of the directory, as the diary has it.</summary>
    private static string QuotaOf(string reason) => reason switch
    {
        "WriteLimitExceeded" => "DirectoryWrites",
        "ResourceUnitLimitExceeded" => "DirectoryUnits",
        _ => reason,
    };

    private WaveFacts Of(WaveDefinition wave, Dictionary<string, AcceptedMail> welcomes)
    {
        var sent = targets[wave.Id].Select(target => (target.Person, Mail: welcomes.GetValueOrDefault(target.Person.Mail))).Where(one => one.Mail is not null).ToList();
        var welcomed = sent.Where(one => one.Mail!.Outcome == MailOutcome.Delivered).ToList();
        return new(wave, WaveDates.OpeningOf(run.Campaign, wave), run.Opened.TryGetValue(wave.Id, out var at) ? at : null)
        {
            Holds = [.. run.Holds.Where(hold => hold.Wave == wave.Id)],
            Meant = run.Expectation.MeantBy.GetValueOrDefault(wave.Id),
            Welcomed = welcomed.Count,
            Refused = sent.Count - welcomed.Count,
            AtReminder = wave.Reminders is [var days, ..] ? AtReminder(days) : null,
        };

        (int Active, int Of)? AtReminder(int days)
        {
            var due = welcomed.Select(one => (one.Person, At: one.Mail!.At.AddDays(days))).Where(one => one.At < run.End).ToList();
            return due.Count == 0 ? null : (due.Count(one => run.Evidence.People.SignsOf(one.Person.Id) is { } signs && (signs.SignedIn <= one.At || signs.Pressed <= one.At)), due.Count);
        }
    }

    private List<Guid> InNoWave()
    {
        var meant = run.Expectation.Meant.Select(person => person.Id).ToHashSet();
        return [.. directory.Employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false } && !meant.Contains(person.Id)).Select(person => person.Id)];
    }

    private IEnumerable<GroupGap> WithoutOwnGroup(WaveDefinition wave) =>
        from expansion in wave.OwnGroups
        let only = wave with { OwnGroups = [expansion] }
        let people = targets[wave.Id].Where(target => target.OwnGroups.Count < wave.OwnGroups.Count
            && ExpectedGroups.OwnOf(run.Campaign, only, target.Person, run.Expectation.Groups).Count == 0).Select(target => target.Person.Id).ToList()
        where people.Count > 0
        select new GroupGap(wave, expansion, people);

    private List<PostFacts> Posts()
    {
        var groups = run.Log.Groups.Select(made => directory.Group(made.Id)).OfType<Group>().GroupBy(group => group.DisplayName, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        var links = run.Log.Links.Where(link => link.Kind is LinkKind.MemberAdded or LinkKind.MemberRemoved).ToLookup(link => link.Group);
        return [.. run.Fates.Select(fate => new PostFacts(fate, fate.ArrivedAt is { } at && groups.TryGetValue(fate.Post.Group!.Name, out var group) ? MembersOf(group, at) : null))];

        int MembersOf(Group group, DateTimeOffset at) => links[group.Id]
            .Where(link => link.At <= at && link.User != TenantDirectory.MailboxId && !group.Owners.Contains(link.User))
            .Sum(link => link.Kind == LinkKind.MemberAdded ? 1 : -1);
    }

    private List<RoundFacts> Rounds()
    {
        var asked = mails.Where(mail => mail.Outcome == MailOutcome.Delivered).CountBy(KindOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. run.Expectation.Surveys.Select(round => new RoundFacts(round, asked.GetValueOrDefault(round.Kind), run.Evidence.Surveys.Kept.GetValueOrDefault(round.Id)?.Count ?? 0))];
    }

    private IEnumerable<QuotaPeak> Peaks() =>
        from day in run.Diary.Days
        from quota in day.Quotas
        group new QuotaPeak(quota.Quota, day.Day, quota.Share) by quota.Quota into same
        select same.MaxBy(peak => peak.Share)!;

    private IEnumerable<MailWait> Waits()
    {
        var byKind = mails.ToLookup(KindOf, StringComparer.Ordinal);
        var due = run.Expectation.Posts.Where(post => post.Group is null).Select(post => (Family: "post", Source: post.Publication, Kind: LetterProof.KindOf(post), post.At))
            .Concat(run.Expectation.Surveys.Select(round => (Family: "survey", Source: round.Survey.Id, round.Kind, At: round.OpensAt)));
        return from one in due
               from mail in byKind[one.Kind]
               group mail.At - one.At by (one.Family, one.Source) into waits
               select new MailWait(waits.Key.Family, waits.Key.Source, waits.Count(), waits.Count(wait => wait > MailWait.LongAfter), waits.Max());
    }

    private IReadOnlyList<ObjectiveSight> Objectives()
    {
        var kept = run.Evidence.Kpis?.Kept ?? [];
        return kept.Count == 0 ? [] : ObjectiveSight.Of(new(run.Campaign, kept[^1], SeriesOf(kept)));
    }

    public static KpiSeries SeriesOf(IReadOnlyList<DaySnapshot> kept) => new(Scope.Organisation, [.. kept.Select(day => new KpiDay(day.Day, day.Version, day.Organisation))]);

    private List<(Guid Person, int Week, int Mails)> Burden() =>
    [
        .. from mail in mails
           where mail.Outcome == MailOutcome.Delivered
           group mail by (To: mail.To.ToLowerInvariant(), Week: run.WeekOf(mail.At)) into same
           let count = same.Count()
           where count > FewMails
           let person = directory.User(same.Key.To)
           where person is not null
           select (person.Id, same.Key.Week + 1, count),
    ];
}
