using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Storage;

public sealed class DueTableTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 9, 7, 10, 0, 0, 500, TimeSpan.FromHours(2));

    private AppParts parts = null!;

    private DueTable Due => parts.Get<DueTable>();

    public async Task InitializeAsync() => parts = await AppParts.StartAsync(azurite.NewAccount());

    public async Task DisposeAsync() => await parts.DisposeAsync();

    [Fact]
    public async Task Work_is_read_in_the_order_it_falls_due_up_to_a_time()
    {
        foreach (var minutes in new[] { 90, 5, -3000, 30, 60 })
        {
            await Due.AddAsync(Work(At.AddMinutes(minutes)), default);
        }

        Assert.Equal([At.AddMinutes(-3000), At.AddMinutes(5), At.AddMinutes(30)], (await ReadAsync(At.AddMinutes(59))).Select(work => work.At));
    }

    [Fact]
    public async Task Same_time_and_name_is_the_same_row()
    {
        await Due.AddAsync(Work(At), default);
        await Due.AddAsync(Work(At) with { Message = """{"v":2}""" }, default);
        await Due.AddAsync(Work(At) with { Name = "other" }, default);
        await Due.AddAsync(Work(At) with { Campaign = "big" }, default);

        Assert.Equal([("big", "start.first"), ("small", "other"), ("small", "start.first")], (await ReadAsync(At.AddDays(1))).Select(work => (work.Campaign, work.Name)));
        Assert.Equal("""{"v":2}""", (await ReadAsync(At.AddDays(1)))[2].Message);
    }

    [Fact]
    public async Task Removing_twice_is_the_same_as_once()
    {
        await Due.AddAsync(Work(At), default);
        await Due.RemoveAsync(Work(At), default);
        await Due.RemoveAsync(Work(At), default);

        Assert.Empty(await ReadAsync(At.AddDays(1)));
    }

    private static DueWork Work(DateTimeOffset at) => new(at, "small", QueueNames.InvitePeople, "start.first", """{"v":1}""");

    private async Task<List<DueWork>> ReadAsync(DateTimeOffset until) => await Due.ReadAsync(until, default).ToListAsync();
}
