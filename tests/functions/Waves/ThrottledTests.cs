using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>The directory takes about every other write only, and says with fractions of seconds how long to wait.</summary>
public sealed class ThrottledTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int People = 600;

    private static readonly double[] Waits = [12.5, 3.25, 47.75, 0.5];

    [Fact]
    public async Task Half_of_the_writes_throttled_loses_nobody_doubles_nobody_and_rests_that_lane_alone()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), new TenantOptions { Employees = People, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero });
        await app.ProvisionAsync();
        // Drawn rather than every other one: who is refused together and then one by one would always meet the odd one.
        var dice = new Dice(1);
        for (var write = 1; write <= 2 * People; write++)
        {
            if (dice.Chance(0.5, "throttled", write))
            {
                app.World.Faults.Strike(IsWrite, write, new(FaultKind.Throttled, Waits[write % Waits.Length]));
            }
        }

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(3));

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal("completed", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
        Assert.Equal(0, app.World.Host.Poisoned);
        var rests = app.Tenant.Log.Faults
            .Select(fault => (From: fault.At, To: fault.At + TimeSpan.FromSeconds(double.Parse(fault.Detail, System.Globalization.CultureInfo.InvariantCulture))))
            .ToList();
        Assert.InRange(rests.Count, 20, People);

        // Nobody joins while the directory asked to be left alone, once what was under way in that second has ended; mails of those who had joined went out all the same.
        Assert.DoesNotContain(app.Tenant.Log.Links, link => rests.Exists(rest => link.At > rest.From + TimeSpan.FromSeconds(1) && link.At < rest.To));
        Assert.Contains(app.Tenant.Log.Mails, mail => rests.Exists(rest => mail.At > rest.From && mail.At < rest.To));
        Assert.Equal(DateTimeOffset.UnixEpoch, (await app.Get<LanesTable>().ReadAsync(Lane.Mail.Name, default)).RestsUntil);
    }

    private static bool IsWrite(FaultTarget target) => target is { Service: RemoteService.Graph, Method: not "GET" };
}
