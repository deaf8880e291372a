using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace AdoptionAutomation.Tests.Sandbox.Chaos;

/// <summary>Runs alone: its processes live in real time, and what runs beside them takes it from them.</summary>
[CollectionDefinition(nameof(InRealTime), DisableParallelization = true)]
public sealed class InRealTime;

/// <summary>Two real processes, a real kill -9, and the tenant's log as the judge.</summary>
[Collection(nameof(InRealTime))]
public sealed class KilledInstanceTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Files = new()
    {
        FirstAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["FR", "CA"] } ] }""",
        SecondAudience = """{ "attributes": [ { "attribute": "usageLocation", "in": ["IE"] } ] }""",

        // Welcome posts wait for the mailboxes of new groups, and time is real here.
        Groups = SmallCampaign.GroupsWith(),
        AtAnyHour = true,
    };

    /// <summary>What the dying instance was doing, with a third of the wave done.</summary>
    public enum Moment
    {
        /// <summary>The directory has added people, and the instance never hears of it.</summary>
        MembersAdded,

        /// <summary>A mail was on its way, and SendGrid never sees it.</summary>
        MailUnsent,

        /// <summary>SendGrid has taken a mail, and the instance never hears of it.</summary>
        MailTaken,
    }

    [Theory]
    [InlineData(Moment.MembersAdded)]
    [InlineData(Moment.MailUnsent)]
    [InlineData(Moment.MailTaken)]
    public async Task An_instance_killed_in_the_middle_of_a_wave_loses_nobody_and_doubles_nobody(Moment moment)
    {
        await using var world = await SeveralInstances.StartAsync(fixture.NewAccount(), Files);
        await world.ProvisionAsync();
        world.EventsAreLate = moment == Moment.MailTaken;
        var killed = KillAt(world, moment);
        await world.OpenAsync("first");
        await world.UntilAsync("an instance was killed", () => Task.FromResult(killed.IsCompleted));
        var dead = await killed;
        Assert.NotEqual(0, await dead.EndAsync());
        Assert.NotEqual("completed", await world.StateAsync("first"));

        await world.PassLeasesAsync();
        await dead.StartAsync();
        await world.UntilAsync("only mails of unknown fate are left", async () => await world.CountAsync("first", "planned", "joined") == 0);
        await SettleByEventsAsync(world, moment);
        await SettleBySilenceAsync(world);

        await world.ProveAsync("first", "second");
    }

    [Fact]
    public async Task Both_instances_plan_the_same_hour_and_everybody_is_invited_once()
    {
        await using var world = await SeveralInstances.StartAsync(fixture.NewAccount(), Files);
        await world.ProvisionAsync();
        var (asking, answers) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var instance in world.All)
        {
            instance.Door.Arriving = async request =>
            {
                if (request.Path.Value!.EndsWith("/users", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref asking);
                    await answers.Task;
                }

                return true;
            };
        }

        await world.OpenAsync("first");
        foreach (var instance in world.All)
        {
            await world.PlanHourAsync(instance);
        }

        await world.UntilAsync("the wave's audience is read three times at once", () => Task.FromResult(Volatile.Read(ref asking) >= 3));
        answers.SetResult();
        await world.UntilAsync("the wave is through", async () => await world.StateAsync("first") == "completed");

        await world.ProveAsync("first");
    }

    /// <summary>SendGrid's events tell which of the mails of unknown fate it took.</summary>
    private static async Task SettleByEventsAsync(SeveralInstances world, Moment moment)
    {
        var people = await world.CountAsync("first", "welcomed", "uncertain");
        var unsent = people - world.Tenant.Log.Mails.Count;
        var uncertain = await world.CountAsync("first", "uncertain");
        Assert.Equal(moment == Moment.MailTaken, uncertain > unsent);
        Assert.True(moment != Moment.MailUnsent || unsent > 0);

        // SendGrid repeats what was not accepted within minutes.
        world.EventsAreLate = false;
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.UntilAsync("only mails that SendGrid never saw are uncertain", async () => await world.CountAsync("first", "uncertain") == unsent);
    }

    /// <summary>Events of others show that the webhook is alive; hours of silence then say that a mail was not taken.</summary>
    private static async Task SettleBySilenceAsync(SeveralInstances world)
    {
        await world.OpenAsync("second");
        await world.UntilAsync("the second wave is through", async () => await world.StateAsync("second") == "completed");
        world.Clock.Advance(TimeSpan.FromHours(7));
        await world.UntilAsync("the first wave is through", async () => await world.StateAsync("first") == "completed");
    }

    /// <summary>
    /// Kills the instance whose request it is when the moment comes. Requests pass one at a time, so that a third of the
    /// wave is done before the rest is on its way.
    /// </summary>
    private static Task<Instance> KillAt(SeveralInstances world, Moment moment)
    {
        var killed = new TaskCompletionSource<Instance>(TaskCreationOptions.RunContinuationsAsynchronously);
        var one = new SemaphoreSlim(1);
        foreach (var instance in world.All)
        {
            instance.Door.Arriving = async request =>
            {
                await one.WaitAsync();
                var passes = moment != Moment.MailUnsent || !Strike(instance, request);
                return passes || one.Release() < 0;
            };
            instance.Door.Answering = request =>
            {
                _ = moment != Moment.MailUnsent && Strike(instance, request);
                one.Release();
            };
        }

        return killed.Task;

        bool Strike(Instance instance, HttpRequest request)
        {
            if (!IsTheMoment(world.Tenant.Log, moment, request) || !killed.TrySetResult(instance))
            {
                return false;
            }

            instance.Kill();
            return true;
        }
    }

    private static bool IsTheMoment(TenantLog log, Moment moment, HttpRequest request)
    {
        const int third = 130;
        var isMail = request.Path == "/v3/mail/send";
        return moment == Moment.MembersAdded
            ? !isMail && request.Method != "GET" && log.Links.Count(link => link.Kind == LinkKind.MemberAdded) >= third
            : isMail && log.Mails.Count >= third;
    }
}
