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
internal sealed class CompanyBook(Employees employees, IReadOnlyDictionary<Guid, DateTimeOffset> completed, LifeBooks life, DateOnly start)
{
    private readonly List<Employee> accounts = [.. employees.From(0).Where(person => person is { IsGuest: false, AccountEnabled: true })];
    private int? complete;

    public void Write(BookPage page, DateTimeOffset takenAt)
    {
        WriteMails(page, Count.MailsSent7, Count.MailboxDays7, page.Day, 7);
        if (page.Day >= start.AddDays(-1))
        {
            WriteMails(page, Count.MailsSentBefore, Count.MailboxDaysBefore, start.AddDays(-1), 28);
        }

        complete ??= accounts.Count(person => person is { JobTitle: not null, Department: not null, OfficeLocation: not null });
        page.Add(Scope.Organisation, Count.Accounts, accounts.Count);
        page.Add(Scope.Organisation, Count.Profiles, complete.Value + completed.Values.Count(at => at <= takenAt));
    }

    public int CompletedBetween(DateTimeOffset from, DateTimeOffset to) => completed.Values.Count(at => at > from && at <= to);

    private void WriteMails(BookPage page, string sent, string mailboxes, DateOnly last, int days)
    {
        foreach (var mail in Enumerable.Range(0, days).Select(back => life.MailsOn(last.AddDays(-back))))
        {
            page.Add(Scope.Organisation, sent, mail.Sent);
            page.Add(Scope.Organisation, mailboxes, mail.Mailboxes);
        }
    }
}
