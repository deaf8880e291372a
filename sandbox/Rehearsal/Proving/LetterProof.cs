using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Posts by mail: whoever was welcomed in one of the groups before gets each once, and nobody in their free time.</summary>
internal sealed class LetterProof
{
    /// <summary>Whose welcome and letter come so close may get it or not.</summary>
    private static readonly TimeSpan Edge = TimeSpan.FromHours(2);

    /// <summary>As for other mails: claims run out, SendGrid's silence is waited for, a weekend with a holiday comes in between.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(6);

    private readonly Evidence evidence;
    private readonly ILookup<(string To, string Category), AcceptedMail> mails;
    private readonly Func<Target, string, bool> isUncertain;

    /// <param name="evidence">What happened.</param>
    /// <param name="letters">What the calendar sends by mail.</param>
    /// <param name="targets">Who was to be invited.</param>
    /// <param name="isUncertain">Whether the app calls somebody's mail of a kind uncertain, and a fault excuses it.</param>
    public LetterProof(Evidence evidence, IEnumerable<ExpectedPost> letters, IReadOnlyCollection<Target> targets, Func<Target, string, bool> isUncertain)
    {
        (this.evidence, this.isUncertain) = (evidence, isUncertain);
        mails = evidence.Tenant.Log.Mails.ToLookup(mail => (mail.To.ToLowerInvariant(), mail.Categories is [var kind, ..] ? kind : ""));
        var hours = new Hours(evidence.Campaign.Settings);
        foreach (var letter in letters)
        {
            var meant = evidence.Campaign.Calendar.Posts.First(post => post.Id == letter.Publication).To.Groups.ToHashSet(StringComparer.Ordinal);
            foreach (var target in targets.Where(target => target.Wave.Groups.Any(meant.Contains)))
            {
                Prove(letter, target, hours);
            }
        }
    }

    public MailFigures Figures { get; private set; } = new(0, 0, 0, 0, 0);

    public List<string> Findings { get; } = [];

    /// <summary>The category of a letter's mails.</summary>
    public static string KindOf(ExpectedPost letter) => $"post-{letter.Publication}.{letter.Slot}";

    private void Prove(ExpectedPost letter, Target target, Hours hours)
    {
        var kind = KindOf(letter);
        var sent = mails[(target.Person.Mail.ToLowerInvariant(), kind)].ToList();
        var isUnsure = sent.Count == 0 && isUncertain(target, kind);
        var isLost = sent.Count == 0 && !isUnsure && IsOwed(letter, target);
        Add(sent.Count > 1, $"Doubled: person {target.Person.Id} got {sent.Count} mails {kind}.");
        Add(isLost, $"Lost: person {target.Person.Id} got no {kind}.");
        Add(sent.Exists(mail => mail.At < letter.At), $"Early: person {target.Person.Id} got {kind} before {letter.At:O}.");
        Add(
            sent.Exists(mail => !hours.IsOpen(hours.ZoneOf(target.Person), mail.At) && !hours.IsOpen(hours.ZoneOf(target.Person), mail.At - TimeSpan.FromMinutes(5))),
            $"Out of hours: person {target.Person.Id} got {kind}.");
        Figures = new(
            0,
            Figures.Refused + (sent.Exists(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped) ? 1 : 0),
            Figures.Uncertain + (isUnsure ? 1 : 0),
            Figures.Lost + (isLost ? 1 : 0),
            Figures.Doubled + Math.Max(0, sent.Count - 1));
    }

    private bool IsOwed(ExpectedPost letter, Target target)
    {
        var stopped = evidence.People.SignsOf(target.Person.Id).Stopped;
        return letter.At + Grace < evidence.End
            && stopped is null
            && target.Person.AccountEnabled
            && !(evidence.Tenant.Log.LeftAt(target.Person.Id) < letter.At + Grace)
            && mails[(target.Person.Mail.ToLowerInvariant(), "welcome")].FirstOrDefault() is { Outcome: MailOutcome.Delivered } welcome
            && welcome.At + Edge < letter.At
            && !evidence.Tenant.Log.MailsTo(target.Person.Mail).Any(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped);
    }

    private void Add(bool isWrong, string finding)
    {
        if (isWrong)
        {
            Findings.Add(finding);
        }
    }
}
