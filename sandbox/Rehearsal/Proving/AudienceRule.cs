using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Rehearsal.Proving;

/// <summary>Whom an audience means, asked of the simulated people themselves.</summary>
internal static class AudienceRule
{
    public static async Task<Func<Employee, bool>> OfAsync(
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

    public static string? ValueOf(Employee person, DirectoryAttribute attribute) => attribute switch
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
