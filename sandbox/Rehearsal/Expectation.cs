using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>
/// What the campaign's files ask for, worked out here from the files and the people alone: none of the app's code that does the same
/// work is called, so the two check each other.
/// </summary>
/// <param name="Targets">Who is to be invited, by object id, with the wave that is theirs.</param>
internal sealed record Expectation(IReadOnlyDictionary<Guid, Target> Targets)
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="files">Its files.</param>
    /// <param name="employees">The people of the tenant.</param>
    /// <param name="opened">When each wave was opened; those that were not invite nobody.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<Expectation> OfAsync(
        Campaign campaign, ICampaignFiles files, Employees employees, IReadOnlyDictionary<string, DateTimeOffset> opened, CancellationToken cancellationToken)
    {
        var targets = new Dictionary<Guid, Target>();
        foreach (var wave in campaign.Waves.Where(wave => opened.ContainsKey(wave.Id)).OrderBy(wave => opened[wave.Id]))
        {
            var isInvited = await RuleOfAsync(wave.Audience, files, employees, cancellationToken);
            foreach (var person in employees.From(0).Where(person => person is { AccountEnabled: true, IsGuest: false } && isInvited(person)))
            {
                targets.TryAdd(person.Id, new(person, wave));
            }
        }

        return new(targets);
    }

    private static async Task<Func<Employee, bool>> RuleOfAsync(
        Audience audience, ICampaignFiles files, Employees employees, CancellationToken cancellationToken)
    {
        if (audience.Csv is { } file)
        {
            await using var stream = await files.OpenAsync(file, cancellationToken) ?? Stream.Null;
            using var reader = new StreamReader(stream);
            var addresses = AddressesIn(await reader.ReadToEndAsync(cancellationToken));
            return person => addresses.Contains(person.Mail);
        }

        if (audience.EntraGroup is { } id)
        {
            var group = employees.Shape.AudienceGroups.FirstOrDefault(known => known.Id.ToString().Equals(id, StringComparison.OrdinalIgnoreCase));
            return person => group is not null && employees.IsIn(group, person.Index);
        }

        return person => (audience.Attributes ?? []).All(condition =>
            condition.In.Contains(ValueOf(person, condition.Attribute) ?? "", StringComparer.OrdinalIgnoreCase));
    }

    private static HashSet<string> AddressesIn(string csv) =>
        csv.Split('\n', ',', ';', '\t').Select(cell => cell.Trim(' ', '"', '\r', '\uFEFF')).Where(cell => cell.Contains('@')).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static string? ValueOf(Employee person, DirectoryAttribute attribute) => attribute switch
    {
        DirectoryAttribute.Department => person.Department,
        DirectoryAttribute.City => person.Site.City,
        DirectoryAttribute.OfficeLocation => person.OfficeLocation,
        DirectoryAttribute.Country => person.Site.Country,
        DirectoryAttribute.JobTitle => person.JobTitle,
        DirectoryAttribute.EmployeeType => person.EmployeeType,
        _ => person.Site.UsageLocation,
    };
}

/// <summary>One person who is to be invited.</summary>
internal sealed record Target(Employee Person, WaveDefinition Wave);
