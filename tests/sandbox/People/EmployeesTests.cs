using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Sandbox.People;

public class EmployeesTests
{
    private static readonly DateOnly AsOf = new(2026, 1, 5);
    private readonly Employees people = new(new(), 1, 1_000, AsOf);

    [Fact]
    public void The_people_of_the_sample_campaign_come_first()
    {
        Assert.Equal("claire.fontaine@lumen.example", people[0].Mail);
        Assert.Equal(("Inès", "Ressources humaines", "Lyon"), (people[2].GivenName, people[2].Department, people[2].Site.City));
        Assert.Equal(("en-IE", "fr-CA"), (people[4].PreferredLanguage, people[7].PreferredLanguage));
        Assert.Equal(8, people.Find("Sean.Byrne@lumen.example")!.Index);
    }

    [Fact]
    public void Everybody_is_found_by_id_and_by_address()
    {
        Assert.All(people.From(0), person =>
        {
            Assert.Equal(person, people.Find(person.Id));
            Assert.Equal(person, people.Find(person.Mail));
            Assert.Equal(person, people.Find(person.UserPrincipalName));
        });
        Assert.Equal(people.Count, people.From(0).Select(e => e.Id).Distinct().Count());
        Assert.Null(people.Find(Guid.Empty));
        Assert.Null(people.Find("claire.martin.100000@lumen.example"));
        Assert.Null(people.Find($"x.{people[500].Mail}"));
    }

    [Fact]
    public void The_company_has_its_shape()
    {
        var (hired, guests) = (people.From(0).Where(e => !e.IsGuest).ToList(), people.From(0).Where(e => e.IsGuest).ToList());

        Assert.Equal((1_000, 5), (hired.Count, guests.Count));
        Assert.InRange(hired.Count(e => !e.AccountEnabled), 2, 25);
        Assert.InRange(hired.Count(e => e.Department is "Production"), 280, 400);
        Assert.InRange(hired.Count(e => e.EmployeeHireDate > TenantHost.Start), 10, 60);
        Assert.Contains(hired, e => e.EmployeeHireDate is null);
        Assert.Contains(hired, e => e is { PreferredLanguage: "en-IE", Site.UsageLocation: "FR" });
        Assert.All(hired, e => Assert.True(e.CreatedDateTime < TenantHost.Start && System.Text.Ascii.IsValid(e.Mail)));
        Assert.All(guests, e => Assert.True(e.UserPrincipalName.Contains("#EXT#", StringComparison.Ordinal) && e.Department is null));
        Assert.All(hired.Skip(1), e => Assert.InRange(e.ManagerIndex!.Value, 0, e.Index - 1));
    }

    [Fact]
    public void The_same_seed_makes_the_same_people_and_another_seed_others()
    {
        var (same, other) = (new Employees(new(), 1, 1_000, AsOf), new Employees(new(), 2, 1_000, AsOf));

        Assert.Equal(people.From(0).Select(e => (e.Id, e.Mail, e.Department)), same.From(0).Select(e => (e.Id, e.Mail, e.Department)));
        Assert.NotEqual(people[500].Id, other[500].Id);
    }
}
