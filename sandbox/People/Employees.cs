using System.Globalization;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>
/// The people of the company, each a pure function of the seed and an index: nothing is stored, so a million of them cost no memory.
/// Named people come first, then employees, then a few guests.
/// </summary>
/// <param name="headcount">Employees, the named ones included, guests not.</param>
/// <param name="asOf">The day from which hire dates are past or future.</param>
internal sealed class Employees(CompanyShape shape, int seed, long headcount, DateOnly asOf)
{
    private const int PeopleByManager = 8;

    // The same lists for everybody: a person drawn twice is equal to themselves.
    public static readonly IReadOnlyList<(string Service, string Status)> AllPlans =
        [("exchange", "Enabled"), ("SharePoint", "Enabled"), ("TeamspaceAPI", "Enabled"), ("YammerEnterprise", "Enabled")];

    private static readonly (string Service, string Status)[] WithoutTeams =
        [.. AllPlans.Select(plan => plan.Service == "TeamspaceAPI" ? (plan.Service, "Deleted") : plan)];

    private readonly Dice dice = new(seed);
    private readonly ObjectIds ids = new(seed);
    private readonly double sites = shape.Sites.Sum(s => s.Weight);
    private readonly double departments = shape.Departments.Sum(d => d.Weight);
    private readonly Dictionary<string, int> named = shape.NamedPeople.Index()
        .ToDictionary(p => p.Item.Mail, p => p.Index, StringComparer.OrdinalIgnoreCase);

    public CompanyShape Shape => shape;

    public long Headcount { get; } = shape.Roster?.Members ?? Math.Max(headcount, shape.NamedPeople.Count);

    /// <summary>Headcount and guests.</summary>
    public long Count => shape.Roster?.People.Count ?? Headcount + Math.Max(3, (long)(Headcount * shape.GuestShare));

    public Employee this[long index] =>
        index < 0 || index >= Count ? throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} people.")
        : shape.Roster is { } roster ? roster.People[(int)index]
        : index < shape.NamedPeople.Count ? Named((int)index)
        : index < Headcount ? Hired(index)
        : Guest(index);

    /// <summary>Whether files of the campaign name them.</summary>
    public bool IsNamed(Employee person) => person.Index < (shape.Roster?.Named ?? shape.NamedPeople.Count);

    public Employee? Find(Guid id) => shape.Roster is { } roster ? roster.Find(id) : ids.NumberOf(ObjectIds.People, id) is { } index && index < Count ? this[index] : null;

    /// <summary>By mail or user principal name, in any case.</summary>
    public Employee? Find(string address)
    {
        if (shape.Roster is { } roster)
        {
            return roster.Find(address);
        }

        if (named.TryGetValue(address, out var position))
        {
            return this[position];
        }

        if (IndexIn(address) is not { } index || index < shape.NamedPeople.Count || index >= Count)
        {
            return null;
        }

        var person = this[index];
        return Same(person.Mail, address) || Same(person.UserPrincipalName, address) ? person : null;
    }

    public IEnumerable<Employee> From(long index)
    {
        for (; index < Count; index++)
        {
            yield return this[index];
        }
    }

    /// <summary>Where somebody sits, whether the directory knows it or not.</summary>
    public string OfficeOf(Employee person) => person.Site.Offices.Count == 0 ? "Office" : person.Site.Offices[dice.Below(person.Site.Offices.Count, "office", person.Index)];

    public bool IsIn(AudienceGroup group, long index) =>
        index < Headcount && dice.Chance(group.Share, group.DisplayName, index);

    private Employee Named(int index)
    {
        var person = shape.NamedPeople[index];
        var site = shape.Sites.FirstOrDefault(s => s.City == person.City)
            ?? throw new InvalidOperationException($"{person.Mail} works in {person.City}, which is no site of {shape.Name}.");
        var department = shape.Departments.FirstOrDefault(d => d.Name == person.Department)
            ?? throw new InvalidOperationException($"{person.Mail} works for {person.Department}, which is no department of {shape.Name}.");
        return At(index, person.GivenName, person.Surname, person.Mail, site, department, person.Language ?? site.Language) with
        {
            EmployeeType = "Employee",
            AccountEnabled = true,
            Plans = PlansOf(unlicensed: false, noTeams: false),
            EmployeeHireDate = Midnight(asOf.AddDays(-365 - dice.Below(3000, "named", index))),
        };
    }

    private Employee Hired(long index)
    {
        var site = Pick(shape.Sites, s => s.Weight, sites, "site", index);
        var department = Pick(shape.Departments, d => d.Weight, departments, "department", index);
        var english = site.Language.StartsWith("en", StringComparison.Ordinal);
        var language = english || !dice.Chance(shape.EnglishShare, "english", index) ? site.Language : "en-IE";
        var (given, surname) = Name(english, index);
        var mail = $"{Names.InAddress(given)}.{Names.InAddress(surname)}.{index}@{shape.Domain}";
        var person = At(index, given, surname, mail, site, department, language);
        return dice.Chance(shape.NoOfficeShare, "no office", index) ? person with { OfficeLocation = null } : person;
    }

    private Employee At(long index, string given, string surname, string mail, Site site, Department department, string language)
    {
        var titles = language.StartsWith("en", StringComparison.Ordinal) ? department.EnglishTitles : department.FrenchTitles;
        var hired = HireDate(index);
        return new(index, ids.Of(ObjectIds.People, index), given, surname, mail, mail)
        {
            Site = site,
            CompanyName = shape.Name,
            Department = department.Name,
            JobTitle = titles[dice.Below(titles.Count, "title", index)],
            OfficeLocation = site.Offices[dice.Below(site.Offices.Count, "office", index)],
            EmployeeType = dice.Chance(shape.ContractorShare, "contractor", index) ? "Contractor" : "Employee",
            PreferredLanguage = language,
            EmployeeHireDate = hired,
            CreatedDateTime = Created(hired, index),
            AccountEnabled = !dice.Chance(shape.DisabledShare, "disabled", index),
            Plans = PlansOf(dice.Chance(shape.UnlicensedShare, "unlicensed", index), dice.Chance(shape.NoTeamsShare, "no teams", index)),
            ManagerIndex = index == 0 ? null : (index - 1) / PeopleByManager,
        };
    }

    /// <summary>A service without its licence was there once: the plan stays listed as deleted.</summary>
    private static IReadOnlyList<(string Service, string Status)> PlansOf(bool unlicensed, bool noTeams) =>
        unlicensed ? [] : noTeams ? WithoutTeams : AllPlans;

    private Employee Guest(long index)
    {
        var (given, surname) = Name(english: false, index);
        var local = $"{Names.InAddress(given)}.{Names.InAddress(surname)}.{index}";
        var upn = $"{local}_{shape.PartnerDomain}#EXT#@{shape.Domain}";
        return new(index, ids.Of(ObjectIds.People, index), given, surname, upn, $"{local}@{shape.PartnerDomain}")
        {
            Site = shape.Sites[0],
            CompanyName = shape.PartnerDomain,
            CreatedDateTime = Created(null, index),
            IsGuest = true,
            ExternalUserState = "Accepted",
        };
    }

    private DateTimeOffset? HireDate(long index)
    {
        var draw = dice.Unit("hired", index);
        return draw < shape.NoHireDateShare ? null
            : draw < shape.NoHireDateShare + shape.FutureHireShare ? Midnight(asOf.AddDays(1 + dice.Below(180, "joins", index)))
            : Midnight(asOf.AddDays(-dice.Below(7300, "joined", index)));
    }

    /// <summary>Accounts are made two weeks before the first day, and never in the future.</summary>
    private DateTimeOffset Created(DateTimeOffset? hired, long index)
    {
        var latest = Midnight(asOf.AddDays(-1 - dice.Below(400, "account", index)));
        return hired is { } day && day.AddDays(-14) < latest ? day.AddDays(-14) : latest;
    }

    private (string Given, string Surname) Name(bool english, long index)
    {
        var (given, surnames) = english ? (Names.EnglishGiven, Names.EnglishSurnames) : (Names.FrenchGiven, Names.FrenchSurnames);
        return (given[dice.Below(given.Length, "given", index)], surnames[dice.Below(surnames.Length, "surname", index)]);
    }

    private T Pick<T>(IReadOnlyList<T> choices, Func<T, double> weight, double total, string question, long index)
    {
        var draw = dice.Unit(question, index) * total;
        foreach (var choice in choices)
        {
            if ((draw -= weight(choice)) < 0)
            {
                return choice;
            }
        }

        return choices[^1];
    }

    /// <summary>The digits that end the local part: `claire.martin.42@…`, `claire.martin.42_partner…#EXT#@…`.</summary>
    private static long? IndexIn(string address)
    {
        var end = address.IndexOfAny(['@', '_']);
        var start = end < 0 ? -1 : address.LastIndexOf('.', end - 1);
        return start >= 0 && long.TryParse(address.AsSpan(start + 1, end - start - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index
            : null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
