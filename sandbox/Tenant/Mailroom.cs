using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>What SendGrid's event webhook tells about a mail. <paramref name="Kind"/> is its own word: processed, delivered, bounce, dropped.</summary>
internal sealed record MailEvent(string Kind, AcceptedMail Mail, DateTimeOffset At, string? Reason = null);

/// <summary>
/// What becomes of accepted mails: delivered, bounced or dropped, some seconds later. Events of one second are one step of the agenda; those of
/// <see cref="TenantOptions.EventsWithin"/> go to the webhook together.
/// </summary>
internal sealed class Mailroom(Lock gate, TenantOptions options, TenantDirectory directory, IAgenda agenda, TimeProvider clock, EventWebhook webhook)
{
    private readonly Dice dice = new(options.Seed);
    private readonly HashSet<string> suppressed = new(options.Suppressed, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> invalid = new(options.InvalidMailboxes, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DateTimeOffset, List<MailEvent>> due = [];
    private readonly List<MailEvent> outbox = [];
    private readonly List<(DateTimeOffset Until, double Bounces, double Dropped)> troubles = [];
    private long mails;

    /// <summary>Called when a mail reaches its mailbox, outside the tenant's lock.</summary>
    public Action<AcceptedMail>? Delivered { get; set; }

    /// <summary>Whether SendGrid has this address on its suppression lists.</summary>
    public bool IsSuppressed(string address) =>
        suppressed.Contains(address) || Draws(options.SuppressedShare, "suppressed", address);

    /// <summary>Whether the mailbox exists for nobody: a bounce, and suppressed from then on.</summary>
    public bool IsInvalid(string address) =>
        invalid.Contains(address) || Draws(options.InvalidMailboxShare, "invalid", address) || IsNobody(address);

    /// <summary>IT mends a mailbox, and takes its address off the suppression lists.</summary>
    public void Mend(string address)
    {
        lock (gate)
        {
            invalid.Remove(address);
            suppressed.Remove(address);
        }
    }

    /// <summary>From now on a share of the mails bounces, and another is dropped; only those to people whom no campaign file names.</summary>
    public void Fail(DateTimeOffset until, double bounces, double dropped)
    {
        lock (gate)
        {
            troubles.Add((until, bounces, dropped));
        }
    }

    /// <param name="sendAt">When the sender wants it sent; the past means now. Call under the tenant's lock.</param>
    public void Take(AcceptedMail mail, DateTimeOffset sendAt)
    {
        var number = mails++;
        var now = clock.GetUtcNow();
        var start = (sendAt > now ? sendAt : now) + dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), "processed", number);
        var trouble = TroubleOf(mail.To, number, now);
        if (trouble is "dropped" || IsSuppressed(mail.To))
        {
            Plan(new("dropped", mail, start, "Bounced Address"));
            return;
        }

        Plan(new("processed", mail, start));
        var end = start + dice.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), "arrives", number);
        Plan(trouble is "bounce" || IsInvalid(mail.To)
            ? new("bounce", mail, end, "550 5.1.1 The email account that you tried to reach does not exist.")
            : new("delivered", mail, end));
    }

    /// <summary>The event that ends a mail before its time; null: none.</summary>
    private string? TroubleOf(string address, long number, DateTimeOffset now)
    {
        var (bounces, dropped) = (troubles.Where(one => now < one.Until).Sum(one => one.Bounces), troubles.Where(one => now < one.Until).Sum(one => one.Dropped));
        if (bounces + dropped == 0 || directory.People.Find(address) is not { } person || directory.Employees.IsNamed(person))
        {
            return null;
        }

        var draw = dice.Unit("trouble", number);
        return draw < bounces ? "bounce" : draw < bounces + dropped ? "dropped" : null;
    }

    private void Plan(MailEvent happening)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(happening.At.ToUnixTimeSeconds() + 1);
        if (!due.TryGetValue(second, out var events))
        {
            due[second] = events = [];
            agenda.At(second, "mail events", cancellationToken => HappenAsync(second, cancellationToken));
        }

        events.Add(happening);
    }

    private async Task HappenAsync(DateTimeOffset second, CancellationToken cancellationToken)
    {
        List<MailEvent> events;
        lock (gate)
        {
            due.Remove(second, out events!);
            foreach (var happening in events)
            {
                Apply(happening);
            }
        }

        foreach (var happening in events.Where(e => e.Kind is "delivered"))
        {
            Delivered?.Invoke(happening.Mail);
        }

        if (options.EventsWithin == TimeSpan.Zero)
        {
            await webhook.PostAsync(events, cancellationToken);
            return;
        }

        lock (gate)
        {
            if (outbox.Count == 0)
            {
                agenda.At(second + options.EventsWithin, "mail events posted", PostAsync);
            }

            outbox.AddRange(events);
        }
    }

    private Task PostAsync(CancellationToken cancellationToken)
    {
        List<MailEvent> events;
        lock (gate)
        {
            events = [.. outbox];
            outbox.Clear();
        }

        return webhook.PostAsync(events, cancellationToken);
    }

    private void Apply(MailEvent happening)
    {
        happening.Mail.Outcome = happening.Kind switch
        {
            "delivered" => MailOutcome.Delivered,
            "bounce" => MailOutcome.Bounced,
            "dropped" => MailOutcome.Dropped,
            _ => happening.Mail.Outcome,
        };
        if (happening.Kind is "bounce")
        {
            suppressed.Add(happening.Mail.To);
        }
    }

    /// <summary>Only people that no campaign file names are drawn, so that a rehearsal's sponsor and managers are reachable.</summary>
    private bool Draws(double share, string question, string address) =>
        directory.People.Find(address) is { } person
        && !directory.Employees.IsNamed(person)
        && dice.Chance(share, question, person.Index);

    private bool IsNobody(string address) =>
        address.EndsWith($"@{options.Company.Domain}", StringComparison.OrdinalIgnoreCase)
        && directory.People.Find(address) is null
        && directory.GroupByMail(address) is null;
}
