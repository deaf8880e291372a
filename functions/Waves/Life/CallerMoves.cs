using AdoptionAutomation.Operations;

namespace AdoptionAutomation.Waves.Life;

internal static class CallerMoves
{
    /// <summary>A caller as a wave's history keeps them: id, and the role that let them in.</summary>
    public static Mover AsMover(this Caller caller) => new(caller.Id, caller == Caller.Key ? null : Role.It.ToString().ToLowerInvariant());
}
