namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>Shows how a rehearsal goes: bars on a terminal, plain lines elsewhere.</summary>
internal interface IRehearsalView
{
    void Show(RehearsalState state, DateTimeOffset now);
}
