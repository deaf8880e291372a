using System.Reflection;
using AdoptionAutomation.Sandbox.Runtime.Timers;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Sandbox.Runtime;

/// <summary>One <c>[Function]</c> method of the app.</summary>
/// <param name="TriggerParameter">The parameter that carries the trigger's attribute.</param>
internal sealed record AppFunction(string Name, MethodInfo Method, ParameterInfo TriggerParameter, Trigger Trigger)
{
    public Type Class => Method.DeclaringType!;
}

internal abstract record Trigger;

internal sealed record QueueTrigger(string Queue) : Trigger;

/// <param name="UseMonitor">Keep a status blob, so that a missed run is caught up; never for schedules under a minute.</param>
internal sealed record TimerTrigger(TimerSchedule Schedule, bool RunOnStartup, bool UseMonitor) : Trigger;

/// <param name="Route">Without the route prefix.</param>
/// <param name="Methods">Upper case; empty means any.</param>
internal sealed record HttpTrigger(string Route, IReadOnlyList<string> Methods, AuthorizationLevel Level) : Trigger;
