using AdoptionAutomation.Sandbox.Runtime;

namespace AdoptionAutomation.Sandbox.Faults;

/// <summary>One instance of the app as the faults see it: its life, its request count, and a death waiting for the next table write.</summary>
internal sealed class InstanceFaults(FaultPlan plan, InstanceLife life)
{
    private readonly Lock gate = new();
    private (DeathPoint Point, FaultTarget Effect)? waiting;
    private int requests;

    public InstanceLife Life => life;

    /// <summary>Requests of all services that this instance sent or tried to send.</summary>
    public int Requests => Volatile.Read(ref requests);

    /// <summary>What strikes this request; a death at a later table write is kept here until that write comes.</summary>
    public Fault? Next(FaultTarget target)
    {
        lock (gate)
        {
            if (plan.TakeDeath(Interlocked.Increment(ref requests)) is { } point)
            {
                plan.RecordDeath(target, point);
                return new(FaultKind.ProcessDeath, Point: point);
            }

            if (waiting is { } pending && target.IsTableWrite)
            {
                waiting = null;
                plan.RecordDeath(pending.Effect, pending.Point);
                var when = pending.Point is DeathPoint.BeforeRecord ? DeathPoint.Before : DeathPoint.After;
                return new(FaultKind.ProcessDeath, Point: when);
            }

            return Wait(target, plan.AtCaller(target));
        }
    }

    private Fault? Wait(FaultTarget target, Fault? fault)
    {
        if (fault is not { IsAtTableWrite: true })
        {
            return fault;
        }

        var subjects = target.Subjects();
        waiting = (fault.Point, target with { Subjects = () => subjects });
        return null;
    }
}
