using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>Week by week: nothing at all, nobody honoured; and a launch without a quick win.</summary>
internal sealed class SeasonLint(LintScene scene, Findings findings)
{
    private const int FirstDaysOfLaunch = 14;

    private readonly ILookup<LocalDate, Occurrence> byWeek = scene.Coming
        .Where(occurrence => occurrence.IsWanted && occurrence.Kind != OccurrenceKind.News)
        .ToLookup(occurrence => MondayOf(occurrence.At.Date));

    public void Run()
    {
        ReportRuns(CalendarWarningCodes.EmptyWeek, week => !byWeek[week].Any());
        ReportRuns(CalendarWarningCodes.NobodyHonoured, week => byWeek[week].Any() && IsRoutine(week) && !byWeek[week].Any(Honours));
        CheckLaunch();
    }

    private static bool Honours(Occurrence occurrence) => occurrence.Publication is Rhythm { Honours: true } or SinglePost { Honours: true };

    /// <summary>Whole weeks of the routine; the whole season if it has no phases.</summary>
    private bool IsRoutine(LocalDate monday) => scene.Calendar.Phases.Count == 0 || scene.Calendar.Phases.Any(phase =>
        phase.Kind == PhaseKind.Routine && phase.From <= monday && (phase.Until is not { } until || until >= monday.PlusDays(6)));

    /// <summary>Weeks in a row are one finding; weeks in which nobody works, or that have begun, are none.</summary>
    private void ReportRuns(ProblemCode code, Func<LocalDate, bool> isBad)
    {
        (LocalDate First, int Weeks)? run = null;
        for (var monday = MondayOf(LocalDate.Max(scene.First, scene.Now.Date).PlusDays(6)); monday.PlusDays(6) <= scene.Last; monday = monday.PlusWeeks(1))
        {
            if (!Enumerable.Range(0, 7).Any(day => scene.Days.IsWorkingDay(monday.PlusDays(day))))
            {
                continue;
            }

            var bad = isBad(monday);
            if (!bad)
            {
                Report(code, run);
            }

            run = bad ? (run?.First ?? monday, (run?.Weeks ?? 0) + 1) : null;
        }

        Report(code, run);
    }

    private void Report(ProblemCode code, (LocalDate First, int Weeks)? run)
    {
        if (run is { } bad)
        {
            findings.Add(PlaceOf(bad.First), code, bad.Weeks, Shown(bad.First));
        }
    }

    /// <summary>The phase that a day lies in, as it is written.</summary>
    private JsonPart PlaceOf(LocalDate date)
    {
        var phases = scene.Calendar.Phases;
        var index = Enumerable.Range(0, phases.Count).LastOrDefault(i => phases[i].From <= date, -1);
        return index < 0 ? scene.Text : scene.Text.ItemsOf("phases")[index];
    }

    private void CheckLaunch()
    {
        var from = scene.Calendar.Phases.Count == 0 ? scene.First : scene.Calendar.Phases.FirstOrDefault(phase => phase.Kind == PhaseKind.Launch)?.From;
        if (from is not { } first || first.PlusDays(FirstDaysOfLaunch) <= scene.Now.Date)
        {
            return;
        }

        // What was published already counts, too.
        var posts = scene.Plan.Between(first.AtMidnight(), first.PlusDays(FirstDaysOfLaunch).AtMidnight());
        if (!posts.Any(occurrence => occurrence is { IsWanted: true, Post.QuickWin: true }))
        {
            findings.Add(PlaceOf(first), CalendarWarningCodes.NoQuickWin, Shown(first), Shown(first.PlusDays(FirstDaysOfLaunch - 1)));
        }
    }

    private static string Shown(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static LocalDate MondayOf(LocalDate date) => date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
