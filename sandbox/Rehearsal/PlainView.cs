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
        var (figures, totals) = (Figures.Of(state), state.Totals);
        output.WriteLine(
            $"{now:yyyy-MM-dd}  groups {figures.Groups}/{totals.Groups}  waves {figures.Waves}/{totals.Waves}  invited {figures.Invited}/{totals.People}  "
            + $"active {figures.Active}  mails {figures.Mails}  posts {figures.Posts}/{totals.Posts}  answers {figures.Answers}  "
            + $"snapshots {figures.Snapshots}/{totals.Snapshots}  digests {figures.Digests}/{totals.Digests}  faults {figures.Faults}");
    }
}
