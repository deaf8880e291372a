using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>People of a directory's export, or what is wrong with it.</summary>
/// <param name="People">As far as they could be read; their managers by place in this list.</param>
/// <param name="Problems">What is wrong, at most a page of it, as compilers print it.</param>
/// <param name="Warnings">What is not as it should be, and does no harm.</param>
internal sealed record PeopleReading(IReadOnlyList<Employee> People, IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings);

/// <summary>
/// The organisation's directory as a CSV file, streamed: what the Entra admin centre exports (Users, Download users), or
/// <c>Get-MgUser | Export-Csv</c>. Columns go by their names, in any order and case; only userPrincipalName must be there, and what is unknown
/// is left alone. Addresses in problems are masked.
/// </summary>
internal sealed class PeopleFile
{
    private const string Upn = "userPrincipalName";
    private const int MostShown = 50;

    /// <summary>Windows PowerShell writes the type of what it exports above the columns.</summary>
    private static readonly byte[] TypeLine = "#TYPE"u8.ToArray();

    /// <summary>How dates are written by the admin centre, and by PowerShell in English.</summary>
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss'Z'", "M/d/yyyy h:mm:ss tt"];

    private readonly string name;
    private readonly Findings findings = new();
    private readonly CampaignCsv csv;
    private readonly RosterSites sites;
    private readonly ObjectIds ids;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (int Line, int Place)> addresses = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, int> lineOfId = [];
    private readonly List<(int Person, int Line, string Manager)> managers = [];
    private readonly List<Employee> people = [];
    private int above;

    private PeopleFile(string name, CampaignFile settings, int seed)
    {
        (this.name, ids, sites) = (name, new(seed), new(settings));
        csv = new(name, Upn, findings);
    }

    private int Line => csv.Line + above;

    /// <param name="file">The export.</param>
    /// <param name="settings">Of the campaign: whose clock goes for people of countries with several.</param>
    /// <param name="seed">Gives ids to people if the file has none.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<PeopleReading> ReadAsync(FileInfo file, CampaignFile settings, int seed, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            return new([], [$"--people: there is no file {file}."], []);
        }

        await using var stream = file.OpenRead();
        return await new PeopleFile(file.ToString(), settings, seed).ReadAsync(stream, cancellationToken);
    }

    private async Task<PeopleReading> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        above = await SkipTypeAsync(stream, cancellationToken) ? 1 : 0;
        await foreach (var upn in csv.ReadAsync(stream, cancellationToken))
        {
            if (columns.Count == 0)
            {
                foreach (var (i, column) in csv.Columns.Index())
                {
                    columns.TryAdd(column, i);
                }
            }

            Add(upn);
        }

        if (csv.Columns.Count > 0 && people.Count == 0 && !findings.Any)
        {
            Report(Upn, ProblemCodes.CsvNobody);
        }

        var found = findings.In("en");
        NameManagers();
        return new(people, Shown(found), Shown([.. findings.In("en").Where(problem => problem.IsWarning)]));
    }

    private static string[] Shown(IReadOnlyList<Problem> found) =>
    [
        .. found.Take(MostShown).Select(problem => problem.ToString()),
        .. found.Count > MostShown ? [$"{found[0].File}: and {found.Count - MostShown} more."] : Array.Empty<string>(),
    ];

    private static async Task<bool> SkipTypeAsync(Stream stream, CancellationToken cancellationToken)
    {
        var start = new byte[3 + TypeLine.Length];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        var skips = start.AsSpan(0, length).IndexOf(TypeLine) is 0 or 3;
        stream.Position = 0;
        while (skips && stream.ReadByte() is not ('\n' or -1))
        {
            // To the end of the line.
        }

        return skips;
    }

    private void Add(string upn)
    {
        var mail = Cell("mail") ?? upn;
        var id = IdOf();
        if (!Accept(upn, Upn) || (!mail.Equals(upn, StringComparison.OrdinalIgnoreCase) && !Accept(mail, "mail")))
        {
            return;
        }

        if (Cell("manager", "managerUserPrincipalName") is { } manager)
        {
            managers.Add((people.Count, Line, manager));
        }

        var isGuest = IsGuest();
        var display = Cell("displayName") ?? upn.Split('@')[0];
        var office = Cell("officeLocation", "physicalDeliveryOfficeName");
        var site = sites.Of(Cell("city"), Cell("country"), Country(), office, Cell("department"), Cell("jobTitle"), Cell("employeeType"));
        people.Add(new(people.Count, id ?? ids.Of(ObjectIds.People, people.Count), Cell("givenName") ?? "", Cell("surname") ?? "", upn, mail)
        {
            DisplayName = display,
            Site = site,
            CompanyName = Cell("companyName") ?? "",
            Department = Cell("department"),
            JobTitle = Cell("jobTitle"),
            OfficeLocation = office,
            EmployeeType = Cell("employeeType"),
            EmployeeId = Cell("employeeId") ?? "",
            PreferredLanguage = Cell("preferredLanguage"),
            EmployeeHireDate = DateIn("employeeHireDate"),
            CreatedDateTime = DateIn("createdDateTime") ?? DateTimeOffset.UnixEpoch.AddYears(40),
            AccountEnabled = IsEnabled(),
            IsGuest = isGuest,
            ExternalUserState = isGuest ? "Accepted" : null,
            Plans = isGuest ? [] : Employees.AllPlans,
        });
    }

    private bool Accept(string address, string column)
    {
        if (address.Length == 0)
        {
            Report(column, ProblemCodes.CsvNoAddress);
            return false;
        }

        if (!MailAddress.IsValid(address))
        {
            Report(column, ProblemCodes.CsvBadAddress, MailAddress.Masked(address));
            return false;
        }

        if (!addresses.TryAdd(address, (Line, people.Count)))
        {
            Report(column, ProblemCodes.CsvDuplicate, MailAddress.Masked(address), addresses[address].Line);
            return false;
        }

        return true;
    }

    private Guid? IdOf()
    {
        if (Cell("id", "objectId") is not { } text)
        {
            return null;
        }

        if (!Guid.TryParse(text, out var id))
        {
            Report("id", PeopleProblems.BadId, text);
            return null;
        }

        if (!lineOfId.TryAdd(id, Line))
        {
            Report("id", PeopleProblems.SameId, text, lineOfId[id]);
            return null;
        }

        return id;
    }

    private bool IsEnabled()
    {
        var text = Cell("accountEnabled");
        var isSaid = bool.TryParse(text, out var enabled);
        if (text is not null && !isSaid)
        {
            Report("accountEnabled", PeopleProblems.NotTrueOrFalse, text);
        }

        return !isSaid || enabled;
    }

    private bool IsGuest()
    {
        var text = Cell("userType");
        var isGuest = string.Equals(text, "Guest", StringComparison.OrdinalIgnoreCase);
        if (text is not null && !isGuest && !string.Equals(text, "Member", StringComparison.OrdinalIgnoreCase))
        {
            Report("userType", PeopleProblems.NoUserType, text);
        }

        return isGuest;
    }

    private string? Country()
    {
        if (Cell("usageLocation") is { } code && !Countries.IsCode(code))
        {
            Report("usageLocation", PeopleProblems.UnknownCountry, code);
        }

        return Cell("usageLocation");
    }

    private DateTimeOffset? DateIn(string column)
    {
        if (Cell(column) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at))
        {
            return at;
        }

        Report(column, PeopleProblems.NoDate, text);
        return null;
    }

    private void NameManagers()
    {
        foreach (var (person, line, manager) in managers)
        {
            if (addresses.TryGetValue(manager, out var place) && place.Place != person && place.Place < people.Count)
            {
                people[person] = people[person] with { ManagerIndex = place.Place };
            }
            else
            {
                findings.Add(name, line, "manager", PeopleProblems.ManagerAway, MailAddress.Masked(manager));
            }
        }
    }

    /// <summary>The first of the columns that is there and says something.</summary>
    private string? Cell(params ReadOnlySpan<string> names)
    {
        foreach (var column in names)
        {
            if (columns.TryGetValue(column, out var i) && csv.Cell(i) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }

    private void Report(string column, ProblemCode code, params object[] arguments) =>
        findings.Add(name, Line, columns.TryGetValue(column, out var i) ? csv.PlaceOf(i) : 1, column, code, arguments);
}
