using AdoptionAutomation.Sandbox.Time;

namespace AdoptionAutomation.Tests.Sandbox.Time;

public sealed class SharedClockTests
{
    [Fact]
    public void Moving_one_clock_moves_every_clock_on_the_same_file()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("clock-").FullName, "clock");
        using var one = new SharedClock(path);
        using var other = new SharedClock(path);
        var before = other.GetUtcNow();
        var timestamp = other.GetTimestamp();

        one.Advance(TimeSpan.FromDays(3));

        Assert.InRange(other.GetUtcNow() - before, TimeSpan.FromDays(3), TimeSpan.FromDays(4));
        Assert.InRange(other.GetElapsedTime(timestamp), TimeSpan.FromDays(3), TimeSpan.FromDays(4));
    }

    [Fact]
    public async Task A_sleeper_wakes_when_the_clock_is_moved_past_its_instant()
    {
        using var clock = new SharedClock(Path.Combine(Directory.CreateTempSubdirectory("clock-").FullName, "clock"));
        var sleep = clock.SleepUntilAsync(clock.GetUtcNow().AddDays(40), CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(41));
        await sleep.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
