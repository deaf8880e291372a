using AdoptionAutomation.Graph;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Sandbox.Storage;

namespace AdoptionAutomation.Benchmarks;

/// <summary>
/// A wave while things go wrong, by what the tenant logged: nobody's own books are asked. The naive way is one queue message a person, repeated
/// on whatever error; the same seed strikes both.
/// </summary>
internal static class FaultyWave
{
    private const int People = 300;

    /// <summary>As host.json says for the queues.</summary>
    private const int Deliveries = 5;

    private static readonly int[] Seeds = [1, 2, 3];
    private static readonly TimeSpan Redelivery = TimeSpan.FromMinutes(1);

    /// <summary>Until every mail in doubt is settled: six hours without an event, then the next morning that mails may go out.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromDays(2);

    public static async IAsyncEnumerable<Line> RunAsync(Azurite azurite, BenchmarkSize size)
    {
        _ = size;
        foreach (var script in FaultScript.All.Where(script => script != FaultScript.None))
        {
            var (ours, naive) = (new Harm(0, 0), new Harm(0, 0));
            foreach (var seed in Seeds)
            {
                ours += await MeasureAsync(azurite, script, seed, world => world.InviteAsync());
                naive += await MeasureAsync(azurite, script, seed, InviteNaivelyAsync);
            }

            var effects = $"of {2 * People * Seeds.Length:N0} effects";
            yield return new($"{script.Name} faults: lost", ours.Lost, effects, 0, naive.Lost);
            yield return new($"{script.Name} faults: doubled", ours.Doubled, effects, 0, naive.Doubled);
        }
    }

    private static async Task<Harm> MeasureAsync(Azurite azurite, FaultScript script, int seed, Func<WaveWorld, Task> inviteAsync)
    {
        await using var world = await WaveWorld.StartAsync(azurite, People, script, seed);
        var group = Guid.Parse(await world.GroupAsync());
        await inviteAsync(world);
        await world.PassAsync(Settling);

        var members = world.Tenant.Directory.Group(group)!.Members;
        var mails = world.Tenant.Log.Mails.Where(mail => mail.Categories.Contains(NaiveWay.Welcome))
            .CountBy(mail => mail.To, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        return new(
            world.People.Count(person => !members.Contains(person.Id)) + world.People.Count(person => !mails.ContainsKey(person.Mail)),
            mails.Values.Sum(count => count - 1));
    }

    private static async Task InviteNaivelyAsync(WaveWorld world)
    {
        var waiting = world.People
            .Select(person => new DirectoryUser(person.Id.ToString(), person.Mail, person.GivenName, null, IsEnabled: true, IsGuest: false))
            .ToList();
        var group = await world.GroupAsync();
        var process = world.AnotherProcess();
        await new NaiveWay(process, group).CreateTableAsync();
        for (var delivery = 1; delivery <= Deliveries; delivery++)
        {
            var failed = new List<DirectoryUser>();
            foreach (var user in waiting)
            {
                try
                {
                    await new NaiveWay(process, group).InviteAsync(user);
                }
                catch (Exception error)
                {
                    failed.Add(user);
                    process = error is ProcessDeathException ? world.AnotherProcess() : process;
                }
            }

            waiting = failed;
            await world.PassAsync(Redelivery);
        }

        await process.DisposeAsync();
    }

    private sealed record Harm(int Lost, int Doubled)
    {
        public static Harm operator +(Harm one, Harm other) => new(one.Lost + other.Lost, one.Doubled + other.Doubled);
    }
}
