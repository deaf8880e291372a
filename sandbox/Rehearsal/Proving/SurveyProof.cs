using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// Surveys: whoever was to be asked got the mail once and nobody in their free time; nobody was reminded who had answered; and every answer that
/// a page thanked for is kept once, none that nobody gave.
/// </summary>
internal sealed class SurveyProof
{
    /// <summary>Who was welcomed so shortly before may be asked or not.</summary>
    private static readonly TimeSpan Edge = TimeSpan.FromHours(26);

    /// <summary>As for other mails: claims run out, SendGrid's silence is waited for, a weekend with a holiday comes in between.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(6);

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>What is too old goes at night, and a bad night costs one more.</summary>
    private static readonly TimeSpan Cleaning = TimeSpan.FromDays(2);

    private readonly Evidence evidence;
    private readonly ILookup<(string To, string Category), AcceptedMail> mails;
    private readonly ILookup<string, AcceptedMail> welcomes;
    private readonly HashSet<string> unreachable;
    private readonly Func<Employee, string, bool> isUncertain;
    private readonly Hours hours;

    /// <param name="evidence">What happened.</param>
    /// <param name="rounds">What the files ask for.</param>
    /// <param name="targets">Who was to be invited.</param>
    /// <param name="isUncertain">Whether the app calls somebody's mail of a kind uncertain, and a fault excuses it.</param>
    public SurveyProof(Evidence evidence, IReadOnlyList<ExpectedRound> rounds, IReadOnlyCollection<Target> targets, Func<Employee, string, bool> isUncertain)
    {
        (this.evidence, this.isUncertain, hours) = (evidence, isUncertain, new(evidence.Campaign.Settings));
        mails = evidence.Tenant.Log.Mails.ToLookup(mail => (mail.To.ToLowerInvariant(), mail.Categories is [var kind, ..] ? kind : ""));
        unreachable = evidence.Tenant.Log.Mails.Where(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped).Select(mail => mail.To)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        welcomes = evidence.Tenant.Log.Mails.Where(mail => mail.Categories.Contains("welcome")).ToLookup(mail => mail.To, StringComparer.OrdinalIgnoreCase);
        foreach (var round in rounds)
        {
            Add(
                evidence.Surveys.Rounds.Contains(round.Id) && round.ClosesAt.AddDays(round.Survey.KeepDays) + Cleaning < evidence.End,
                $"Kept too long: the answers to {round.Id}, {round.Survey.KeepDays} days after {round.ClosesAt:O}.");
            var asked = round.AsksDirectory
                ? evidence.Surveys.Directory.Select(person => (Person: person, IsOwed: !(person.EmployeeHireDate > round.OpensAt)))
                : targets.Where(target => round.Asks(target.Wave)).Select(target => (target.Person, IsOwed: IsWelcomed(target, round)));
            foreach (var (person, isOwed) in asked)
            {
                ProveMail(round, person, isOwed && IsReachable(person) && !(evidence.Tenant.Log.LeftAt(person.Id) < round.OpensAt + Grace));
                ProveReminders(round, person);
            }
        }

        var kinds = rounds.Select(round => round.Id).ToHashSet(StringComparer.Ordinal);
        Findings.AddRange(mails.Where(sent => SurveyAnswering.RoundOf(sent.Key.Category) is { } round && !kinds.Contains(round))
            .Select(sent => $"Nobody asked for {sent.Key.Category}."));
        ProveAnswers();
    }

    public MailFigures Mails { get; private set; } = new(0, 0, 0, 0, 0);

    public SurveyFigures Figures { get; private set; } = new();

    public List<string> Findings { get; } = [];

    private void ProveMail(ExpectedRound round, Employee person, bool isOwed)
    {
        var sent = mails[(person.Mail.ToLowerInvariant(), round.Kind)].ToList();
        var isUnsure = sent.Count == 0 && isUncertain(person, round.Kind);
        var isLost = sent.Count == 0 && !isUnsure && isOwed && round.OpensAt + Grace < evidence.End;
        Add(isLost, $"Lost: person {person.Id} was not asked by {round.Id}.");
        Add(sent.Count > 1, $"Doubled: person {person.Id} was asked {sent.Count} times by {round.Id}.");
        Add(sent.Exists(mail => mail.At < round.OpensAt), $"Early: person {person.Id} was asked by {round.Id} before {round.OpensAt:O}.");
        Add(sent.Exists(mail => mail.At >= round.ClosesAt), $"Late: person {person.Id} was asked by {round.Id} when it had closed.");
        Add(sent.Exists(mail => !IsOpen(person, mail.At)), $"Out of hours: person {person.Id} was asked by {round.Id}.");
        Figures = Figures with { Sent = Figures.Sent + sent.Count };
        Count(sent, isUnsure, isLost);
    }

    private void ProveReminders(ExpectedRound round, Employee person)
    {
        var answered = evidence.Surveys.Answers.GetValueOrDefault((round.Id, person.Id));
        for (var i = 0; i < round.Reminders.Count; i++)
        {
            var sent = mails[(person.Mail.ToLowerInvariant(), $"{round.Kind}.r{i}")].ToList();
            Add(sent.Count > 1, $"Doubled: person {person.Id} was reminded {sent.Count} times of {round.Id}.");
            Add(sent.Exists(mail => mail.At < round.Reminders[i]), $"Early: person {person.Id} was reminded of {round.Id}.");
            Add(sent.Exists(mail => answered?.ThankedAt + Slack < mail.At), $"Unwanted: person {person.Id} was reminded of {round.Id} though they had answered.");
            Add(sent.Exists(mail => !IsOpen(person, mail.At)), $"Out of hours: person {person.Id} was reminded of {round.Id}.");
            Count(sent, sent.Count == 0 && isUncertain(person, $"{round.Kind}.r{i}"), isLost: false);
        }
    }

    private void ProveAnswers()
    {
        var (lost, doubled) = (0, 0);
        foreach (var round in evidence.Surveys.Answers.Keys.Select(key => key.Round).Concat(evidence.Surveys.Kept.Keys).Distinct(StringComparer.Ordinal))
        {
            var sent = evidence.Surveys.Answers.Where(pair => pair.Key.Round == round).Select(pair => pair.Value).ToList();
            var kept = evidence.Surveys.Kept.GetValueOrDefault(round) ?? [];
            var texts = kept.SelectMany(answer => answer).CountBy(text => text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            var missing = Math.Max(
                sent.Count(answer => answer.ThankedAt is not null) - kept.Count,
                sent.Count(answer => answer is { ThankedAt: not null, Text: { } text } && !texts.ContainsKey(text)));
            var more = Math.Max(kept.Count - sent.Count, texts.Values.Where(count => count > 1).Sum(count => count - 1));
            Add(missing > 0, $"Lost: {missing} answers to {round} of {sent.Count} that people gave.");
            Add(more > 0, $"Doubled: {more} answers to {round} more than people gave.");
            (lost, doubled) = (lost + Math.Max(0, missing), doubled + Math.Max(0, more));
        }

        Figures = Figures with { Answers = evidence.Surveys.Kept.Values.Sum(kept => kept.Count), Lost = lost, Doubled = doubled };
    }

    private bool IsWelcomed(Target target, ExpectedRound round) =>
        welcomes[target.Person.Mail].FirstOrDefault() is { Outcome: MailOutcome.Delivered } welcome
        && welcome.At + Edge < round.OpensAt
        && evidence.People.SignsOf(target.Person.Id).Stopped is null;

    private bool IsReachable(Employee person) => person is { AccountEnabled: true, IsGuest: false } && !unreachable.Contains(person.Mail);

    private bool IsOpen(Employee person, DateTimeOffset at) => hours.IsOpen(hours.ZoneOf(person), at) || hours.IsOpen(hours.ZoneOf(person), at - Slack);

    private void Count(List<AcceptedMail> sent, bool isUnsure, bool isLost) => Mails = new(
        0,
        Mails.Refused + (sent.Exists(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped) ? 1 : 0),
        Mails.Uncertain + (isUnsure ? 1 : 0),
        Mails.Lost + (isLost ? 1 : 0),
        Mails.Doubled + Math.Max(0, sent.Count - 1));

    private void Add(bool isWrong, string finding)
    {
        if (isWrong)
        {
            Findings.Add(finding);
        }
    }
}
