using AdoptionAutomation.Kpis.Snapshots;

namespace AdoptionAutomation.Kpis.Dashboard;

/// <summary>What is to be said of the data itself (pure): days that are missing, that lack a source, or that were counted again.</summary>
internal static class DashboardNotes
{
    private const int Most = 60;

    public static IReadOnlyList<string> Of(IReadOnlyList<KpiDay> days, DashboardWords words)
    {
        var notes = Missing(days, words).Concat(Lacking(days, words)).Concat(Restated(days, words)).OrderBy(note => note.Day).Select(note => note.Text).ToList();
        return notes.Count <= Most
            ? notes
            : [.. notes[..Most], words.Say($"Et {notes.Count - Most} autres : elles sont dans les exports.", $"And {notes.Count - Most} more: the exports have them.")];
    }

    private static IEnumerable<(DateOnly Day, string Text)> Missing(IReadOnlyList<KpiDay> days, DashboardWords words) =>
        days.Zip(days.Skip(1), (one, next) => (From: one.Day.AddDays(1), To: next.Day.AddDays(-1)))
            .Where(gap => gap.From <= gap.To)
            .Select(gap => (gap.From, words.Say($"{words.Days(gap.From, gap.To)} : aucun chiffre n’a été relevé.", $"{words.Days(gap.From, gap.To)}: no figures were taken.")));

    private static IEnumerable<(DateOnly Day, string Text)> Lacking(IReadOnlyList<KpiDay> days, DashboardWords words) =>
        Runs(days, day => string.Join(", ", day.Gaps.Select(words.Source))).Where(run => run.What.Length > 0)
            .Select(run => (run.From, words.Say(
                $"{words.Days(run.From, run.To)} : pas lu, ou noms masqués ({run.What}) ; les chiffres qui en viennent manquent.",
                $"{words.Days(run.From, run.To)}: not read, or names concealed ({run.What}); the figures that come from it are missing.")));

    private static IEnumerable<(DateOnly Day, string Text)> Restated(IReadOnlyList<KpiDay> days, DashboardWords words) =>
        Runs(days, day => day.Version > 1 ? "again" : "").Where(run => run.What.Length > 0)
            .Select(run => (run.From, words.Say(
                $"{words.Days(run.From, run.To)} : compté à nouveau, car des données sont arrivées plus tard ; la version précédente est gardée.",
                $"{words.Days(run.From, run.To)}: counted again, for data came later; the former version is kept.")));

    /// <summary>Days one after the other of which the same is to be said.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To, string What)> Runs(IReadOnlyList<KpiDay> days, Func<KpiDay, string> what)
    {
        (DateOnly From, DateOnly To, string What)? run = null;
        foreach (var day in days)
        {
            var here = what(day);
            if (run is { } going && going.What == here && going.To.AddDays(1) == day.Day)
            {
                run = going with { To = day.Day };
                continue;
            }

            if (run is { } over)
            {
                yield return over;
            }

            run = (day.Day, day.Day, here);
        }

        if (run is { } last)
        {
            yield return last;
        }
    }
}
