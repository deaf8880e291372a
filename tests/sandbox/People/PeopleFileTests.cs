using System.Globalization;
using System.Text;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.People;

public sealed class PeopleFileTests : IDisposable
{
    /// <summary>The columns of the admin centre's "Download users".</summary>
    private const string Entra =
        "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,"
        + "physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,alternateEmailAddress,ageGroup,consentProvidedForMinor,legalAgeGroupClassification";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("people-");

    [Fact]
    public async Task What_the_admin_centre_exports_is_read_by_the_names_of_its_columns()
    {
        var reading = await ReadAsync(Entra + "\n"
            + "ana@contoso.com,Ana Silva,Silva,ana.silva@contoso.com,Ana,1b4e28ba-2fa1-4d3b-883f-0016d3cca427,Member,Buyer,Purchasing,True,PT,,,Portugal,Tower,Lisboa,,,,,,,\n"
            + "bo_partner.com#EXT#@contoso.onmicrosoft.com,Bo,,bo@partner.com,,2b4e28ba-2fa1-4d3b-883f-0016d3cca427,Guest,,,false,,,,,,,,,,,,,\n");

        Assert.Empty(reading.Problems);
        Assert.Collection(
            reading.People,
            ana =>
            {
                Assert.Equal(("ana.silva@contoso.com", "Ana", "Silva", "Purchasing", "Tower"), (ana.Mail, ana.GivenName, ana.Surname, ana.Department, ana.OfficeLocation));
                Assert.Equal(("Lisboa", "Portugal", "PT"), (ana.Site.City, ana.Site.Country, ana.Site.UsageLocation));
                Assert.Equal((new Guid("1b4e28ba-2fa1-4d3b-883f-0016d3cca427"), true, false, null), (ana.Id, ana.AccountEnabled, ana.IsGuest, ana.EmployeeId));
            },
            bo => Assert.Equal((true, false, "bo@partner.com"), (bo.IsGuest, bo.AccountEnabled, bo.Mail)));
    }

    [Theory]
    [InlineData("userPrincipalName;Department\na@contoso.com;Ventes\n")]
    [InlineData("\uFEFFDEPARTMENT,USERPRINCIPALNAME\nVentes,a@contoso.com\n")]
    [InlineData("#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser\n\"UserPrincipalName\",\"Department\"\n\"a@contoso.com\",\"Ventes\"\n")]
    public async Task Marks_separators_types_and_the_case_of_columns_do_not_matter(string text)
    {
        var person = Assert.Single((await ReadAsync(text)).People);

        Assert.Equal(("a@contoso.com", "a@contoso.com", "Ventes", true), (person.UserPrincipalName, person.Mail, person.Department, person.AccountEnabled));
    }

    [Fact]
    public async Task Bad_rows_are_named_at_once_with_line_and_what_to_do_and_no_address_in_full()
    {
        var reading = await ReadAsync("""
            userPrincipalName,mail,id,usageLocation,employeeHireDate,accountEnabled,userType,manager
            a@contoso.com,,x,,,,,
            ,b@contoso.com,,,,,,
            c@contoso.com,c(at)contoso.com,,,,,,
            A@contoso.com,,,,,,,
            d@contoso.com,,,XX,2026-02-31,yes,Robot,nobody@contoso.com
            e@contoso.com,,1b4e28ba-2fa1-4d3b-883f-0016d3cca427,FR,2026-02-28,True,member,d@contoso.com
            f@contoso.com,,1b4e28ba-2fa1-4d3b-883f-0016d3cca427,FR,9/1/2020 12:00:00 AM,FALSE,,
            """);

        Assert.Equal(
            [
                "2 id  PPL101", "3 userPrincipalName  CSV003", "4 mail  CSV004", "5 userPrincipalName  CSV005", "6 usageLocation  PPL105", "6 employeeHireDate  PPL106",
                "6 accountEnabled  PPL103", "6 userType  PPL104", "8 id  PPL102",
            ],
            reading.Problems.Select(problem => problem[(Path.Combine(folder.FullName, "people.csv").Length + 1)..])
                .Select(problem => $"{problem.Split(':')[0]} {problem.Split(' ')[1]}  {problem.Split("  ")[1].Split(':')[0]}"));
        Assert.Contains("people.csv:6:1 manager  warning PPL107", Assert.Single(reading.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Problems, problem => problem.Contains("nobody@", StringComparison.Ordinal) || problem.Contains("A@c", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_very_many_bad_rows_fifty_are_shown_and_the_others_counted()
    {
        var reading = await ReadAsync("userPrincipalName,usageLocation\n" + string.Concat(Enumerable.Range(0, 120).Select(i => $"p{i}@contoso.com,QQ\n")));

        Assert.Equal(51, reading.Problems.Count);
        Assert.EndsWith("and 70 more.", reading.Problems[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clocks_are_those_of_the_campaigns_rule_else_of_a_country_that_has_one_else_the_campaigns()
    {
        var reading = await ReadAsync("""
            userPrincipalName,usageLocation,country,city
            a@contoso.com,CA,Canada,Montréal
            b@contoso.com,JP,Japan,Tokyo
            c@contoso.com,,Germany,Köln
            d@contoso.com,US,United States,Boston
            e@contoso.com,,,
            """);

        Assert.Equal(["America/Toronto", "Asia/Tokyo", "Europe/Berlin", "Europe/Paris", "Europe/Paris"], reading.People.Select(person => person.Site.TimeZone));
    }

    [Fact]
    public async Task Ten_thousand_people_stand_with_their_managers_named_ones_first_and_guests_last()
    {
        var text = new StringBuilder("userPrincipalName,userType,manager\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"p{i}@contoso.com,{(i % 100 == 0 ? "Guest" : "Member")},{(i > 0 ? $"p{i / 8}@contoso.com" : "")}\n");
        }

        var reading = await ReadAsync(text.ToString());
        var roster = new Roster(reading.People, person => person.Mail == "p777@contoso.com");
        var people = new Employees(new() { Roster = roster, NamedPeople = [] }, 1, 0, new(2026, 9, 7));

        Assert.Empty(reading.Problems);
        Assert.Equal((9_900, 10_000, "p777@contoso.com"), (people.Headcount, people.Count, people[0].Mail));
        Assert.All(people.From(0).Index(), one => Assert.Equal((long)one.Index, one.Item.Index));
        Assert.True(people.IsNamed(people[0]) && !people.IsNamed(people[1]) && people[9_999].IsGuest);
        Assert.Equal("p97@contoso.com", people[people.Find("P777@contoso.com")!.ManagerIndex!.Value].Mail);
        Assert.Equal(people[4_321], people.Find(people[4_321].Id));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<PeopleReading> ReadAsync(string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "people.csv"));
        await File.WriteAllTextAsync(file.FullName, text);
        var settings = (await CampaignReader.ReadAsync(CampaignFolder.Sample(), default)).Campaign!.Settings;
        return await PeopleFile.ReadAsync(file, settings, 1, default);
    }
}
