using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Rehearsal;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;
using NodaTime;

namespace AdoptionAutomation.Sandbox.Plan;

/// <summary>Starts the app and the simulated tenant, lets the campaign as it was stand, and asks for the plan of what it is now.</summary>
internal sealed class PlanRun(PlanOptions options, Campaign campaign, Campaign? was)
{
    /// <summary>For teams that Teams does not know yet, with their growing waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(20);

    /// <returns>The plan, as JSON and as a page.</returns>
    /// <exception cref="HttpRequestException">The app answered otherwise.</exception>
    public async Task<(string Json, string Page)> RunAsync(Azurite azurite, CancellationToken cancellationToken)
    {
        var zone = DateTimeZoneProviders.Tzdb[campaign.Settings.TimeZone];
        var start = zone.AtStartOfDay(campaign.Settings.Start).ToDateTimeOffset().ToUniversalTime();
        var tenant = new TenantOptions { Seed = options.Seed, Employees = options.Employees, Company = await CompanyAsync(cancellationToken) };
        await using var world = await VirtualWorld.StartAsync(
            azurite.NewAccount(), campaign.Id, options.Was ?? options.Campaign, new(start, tenant, FaultScript.None), cancellationToken);
        var desk = new GroupsDesk(world.Host);
        if (was is not null)
        {
            await StandAsync(world, desk, cancellationToken);
        }

        return (await desk.PlanAsync("application/json", cancellationToken), await desk.PlanAsync("text/html", cancellationToken));
    }

    private async Task StandAsync(VirtualWorld world, GroupsDesk desk, CancellationToken cancellationToken)
    {
        if (!await desk.ApplyAsync(cancellationToken))
        {
            throw new HttpRequestException("The campaign as it was could not be applied.");
        }

        for (var end = world.Clock.GetUtcNow() + Patience; world.Host.PendingMessages > 0 && world.Clock.GetUtcNow() < end;)
        {
            await world.PassAsync(Step, cancellationToken);
        }

        // New files are seen within minutes.
        await world.App.UploadAsync(campaign.Id, options.Campaign, cancellationToken);
        await world.PassAsync(Step, cancellationToken);
    }

    /// <summary>Whoever is named in either version works there.</summary>
    private async Task<CompanyShape> CompanyAsync(CancellationToken cancellationToken)
    {
        var shape = await CompanyOf.Async(campaign, new FolderFiles(options.Campaign), cancellationToken);
        if (was is null)
        {
            return shape;
        }

        var before = await CompanyOf.Async(was, new FolderFiles(options.Was!), cancellationToken);
        return shape with
        {
            NamedPeople = [.. shape.NamedPeople.Concat(before.NamedPeople).DistinctBy(person => person.Mail, StringComparer.OrdinalIgnoreCase)],
        };
    }
}
