using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.People.Life;
using AdoptionAutomation.Sandbox.Tenant.Usage;

namespace AdoptionAutomation.Sandbox.People;

/// <summary>A company comes to life in a world: its people read their mail, press buttons, answer surveys, complete profiles and use the platform.</summary>
internal sealed record CompanyLife(PeopleBehaviour People, SurveyAnswering Answering, ProfileCompleting Profiles, LifeBooks Books)
{
    public static CompanyLife Of(VirtualWorld world, Campaign campaign, int seed)
    {
        var (clock, agenda, tenant, employees) = (world.Clock, world.Agenda, world.Tenant, world.Tenant.Directory.Employees);
        var buttons = new ButtonPressing(seed, clock, agenda, world.Host.SendAsync);
        var answering = new SurveyAnswering(seed, clock, agenda, world.Host.SendAsync);
        var profiles = new ProfileCompleting(employees, seed, clock, agenda, tenant.Hands);
        var people = new PeopleBehaviour(employees, seed, clock, agenda) { Buttons = buttons, Surveys = answering, Profiles = profiles };
        var life = new PlatformLife(seed, campaign.Settings.Start.ToDateOnly());
        var books = new LifeBooks(life, new(seed, employees, life), employees, new Memberships(tenant.Log, tenant.Directory), () => people.Activations, clock) { LeftAt = tenant.Log.LeftAt };
        tenant.Mailroom.Delivered = people.OnDelivered;
        tenant.Reports.Life = books;
        return new(people, answering, profiles, books);
    }
}
