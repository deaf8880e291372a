using System.Collections.Immutable;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.People.Life;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;

/// <summary>What is known of the whole company, invited or not: its mails, accounts and profiles.</summary>
/// <param name="employees">Everybody.</param>
/// <param name="completed">Who completed their profile, and when.</param>
/// <param name="life">What people did.</param>
/// <param name="start">The campaign's first day.</param>
/// <param name="left">Who left the company, and when; null: nobody.</param>
internal sealed class CompanyBook(
    Employees employees, IReadOnlyDictionary<Guid, DateTimeOffset> completed, LifeBooks life, DateOnly start, IReadOnlyDictionary<Guid, DateTimeOffset>? left = null)
{
    private readonly List<Employee> accounts = [.. employees.From(0).Where(person => person is { IsGuest: false, AccountEnabled: true })];
    private readonly IReadOnlyDictionary<Guid, DateTimeOffset> left = left ?? ImmutableDictionary<Guid, DateTimeOffset>.Empty;
    private int? complete;

    public void Write(BookPage page, DateTimeOffset takenAt)
    {
        WriteMails(page, Count.MailsSent7, Count.MailboxDays7, page.Day, 7);
        if (page.Day >= start.AddDays(-1))
        {
            WriteMails(page, Count.MailsSentBefore, Count.MailboxDaysBefore, start.AddDays(-1), 28);
        }

        complete ??= accounts.Count(IsComplete);
        var gone = accounts.Where(person => left.TryGetValue(person.Id, out var at) && at <= takenAt).ToList();
        page.Add(Scope.Organisation, Count.Accounts, accounts.Count - gone.Count);
        var since = completed.Count(pair => pair.Value <= takenAt && CountsOnceDone(pair.Key) && !gone.Exists(person => person.Id == pair.Key));
        page.Add(Scope.Organisation, Count.Profiles, complete.Value - gone.Count(IsComplete) + since);
    }

    public int CompletedBetween(DateTimeOffset from, DateTimeOffset to) => completed.Values.Count(at => at > from && at <= to) + LeftBetween(from, to);

    public int LeftBetween(DateTimeOffset from, DateTimeOffset to) => left.Values.Count(at => at > from && at <= to);

    /// <summary>An office alone makes no profile.</summary>
    private bool CountsOnceDone(Guid person) => employees.Find(person) is { JobTitle: not null, Department: not null };

    private static bool IsComplete(Employee person) => person is { JobTitle: not null, Department: not null, OfficeLocation: not null };

    private void WriteMails(BookPage page, string sent, string mailboxes, DateOnly last, int days)
    {
        foreach (var mail in Enumerable.Range(0, days).Select(back => life.MailsOn(last.AddDays(-back))))
        {
            page.Add(Scope.Organisation, sent, mail.Sent);
            page.Add(Scope.Organisation, mailboxes, mail.Mailboxes);
        }
    }
}
