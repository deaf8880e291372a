using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>
/// Kits and reminders: who was to get one got it once, on no day before its own, and nobody in their free time; who was active or
/// asked for no more was left alone.
/// </summary>
internal sealed class FollowUpProof
{
    /// <summary>The mails of a wave, by their category.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["welcome", "kit-ambassador", "kit-manager", "reminder-1", "reminder-2", "reminder-3"];

    /// <summary>A mail may leave a little after its hour, when SendGrid was slow to take it.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>Usage reports lag two days, and are read once a day; a bad day costs one more.</summary>
    private static readonly TimeSpan KnownAsActive = TimeSpan.FromDays(5);

    /// <summary>Claims run out, SendGrid's silence is waited for, a weekend with a holiday comes in between.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(6);

    private readonly ILookup<(string To, string Category), AcceptedMail> mails;
    private readonly HashSet<(string To, string Category)> asked = [];

    /// <summary>Whose mails came back, and since when: nobody reminds them.</summary>
    private readonly Dictionary<string, DateTimeOffset> returned;
    private readonly Evidence evidence;
    private readonly Hours hours;
    private readonly Func<Target, string, bool> isUncertain;

    /// <param name="evidence">What happened.</param>
    /// <param name="targets">Who was to be invited.</param>
    /// <param name="isUncertain">Whether the app calls somebody's mail of a kind uncertain, and a fault excuses it.</param>
    public FollowUpProof(Evidence evidence, IEnumerable<Target> targets, Func<Target, string, bool> isUncertain)
    {
        (this.evidence, hours, this.isUncertain) = (evidence, new(evidence.Campaign.Settings), isUncertain);
        mails = evidence.Tenant.Log.Mails.ToLookup(mail => (mail.To.ToLowerInvariant(), mail.Categories is [var kind, ..] ? kind : ""));
        returned = evidence.Tenant.Log.Mails.Where(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped)
            .GroupBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(some => some.Key, some => some.Min(mail => mail.At), StringComparer.OrdinalIgnoreCase);
        foreach (var target in targets)
        {
            if (Of(target, "welcome") is [{ Outcome: MailOutcome.Delivered } welcome, ..])
            {
                ProveKits(target, welcome);
                ProveReminders(target, welcome);
            }

            ProveHours(target);
        }

        Findings.AddRange(mails
            .Where(sent => (sent.Key.Category.StartsWith("kit-", StringComparison.Ordinal) || sent.Key.Category.StartsWith("reminder-", StringComparison.Ordinal)) && !asked.Contains(sent.Key))
            .Select(sent => $"Nobody asked for {sent.Key.Category} to person {evidence.Tenant.Directory.User(sent.Key.To)?.Id.ToString() ?? "outside the directory"}."));
    }

    public int Refused { get; private set; }

    public int Uncertain { get; private set; }

    public int Lost { get; private set; }

    public int Doubled { get; private set; }

    public List<string> Findings { get; } = [];

    private void ProveKits(Target target, AcceptedMail welcome)
    {
        foreach (var kit in target.Wave.Kits.Where(kit => (kit.For ?? []).All(condition => Holds(condition, target.Person))))
        {
            var due = hours.WorkingDay(LocalDateOf(target, welcome.At), 1);
            Prove(target, $"kit-{kit.Kit.ToString().ToLowerInvariant()}", due, isOwed: true, isUnwanted: _ => false);
        }
    }

    private void ProveReminders(Target target, AcceptedMail welcome)
    {
        for (var i = 0; i < target.Wave.Reminders.Count; i++)
        {
            var due = hours.WorkingDay(LocalDateOf(target, welcome.At), target.Wave.Reminders[i]);
            var start = due.AtStartOfDayInZone(hours.ZoneOf(target.Person)).ToDateTimeOffset();
            var signs = evidence.People.SignsOf(target.Person.Id);
            Prove(
                target,
                $"reminder-{i + 1}",
                due,
                isOwed: signs.SignedIn is null && signs.Pressed is null && signs.Stopped is null || signs.First > start + Grace,
                isUnwanted: at => (signs.SignedIn is { } seen && seen + KnownAsActive < at && !WereConcealed(seen, at)) || signs.Pressed + Slack < at || signs.Stopped + Slack < at);
        }
    }

    /// <summary>Whether reports hid who is active: nobody is taken for active then who pressed no button.</summary>
    private bool WereConcealed(DateTimeOffset from, DateTimeOffset to) =>
        evidence.Tenant.Log.Happenings.Any(one => one.Kind == HappeningKind.NamesConcealed && one.Overlaps(from, to));

    private void Prove(Target target, string kind, LocalDate due, bool isOwed, Func<DateTimeOffset, bool> isUnwanted)
    {
        var sent = Of(target, kind);
        asked.Add((target.Person.Mail.ToLowerInvariant(), kind));
        var isUnsure = sent.Count == 0 && isUncertain(target, kind);
        var isDue = due.AtStartOfDayInZone(hours.ZoneOf(target.Person)).ToDateTimeOffset() + Grace < evidence.End;
        Refused += sent.Any(mail => mail.Outcome is MailOutcome.Bounced or MailOutcome.Dropped) ? 1 : 0;
        Uncertain += isUnsure ? 1 : 0;
        Doubled += Math.Max(0, sent.Count - 1);
        if (sent.Count > 1)
        {
            Findings.Add($"Doubled: person {target.Person.Id} got {sent.Count} mails {kind}.");
        }

        var hasLeft = evidence.Tenant.Log.LeftAt(target.Person.Id) < due.AtStartOfDayInZone(hours.ZoneOf(target.Person)).ToDateTimeOffset() + Grace;
        var hasReturned = returned.TryGetValue(target.Person.Mail, out var since) && since < due.AtStartOfDayInZone(hours.ZoneOf(target.Person)).ToDateTimeOffset() + Grace;
        if (sent.Count == 0 && isOwed && isDue && !isUnsure && !hasLeft && !hasReturned)
        {
            Lost++;
            Findings.Add($"Lost: person {target.Person.Id} of wave {target.Wave.Id} got no {kind}, due on {due:uuuu-MM-dd}.");
        }

        Findings.AddRange(sent.Where(mail => LocalDateOf(target, mail.At) < due).Select(mail =>
            $"Early: person {target.Person.Id} got {kind} on {mail.At:O}, before {due:uuuu-MM-dd}."));
        Findings.AddRange(sent.Where(mail => isUnwanted(mail.At)).Select(mail =>
            $"Unwanted: person {target.Person.Id} got {kind} on {mail.At:O} though they were active or had asked for no more."));
    }

    private void ProveHours(Target target)
    {
        var zone = hours.ZoneOf(target.Person);
        Findings.AddRange(Kinds.SelectMany(kind => Of(target, kind))
            .Where(mail => !hours.IsOpen(zone, mail.At) && !hours.IsOpen(zone, mail.At - Slack))
            .Select(mail => $"Out of hours: person {target.Person.Id} got {mail.Categories[0]} on {mail.At:O}."));
    }

    private List<AcceptedMail> Of(Target target, string kind) => [.. mails[(target.Person.Mail.ToLowerInvariant(), kind)]];

    private LocalDate LocalDateOf(Target target, DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(hours.ZoneOf(target.Person)).Date;

    private static bool Holds(AttributeCondition condition, Employee person) =>
        condition.In.Contains(AudienceRule.ValueOf(person, condition.Attribute) ?? "", StringComparer.OrdinalIgnoreCase);
}
