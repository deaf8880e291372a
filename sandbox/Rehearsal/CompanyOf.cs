using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Sandbox.People;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>A simulated company that fits a campaign: the people its files name exist, and so do the departments and sites of its audiences.</summary>
internal static class CompanyOf
{
    /// <summary>People of a CSV audience beyond these are taken for unknown addresses.</summary>
    private const int MostNamedPeople = 5_000;

    public static async Task<CompanyShape> Async(Campaign campaign, ICampaignFiles files, CancellationToken cancellationToken)
    {
        var shape = new CompanyShape();
        var addresses = campaign.Groups.SelectMany(group => group.Owners.Concat(group.Members))
            .Concat(campaign.GroupTree.Templates.SelectMany(template => template.Owners ?? []))
            .Concat(campaign.GroupTree.Expansions.SelectMany(expansion => expansion.Owners))
            .ToList();
        foreach (var file in campaign.Waves.Select(wave => wave.Audience.Csv).OfType<string>())
        {
            await using var stream = await files.OpenAsync(file, cancellationToken) ?? Stream.Null;
            addresses.AddRange(await new AudienceCsv(file, new Findings()).ReadAsync(stream, cancellationToken)
                .Take(MostNamedPeople)
                .ToListAsync(cancellationToken));
        }

        var domain = addresses.GroupBy(DomainOf, StringComparer.OrdinalIgnoreCase).MaxBy(group => group.Count())?.Key ?? shape.Domain;
        var known = domain == shape.Domain ? shape.NamedPeople : [];
        var others = addresses.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(address => DomainOf(address).Equals(domain, StringComparison.OrdinalIgnoreCase))
            .Where(address => !known.Any(person => person.Mail.Equals(address, StringComparison.OrdinalIgnoreCase)))
            .Select((address, i) => PersonOf(address, shape, i));
        return shape with { Domain = domain, NamedPeople = [.. known, .. others], Departments = DepartmentsFor(campaign, shape) };
    }

    private static IReadOnlyList<Department> DepartmentsFor(Campaign campaign, CompanyShape shape)
    {
        var wanted = campaign.Waves.Select(wave => wave.Audience).Concat(campaign.Groups.Select(group => group.MembersFrom).OfType<Audience>())
            .SelectMany(audience => audience.Attributes ?? [])
            .Where(condition => condition.Attribute == DirectoryAttribute.Department)
            .SelectMany(condition => condition.In);
        var missing = wanted.Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => !shape.Departments.Any(department => department.Name.Equals(name, StringComparison.OrdinalIgnoreCase)));
        return [.. shape.Departments, .. missing.Select(name => shape.Departments[0] with { Name = name, Weight = 5 })];
    }

    private static NamedPerson PersonOf(string address, CompanyShape shape, int number)
    {
        var names = address[..address.IndexOf('@', StringComparison.Ordinal)].Split('.', '-', '_').Select(CultureInfo.InvariantCulture.TextInfo.ToTitleCase).ToList();
        return new(
            names[0],
            names.Count > 1 ? names[^1] : names[0],
            address.ToLowerInvariant(),
            shape.Departments[number % shape.Departments.Count].Name,
            shape.Sites[number % shape.Sites.Count].City);
    }

    private static string DomainOf(string address) => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
