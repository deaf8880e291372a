using System.Globalization;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>A bar per stage on a terminal.</summary>
internal sealed class BarsView : IRehearsalView
{
    private readonly ProgressTask time;
    private readonly ProgressTask groups;
    private readonly ProgressTask waves;
    private readonly ProgressTask people;
    private readonly DateTimeOffset start;

    public BarsView(ProgressContext progress, RehearsalOptions options, Campaigns.Campaign campaign)
    {
        start = new(campaign.Settings.Start.ToDateTimeUnspecified(), TimeSpan.Zero);
        time = progress.AddTask("Calendar", maxValue: options.Weeks * 7);
        groups = progress.AddTask("Groups", maxValue: 1);
        waves = progress.AddTask("Waves", maxValue: campaign.Waves.Count);
        people = progress.AddTask("People", maxValue: options.Employees);
    }

    public void Show(RehearsalState state, DateTimeOffset now)
    {
        var figures = Figures.Of(state);
        Set(time, (now - start).TotalDays, $"Calendar  {now.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}");
        groups.MaxValue = state.Groups;
        Set(groups, figures.Groups, $"Groups    {figures.Groups} made");
        Set(waves, state.Desk.Opened.Count, $"Waves     {state.Desk.Opened.Count} open");
        Set(people, figures.Active, $"People    {figures.Active} active, {figures.Mails} mails, {figures.Faults} faults met");
    }

    private static void Set(ProgressTask bar, double value, string text)
    {
        (bar.Value, bar.Description) = (Math.Min(value, bar.MaxValue), text);
    }
}
