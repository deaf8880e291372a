namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>A line a week, for logs and redirected output.</summary>
internal sealed class PlainView(TextWriter output) : IRehearsalView
{
    private DateTimeOffset next = DateTimeOffset.MinValue;

    public void Show(RehearsalState state, DateTimeOffset now)
    {
        if (now < next)
        {
            return;
        }

        next = now.AddDays(7);
        var figures = Figures.Of(state);
        output.WriteLine(
            $"{now:yyyy-MM-dd}  groups {figures.Groups}/{state.Groups}  waves {state.Desk.Opened.Count}/{state.Campaign.Waves.Count}  "
            + $"mails {figures.Mails}  active {figures.Active}  faults {figures.Faults}");
    }
}
