using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Operations;

public sealed class PlanHourTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_quiet_hour_costs_one_request_for_what_is_due_and_one_for_the_files()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.PassAsync(TimeSpan.FromMinutes(90));
        var before = app.Requests;
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(2, app.Requests - before);
    }

    [Fact]
    public async Task Due_work_is_held_back_to_the_second()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var at = parts.Clock.GetUtcNow() + TimeSpan.FromMinutes(100);
        await AddAsync(parts, "soon", at);
        await AddAsync(parts, "later", at + TimeSpan.FromMinutes(30));
        await PlanAsync(parts);

        parts.Clock.AdvanceTo(at - TimeSpan.FromSeconds(1));
        Assert.Empty(await ReceiveAsync(parts));
        parts.Clock.AdvanceTo(at + TimeSpan.FromSeconds(1));
        Assert.Equal(["soon"], await ReceiveAsync(parts));
        parts.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await ReceiveAsync(parts));
    }

    [Fact]
    public async Task Work_that_was_missed_is_put_at_once_and_again_until_its_stage_removes_it()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        await AddAsync(parts, "missed", parts.Clock.GetUtcNow() - TimeSpan.FromDays(2));
        await PlanAsync(parts);
        await PlanAsync(parts);

        Assert.Equal(["missed", "missed"], await ReceiveAsync(parts));
    }

    [Fact]
    public async Task A_wave_whose_first_message_was_lost_starts_within_the_hour_and_once()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        var deaths = app.World.Host.Deaths;
        app.World.Faults.Strike(
            target => target.Path.EndsWith("/invite-people/messages", StringComparison.Ordinal),
            1,
            new(AdoptionAutomation.Sandbox.Faults.FaultKind.ProcessDeath));
        await Assert.ThrowsAnyAsync<Exception>(() => app.CallAsync(HttpMethod.Post, "/api/waves/first/start"));
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(1, app.World.Host.Deaths - deaths);
        Assert.NotEmpty(app.Tenant.Log.Mails);
        Assert.All(app.Tenant.Log.Mails.GroupBy(mail => mail.To), mails => Assert.Single(mails));
    }

    private static Task AddAsync(AppParts parts, string name, DateTimeOffset at) =>
        parts.Get<DueTable>().AddAsync(new(at, "small", QueueNames.SendMail, name, name), default);

    private static Task PlanAsync(AppParts parts) =>
        ActivatorUtilities.CreateInstance<PlanHour>(parts.Get<IServiceProvider>()).RunAsync(new TimerInfo(), default);

    private static async Task<IEnumerable<string>> ReceiveAsync(AppParts parts)
    {
        var queue = parts.Get<QueueServiceClient>().GetQueueClient(QueueNames.SendMail);
        return (await queue.ReceiveMessagesAsync(32, TimeSpan.FromDays(1))).Value.Select(message => message.Body.ToString()).ToList();
    }
}
