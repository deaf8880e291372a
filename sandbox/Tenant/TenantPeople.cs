using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Tenant;

/// <summary>
/// Everybody in the directory: the people who are drawn, and beside them the little that is stored: guests and newcomers since, who changed
/// or was deleted, and the service mailbox, which is a user but not listed.
/// </summary>
internal sealed class TenantPeople
{
    private readonly Employees drawn;
    private readonly ObjectIds ids;
    private readonly List<(Employee Guest, DateTimeOffset ReadableFrom)> guests = [];
    private readonly Dictionary<string, int> addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Employee> changed = [];
    private readonly HashSet<Guid> deleted = [];
    private readonly Dictionary<string, long> counts = [];

    public TenantPeople(Employees drawn, ObjectIds ids, DateTimeOffset start)
    {
        (this.drawn, this.ids) = (drawn, ids);
        var mail = $"campagne@{drawn.Shape.Domain}";
        Mailbox = new(-1, TenantDirectory.MailboxId, "", "", mail, mail)
        {
            DisplayName = "Campagne",
            Site = drawn.Shape.Sites[0],
            CompanyName = drawn.Shape.Name,
            CreatedDateTime = start.AddYears(-1),
            AccountEnabled = false,
        };
    }

    /// <summary>A shared mailbox: nobody signs in to it.</summary>
    public Employee Mailbox { get; }

    /// <summary>Guests invited since the start.</summary>
    public IEnumerable<Employee> Invited => guests.Select(g => g.Guest).Where(person => person.IsGuest);

    public Employee? Find(Guid id) =>
        deleted.Contains(id) ? null
        : id == Mailbox.Id ? Mailbox
        : drawn.Find(id) is { } person ? AsIs(person)
        : ids.NumberOf(ObjectIds.Guests, id) is { } number && number < guests.Count ? AsIs(guests[(int)number].Guest)
        : null;

    /// <summary>By mail or user principal name, in any case.</summary>
    public Employee? Find(string address) => FindAny(address) is { } person && !deleted.Contains(person.Id) ? person : null;

    /// <summary>False for a guest who was invited a moment ago.</summary>
    public bool IsReadable(Employee person, DateTimeOffset now) => person.Index < drawn.Count || guests[(int)(person.Index - drawn.Count)].ReadableFrom <= now;

    /// <summary>What a listing shows from a cursor on, each with the cursor that continues after it.</summary>
    public IEnumerable<(long Cursor, Employee Person)> From(long cursor, DateTimeOffset now) =>
        drawn.From(cursor).Where(person => !deleted.Contains(person.Id)).Select(AsIs)
            .Concat(Readable(now).Where(guest => guest.Index >= cursor))
            .Select(person => (person.Index + 1, person));

    /// <summary>Counts the drawn once by question.</summary>
    public long Count(string question, Func<Employee, bool> matches, DateTimeOffset now)
    {
        if (!counts.TryGetValue(question, out var known))
        {
            known = counts[question] = drawn.From(0).Where(person => !deleted.Contains(person.Id)).Select(AsIs).LongCount(matches);
        }

        return known + Readable(now).LongCount(matches);
    }

    public Employee Invite(string mail, string? name, DateTimeOffset now, DateTimeOffset readableFrom)
    {
        var shape = drawn.Shape;
        var local = mail.Split('@')[0];
        var guest = new Employee(
            drawn.Count + guests.Count,
            ids.Of(ObjectIds.Guests, guests.Count),
            "",
            "",
            $"{mail.Replace('@', '_')}#EXT#@{shape.Domain}",
            mail)
        {
            DisplayName = name is { Length: > 0 } ? name : local,
            Site = shape.Sites[0],
            CompanyName = mail.Split('@')[^1],
            CreatedDateTime = now,
            IsGuest = true,
            ExternalUserState = "PendingAcceptance",
        };
        addresses[guest.Mail] = guests.Count;
        addresses[guest.UserPrincipalName] = guests.Count;
        guests.Add((guest, readableFrom));
        return guest;
    }

    /// <summary>An account made by hand, readable at once.</summary>
    /// <param name="like">A person to take site and company from.</param>
    /// <param name="mail">Not taken yet.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="as">What else is different.</param>
    public Employee Hire(Employee like, string mail, DateTimeOffset now, Func<Employee, Employee> @as)
    {
        var person = @as(like with
        {
            Index = drawn.Count + guests.Count,
            Id = ids.Of(ObjectIds.Guests, guests.Count),
            Mail = mail,
            UserPrincipalName = mail,
            CreatedDateTime = now,
            EmployeeHireDate = null,
            AccountEnabled = true,
        });
        addresses[person.Mail] = guests.Count;
        guests.Add((person, now));
        return person;
    }

    /// <summary>Changes what the directory says of somebody.</summary>
    public void Change(Employee person)
    {
        changed[person.Id] = person;
        counts.Clear();
    }

    public void Delete(Guid id)
    {
        deleted.Add(id);
        counts.Clear();
    }

    private IEnumerable<Employee> Readable(DateTimeOffset now) =>
        guests.Where(g => g.ReadableFrom <= now && !deleted.Contains(g.Guest.Id)).Select(g => AsIs(g.Guest));

    private Employee AsIs(Employee person) => changed.Count > 0 ? changed.GetValueOrDefault(person.Id, person) : person;

    private Employee? FindAny(string address) =>
        string.Equals(address, Mailbox.Mail, StringComparison.OrdinalIgnoreCase) ? Mailbox
        : drawn.Find(address) is { } person ? AsIs(person)
        : addresses.TryGetValue(address, out var position) ? AsIs(guests[position].Guest)
        : null;
}
