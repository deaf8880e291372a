using System.Globalization;
using Spectre.Console;

namespace AdoptionAutomation.Sandbox.Rehearsal;

/// <summary>A bar per stage on a terminal; what nobody can know the end of is shown against what is known so far.</summary>
internal sealed class BarsView : IRehearsalView
{
    private readonly ProgressTask time;
    private readonly ProgressTask groups;
    private readonly ProgressTask people;
    private readonly ProgressTask mails;
    private readonly ProgressTask posts;
    private readonly ProgressTask answers;
    private readonly ProgressTask snapshots;
    private readonly ProgressTask digests;
    private readonly DateTimeOffset start;

    public BarsView(ProgressContext progress, RehearsalOptions options, Campaigns.Campaign campaign)
    {
        start = new(campaign.Settings.Start.ToDateTimeUnspecified(), TimeSpan.Zero);
        time = progress.AddTask("Time", maxValue: options.Weeks * 7);
        (groups, people, mails) = (progress.AddTask("Groups"), progress.AddTask("People"), progress.AddTask("Mails"));
        (posts, answers) = (progress.AddTask("Posts"), progress.AddTask("Surveys"));
        (snapshots, digests) = (progress.AddTask("Figures"), progress.AddTask("Digests"));
    }

    public void Show(RehearsalState state, DateTimeOffset now)
    {
        var (figures, totals) = (Figures.Of(state), state.Totals);
        var days = (now - start).TotalDays;
        Set(time, days, time.MaxValue, $"{now.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)}, {figures.Faults} faults met");
        Set(groups, figures.Groups, totals.Groups, $"{figures.Groups} of {totals.Groups} made");
        Set(people, figures.Invited, totals.People, $"{figures.Invited} invited by {figures.Waves} of {totals.Waves} waves, {figures.Active} active");
        Set(mails, days, time.MaxValue, $"{figures.Mails} sent");
        Set(posts, figures.Posts, totals.Posts, $"{figures.Posts} of up to {totals.Posts} published");
        Set(answers, figures.Answers, Math.Max(figures.Asked, 1), $"{figures.Answers} answers to {figures.Asked} mails");
        Set(snapshots, figures.Snapshots, totals.Snapshots, $"{figures.Snapshots} of {totals.Snapshots} days counted");
        Set(digests, figures.Digests, totals.Digests, $"{figures.Digests} of {totals.Digests} sent");
    }

    private static void Set(ProgressTask bar, double value, double most, string text)
    {
        bar.MaxValue = Math.Max(most, 1);
        (bar.Value, bar.Description) = (Math.Clamp(value, 0, bar.MaxValue), $"{bar.Description.Split(' ')[0],-8} {text}");
    }
}
