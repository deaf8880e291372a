namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>What a view shows at one moment.</summary>
internal sealed record Figures(int Groups, int Mails, int Active, int Faults)
{
    public static Figures Of(RehearsalState state) =>
        new(state.Tenant.Log.Groups.Count, state.Tenant.Log.Mails.Count, state.People.Activated, state.Tenant.Log.Faults.Count);
}
