using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>What <c>POST /admin/functions/{name}</c> gives a timer or queue function.</summary>
internal static class ByHand
{
    /// <param name="input">The message of a queue function, not encoded; a timer ignores it.</param>
    public static TriggerInput Input(AppFunction function, string input, TimeProvider clock) => function.Trigger is TimerTrigger
        ? TriggerInput.Of(new TimerInfo())
        : TriggerInput.Of(QueuesModelFactory.QueueMessage(
            Guid.NewGuid().ToString(), "by-hand", BinaryData.FromString(input), dequeueCount: 1, insertedOn: clock.GetUtcNow()));
}
