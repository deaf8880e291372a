using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Tests.Sandbox.Time;

public sealed class RealAgendaTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("agenda-");
    private readonly SharedClock clock;

    public RealAgendaTests() => clock = new(Path.Combine(folder.FullName, "clock"));

    [Fact]
    public async Task An_event_runs_when_the_clock_is_moved_past_it_and_not_on_the_callers_thread()
    {
        var (ran, gate) = (new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), new Lock());
        await using var agenda = new RealAgenda(clock);
        lock (gate)
        {
            agenda.At(clock.GetUtcNow().AddHours(-1), "past", _ => Task.CompletedTask);
            agenda.At(clock.GetUtcNow().AddHours(1), "later", _ =>
            {
                ran.SetResult(gate.IsHeldByCurrentThread);
                return Task.CompletedTask;
            });
        }

        Assert.False(ran.Task.IsCompleted);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.False(await ran.Task.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task The_end_drops_what_is_not_due_and_throws_what_an_event_threw()
    {
        var (ran, agenda) = (false, new RealAgenda(clock));
        var failed = new TaskCompletionSource();
        agenda.At(clock.GetUtcNow().AddHours(1), "later", _ => Task.FromResult(ran = true));
        agenda.At(clock.GetUtcNow(), "now", _ =>
        {
            failed.SetResult();
            throw new InvalidOperationException("so it was");
        });
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(async () => await agenda.DisposeAsync());

        Assert.Equal("so it was", thrown.Message);
        Assert.False(ran);
    }

    public void Dispose()
    {
        clock.Dispose();
        folder.Delete(recursive: true);
    }
}
