using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal.Preparing;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>A simulated company that fits a campaign: the people its files name exist, and so do the departments and sites of its audiences.</summary>
internal static class CompanyOf
{
    /// <summary>People of a CSV audience beyond these are taken for unknown addresses.</summary>
    private const int MostNamedPeople = 5_000;

    /// <summary>Of the people: how many are in a group of which an export does not tell.</summary>
    private const double StandInShare = 0.02;

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

    /// <summary>The company of a directory's export.</summary>
    /// <param name="people">Who are in it.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="files">Its files.</param>
    /// <param name="source">Name of the export.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <returns>The company, and whom the campaign names that is not in the export.</returns>
    public static async Task<(CompanyShape Company, IReadOnlyList<string> Missing)> Async(
        IReadOnlyList<Employee> people, Campaign campaign, ICampaignFiles files, string source, CancellationToken cancellationToken)
    {
        var mentions = await Mentions.InAsync(files, cancellationToken);
        var named = mentions.Select(mention => mention.Address).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var domains = people.Where(person => !person.IsGuest).Select(person => DomainOf(person.Mail)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var roster = new Roster(people, person => named.Contains(person.Mail) || named.Contains(person.UserPrincipalName));
        var groups = campaign.Waves.Select(wave => wave.Audience).Concat(campaign.Waves.SelectMany(wave => wave.Except))
            .Concat(campaign.Groups.Select(group => group.MembersFrom).OfType<Audience>())
            .Select(audience => audience.EntraGroup).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var shape = new CompanyShape();
        return (
            shape with
            {
                Roster = roster,
                Name = MostOf(people.Select(person => person.CompanyName)) ?? shape.Name,
                Domain = MostOf(people.Where(person => !person.IsGuest).Select(person => DomainOf(person.UserPrincipalName))) ?? shape.Domain,
                Sites = people.Count > 0 ? [.. people.Select(person => person.Site).Distinct()] : shape.Sites,
                NamedPeople = [],
                AudienceGroups = [.. groups.Select((id, i) => new AudienceGroup($"audience-{i + 1}", Guid.Parse(id), StandInShare))],
            },
            [
                .. mentions.Where(mention => mention.IsOurs(domains) && roster.Find(mention.Address) is null)
                    .Select(mention => $"{mention.Place}  {MailAddress.Masked(mention.Address)} is not in {source}: "
                        + "in the real tenant nobody would be found either. Correct the address, or export everybody."),
                .. groups.Select(id => $"The members of Entra group {id} are not in {source}: {StandInShare:P0} of its people, drawn by the seed, stand in for them."),
            ]);
    }

    private static string? MostOf(IEnumerable<string> texts) =>
        texts.Where(text => text.Length > 0).CountBy(text => text, StringComparer.OrdinalIgnoreCase).OrderByDescending(one => one.Value).Select(one => one.Key).FirstOrDefault();

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
