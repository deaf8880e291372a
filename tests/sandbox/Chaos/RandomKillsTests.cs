using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

/// <summary>
/// Three real processes killed at moments drawn from a seed, all through a wave; the tenant's log is the judge. Each has up to a dozen
/// messages under way when it dies, so storage requests are cut off as well, wherever they happen to be.
/// </summary>
[Collection(nameof(InRealTime))]
public sealed class RandomKillsTests(AzuriteFixture fixture, ITestOutputHelper output) : IClassFixture<AzuriteFixture>
{
    private const int Instances = 3;
    private const int LeastKills = 3;

    /// <summary>Set this to 5000 for a whole wave of that size: minutes, on a machine that does nothing else.</summary>
    private const string Size = "ADOPTION_CHAOS_PEOPLE";

    /// <summary>Leases of ten minutes run out while one looks at it.</summary>
    private static readonly TimeSpan Haste = TimeSpan.FromSeconds(8);

    private static int People => int.TryParse(Environment.GetEnvironmentVariable(Size), out var people) ? people : 1_000;

    private static TimeSpan Patience => TimeSpan.FromMinutes(5 + (People / 1_000));

    private static readonly SmallCampaign Files = new()
    {
        FirstAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["FR", "CA"] } ] }""",

        SecondAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["IE"] } ] }""",

        // Welcome posts wait for the mailboxes of new groups, and time is real here.
        Groups = SmallCampaign.GroupsWith(),
        AtAnyHour = true,
    };

    [Theory]
    [InlineData(1)]
    public async Task Three_instances_killed_at_random_for_a_whole_wave_lose_nobody_and_double_nobody(int seed)
    {
        await using var world = await SeveralInstances.StartAsync(fixture.NewAccount(), Files, Instances, People);
        await world.ProvisionAsync();
        await world.OpenAsync("first");
        var killer = new Killer(world, seed);

        await UntilAsync(world, "only mails of unknown fate are left", async () =>
            await world.CountAsync("first", "welcomed", "uncertain") > 0 && await world.CountAsync("first", "planned", "joined") == 0);
        await killer.RestAsync();
        var people = await world.CountAsync("first", "welcomed", "uncertain");
        output.WriteLine($"{killer.Kills} kills; {await world.CountAsync("first", "uncertain")} mails of unknown fate of {people}");
        Assert.True(killer.Kills >= LeastKills, $"only {killer.Kills} kills");

        await UntilAsync(
            world,
            "only mails that SendGrid never saw are uncertain",
            async () => await world.CountAsync("first", "uncertain") == people - world.Tenant.Log.Mails.Count);
        output.WriteLine($"{await world.CountAsync("first", "uncertain")} of them SendGrid never saw");

        // Events of others show that the webhook is alive; hours of silence then say that a mail was not taken.
        await world.OpenAsync("second");
        await UntilAsync(world, "the second wave is through", async () => await world.StateAsync("second") == "completed");
        world.Clock.Advance(TimeSpan.FromHours(7));
        await UntilAsync(world, "the wave is through", async () => await world.StateAsync("first") == "completed");

        await world.ProveAsync("first", "second");
    }

    private static Task UntilAsync(SeveralInstances world, string what, Func<Task<bool>> isSo) => world.UntilAsync(what, Patience, Haste, isSo);

    /// <summary>Kills the instance whose request to the tenant it is, before it arrives or before it is answered, and starts it anew.</summary>
    private sealed class Killer
    {
        private const int LeastRequests = 6;
        private const int MostRequests = 24;

        private readonly Lock gate = new();
        private readonly Random random;
        private readonly List<Task> births = [];
        private int requests;
        private int next;
        private bool before;
        private bool rests;

        public Killer(SeveralInstances world, int seed)
        {
            random = new(seed);
            Draw();
            foreach (var instance in world.All)
            {
                instance.Door.Arriving = request => Task.FromResult(!Strikes(instance, request, arriving: true));
                instance.Door.Answering = request => Strikes(instance, request, arriving: false);
            }
        }

        public int Kills { get; private set; }

        /// <summary>No more kills; all instances live again.</summary>
        public async Task RestAsync()
        {
            lock (gate)
            {
                rests = true;
            }

            await Task.WhenAll(births);
        }

        private bool Strikes(Instance instance, HttpRequest request, bool arriving)
        {
            lock (gate)
            {
                requests += arriving ? 1 : 0;
                if (rests || arriving != before || requests < next || (!arriving && request.Method == "GET"))
                {
                    return false;
                }

                Kills++;
                instance.Kill();
                births.Add(BearAsync(instance));
                Draw();
                return true;
            }
        }

        private static async Task BearAsync(Instance instance)
        {
            await instance.EndAsync();
            await instance.StartAsync();
        }

        private void Draw() => (next, before) = (requests + random.Next(LeastRequests, MostRequests), random.Next(2) == 0);
    }
}
