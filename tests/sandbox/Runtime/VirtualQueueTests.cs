using System.Globalization;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Tests.Sandbox.Runtime;

public sealed class VirtualQueueTests(AzuriteFixture fixture) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Messages_are_held_to_the_second_through_half_a_year()
    {
        await using var world = await NewWorldAsync();
        var work = await world.NewQueueAsync("work");
        TimeSpan[] delays = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromHours(5), TimeSpan.FromDays(6)];
        for (var week = 0; week < 26; week++)
        {
            foreach (var delay in delays)
            {
                await work.SendMessageAsync($"{week} {delay}", visibilityTimeout: delay);
            }

            await world.Agenda.RunUntilAsync(VirtualWorld.Start.AddDays(7 * (week + 1)), CancellationToken.None);
        }

        Assert.Equal(26 * delays.Length, world.Diary.Entries.Count);
        Assert.All(world.Diary.Entries, e =>
        {
            var parts = e.What.Split(' ');
            var due = VirtualWorld.Start.AddDays(7 * int.Parse(parts[0], CultureInfo.InvariantCulture)) + TimeSpan.Parse(parts[1], CultureInfo.InvariantCulture);
            Assert.InRange(e.At, due, due + Tolerance);
        });
        Assert.Equal(0, world.Host.PendingMessages);
    }

    [Fact]
    public async Task A_failing_message_comes_back_after_the_visibility_timeout_and_ends_in_the_poison_queue()
    {
        await using var world = await NewWorldAsync();
        await (await world.NewQueueAsync("work")).SendMessageAsync("fail");

        await world.RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal(5, world.Diary.Entries.Count);
        Assert.All(world.Diary.Entries.Zip(world.Diary.Entries.Skip(1)), pair =>
            Assert.InRange(pair.Second.At - pair.First.At, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1) + Tolerance));
        Assert.Equal("fail", (await world.Queue("work-poison").ReceiveMessageAsync()).Value.MessageText);
        Assert.Equal((1, 0), (world.Host.Poisoned, world.Host.PendingMessages));
    }

    [Fact]
    public async Task A_message_that_killed_its_instance_too_often_is_poisoned_before_it_runs_again()
    {
        await using var world = await NewWorldAsync();
        await (await world.NewQueueAsync("work")).SendMessageAsync("die");

        await world.RunForAsync(TimeSpan.FromHours(2));

        Assert.Equal((5, 5, 1), (world.Diary.Entries.Count, world.Host.Deaths, world.Host.Poisoned));
    }

    [Fact]
    public async Task A_message_whose_instance_died_is_delivered_again_ten_minutes_later_to_a_fresh_one()
    {
        await using var world = await NewWorldAsync();
        var work = await world.NewQueueAsync("work");
        await work.SendMessageAsync("die once");
        await work.SendMessageAsync("other");

        await world.RunForAsync(TimeSpan.FromHours(1));

        var dying = world.Diary.Entries.Where(e => e.What == "die once").ToArray();
        Assert.Equal(2, dying.Length);
        Assert.InRange(dying[1].At - dying[0].At, TimeSpan.FromMinutes(10) - Tolerance, TimeSpan.FromMinutes(10) + Tolerance);
        var other = Assert.Single(world.Diary.Entries, e => e.What == "other");
        Assert.InRange(other.At, VirtualWorld.Start, VirtualWorld.Start + Tolerance);
        Assert.Equal((1, 0), (world.Host.Deaths, world.Host.PendingMessages));
    }

    [Fact]
    public async Task A_message_that_is_not_base64_goes_to_the_poison_queue_unread()
    {
        await using var world = await NewWorldAsync();
        await world.NewQueueAsync("work");
        await world.Queue("work", isBase64: false).SendMessageAsync("plain text!");

        await world.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(world.Diary.Entries);
        Assert.Equal("plain text!", (await world.Queue("work-poison", isBase64: false).ReceiveMessageAsync()).Value.MessageText);
    }

    [Fact]
    public async Task Without_base64_in_host_json_the_text_is_taken_as_it_is()
    {
        await using var world = await new VirtualWorld(fixture.NewAccount())
            .StartAsync(typeof(Workers), """{"version":"2.0","extensions":{"queues":{"messageEncoding":"none"}}}""");
        await world.NewQueueAsync("work");
        await world.Queue("work", isBase64: false).SendMessageAsync("plain text!");
        await world.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["plain text!"], world.Diary.Whats);
    }

    [Fact]
    public async Task A_message_is_read_as_the_type_the_function_asks_for_and_bad_json_is_a_failure()
    {
        await using var world = await NewWorldAsync();
        var records = await world.NewQueueAsync("records");
        await records.SendMessageAsync("""{"NAME":"Ada","count":3}""");
        await (await world.NewQueueAsync("messages")).SendMessageAsync("bytes");
        await records.SendMessageAsync("no json");
        await world.RunForAsync(TimeSpan.FromHours(1));

        Assert.Equal(["Ada 3", "bytes 1 1"], world.Diary.Whats.Order());
        Assert.Equal(1, world.Host.Poisoned);
    }

    [Fact]
    public async Task A_function_on_a_poison_queue_runs_however_often_its_message_came_back()
    {
        await using var world = await NewWorldAsync();
        await (await world.NewQueueAsync("letters-poison")).SendMessageAsync("again and again");

        await world.RunForAsync(TimeSpan.FromMinutes(59));
        var early = world.Diary.Entries.Count;
        await world.RunForAsync(TimeSpan.FromHours(2));

        // Five tries a minute apart, then one each ten minutes: nobody else takes it away.
        Assert.True(early > 5);
        Assert.True(world.Diary.Entries.Count > early + 10);
    }

    [Fact]
    public async Task Messages_put_by_a_function_run_at_once_and_those_of_before_the_start_are_found()
    {
        var world = new VirtualWorld(fixture.NewAccount());
        var work = await world.NewQueueAsync("work");
        for (var i = 0; i < 40; i++)
        {
            await work.SendMessageAsync($"old {i}");
        }

        await world.StartAsync(typeof(Workers));
        await work.SendMessageAsync("put next");
        await world.RunForAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(40, world.Diary.Whats.Count(w => w.StartsWith("old", StringComparison.Ordinal)));
        Assert.InRange(world.Diary.Entries.Single(e => e.What == "next").At, VirtualWorld.Start, VirtualWorld.Start.AddSeconds(1));
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_seed_repeats_the_same_order_and_another_seed_tries_another()
    {
        var first = await OrderAsync(seed: 7);

        Assert.Equal(first, await OrderAsync(seed: 7));
        Assert.NotEqual(first, await OrderAsync(seed: 8));
    }

    [Fact]
    public async Task A_quiet_queue_costs_nothing()
    {
        await using var world = await NewWorldAsync();
        await world.RunForAsync(TimeSpan.FromMinutes(1));
        var before = world.Clock.GetUtcNow();
        var events = 0;
        world.Agenda.At(before.AddDays(100), "look", _ =>
        {
            // Every request takes a millisecond of virtual time: none was made.
            Assert.Equal(before.AddDays(100), world.Clock.GetUtcNow());
            events++;
            return Task.CompletedTask;
        });
        await world.RunForAsync(TimeSpan.FromDays(101));
        Assert.Equal(1, events);
    }

    private async Task<string> OrderAsync(int seed)
    {
        await using var world = await new VirtualWorld(fixture.NewAccount(), seed).StartAsync(typeof(Workers));
        var (work, messages) = (await world.NewQueueAsync("work"), await world.NewQueueAsync("messages"));
        for (var i = 0; i < 10; i++)
        {
            await work.SendMessageAsync($"w{i}", visibilityTimeout: TimeSpan.FromMinutes(1));
            await messages.SendMessageAsync($"m{i}", visibilityTimeout: TimeSpan.FromMinutes(1));
        }

        await world.RunForAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(20, world.Diary.Entries.Count);
        return string.Join(',', world.Diary.Entries.Select(e => $"{e.What}@{e.At:HH:mm:ss.fff}"));
    }

    private Task<VirtualWorld> NewWorldAsync() => new VirtualWorld(fixture.NewAccount()).StartAsync(typeof(Workers));

    private sealed class Workers(VirtualWorld world, InstanceLife life)
    {
        [Function("Work")]
        public async Task WorkAsync([QueueTrigger("work")] string message, CancellationToken cancellationToken)
        {
            var times = world.Diary.Write(world.Clock, message);
            switch (message)
            {
                case "fail":
                    throw new InvalidOperationException("on purpose");
                case "die":
                case "die once" when times == 1:
                    throw life.Die("test");
                case "put next":
                    await world.Queue("work").SendMessageAsync("next", cancellationToken);
                    break;
            }
        }

        [Function("Record")]
        public void Record([QueueTrigger("records")] Person person) => world.Diary.Write(world.Clock, $"{person.Name} {person.Count}");

        [Function("Message")]
        public void Message([QueueTrigger("messages")] QueueMessage message, FunctionContext context) =>
            world.Diary.Write(world.Clock, $"{message.Body} {message.DequeueCount} {context.BindingContext.BindingData["DequeueCount"]}");

        [Function("Letters")]
        public void Poison([QueueTrigger("letters-poison")] BinaryData letter)
        {
            world.Diary.Write(world.Clock, letter.ToString());
            throw new InvalidOperationException("on purpose");
        }
    }

    private sealed record Person(string Name, int Count);
}
