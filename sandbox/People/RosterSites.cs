using AdoptionAutomation.Campaigns;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>
/// The places of work that an export's people have, each once. Their clock is the one that the campaign's timeZones give them, else that of a
/// country whose clocks all agree, else the campaign's.
/// </summary>
internal sealed class RosterSites(CampaignFile settings)
{
    private readonly Dictionary<(string? City, string? Country, string? Code, string Zone), (Site Site, List<string> Offices)> known = [];

    public Site Of(string? city, string? country, string? code, string? office, string? department, string? jobTitle, string? employeeType)
    {
        var zone = settings.TimeZones.FirstOrDefault(rule => rule.In.Contains(ValueOf(rule.Attribute) ?? "", StringComparer.OrdinalIgnoreCase))?.Zone
            ?? Countries.OnlyZoneOf(code ?? Countries.CodeOf(country ?? ""))
            ?? settings.TimeZone;
        if (!known.TryGetValue((city, country, code, zone), out var place))
        {
            var offices = new List<string>();
            place = (new(city ?? "", country ?? "", code ?? "", zone, settings.Languages[0], offices, 1), offices);
            known.Add((city, country, code, zone), place);
        }

        if (office is not null && !place.Offices.Contains(office))
        {
            place.Offices.Add(office);
        }

        return place.Site;

        string? ValueOf(DirectoryAttribute attribute) => attribute switch
        {
            DirectoryAttribute.City => city,
            DirectoryAttribute.Country => country,
            DirectoryAttribute.UsageLocation => code,
            DirectoryAttribute.OfficeLocation => office,
            DirectoryAttribute.Department => department,
            DirectoryAttribute.JobTitle => jobTitle,
            _ => employeeType,
        };
    }
}
