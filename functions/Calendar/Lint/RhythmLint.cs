using System.Globalization;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Campaigns.Reading;
using NodaTime;

namespace AdoptionAutomation.Calendar.Lint;

/// <summary>Posts of a rhythm that nobody will see: on a skipped holiday, after the last prepared one, of an override without a slot.</summary>
internal sealed class RhythmLint(LintScene scene, Findings findings)
{
    public void Run()
    {
        foreach (var (publication, part) in scene.Written)
        {
            if (publication is Rhythm rhythm)
            {
                CheckHolidays(rhythm, part);
                CheckEnd(rhythm, part);
                CheckOverrides(rhythm, part);
            }
        }
    }

    private void CheckHolidays(Rhythm rhythm, JsonPart part)
    {
        if ((rhythm.OnHolidays ?? scene.Calendar.OnHolidays) != HolidayRule.Skip)
        {
            return;
        }

        var slots = SlotsOf(rhythm, scene.Last);
        var overrides = new Overrides(rhythm, slots);
        var prepared = rhythm.Rotation == Rotation.Again ? slots : slots.Take(rhythm.Posts.Count);
        var lost = prepared
            .Where(slot => slot >= scene.Now.Date && scene.Days.IsHoliday(slot))
            .Where(slot => !overrides[slot].Any(one => one.Cancel is true || one.MoveTo is not null))
            .ToList();
        if (lost.Count > 0)
        {
            findings.Add(part.Find("recurs")!, CalendarWarningCodes.SkippedByHoliday, Shown(lost[0]), lost.Count);
        }
    }

    /// <summary>Without an end of its own or of the season, a rhythm ends with its posts.</summary>
    private void CheckEnd(Rhythm rhythm, JsonPart part)
    {
        var end = rhythm.Until ?? (scene.Calendar.Phases is [.., { Until: { } last }] ? last : null);
        if (rhythm.Rotation == Rotation.Again || end is not { } until || until < scene.Now.Date)
        {
            return;
        }

        var slots = SlotsOf(rhythm, until);
        if (slots.Count > rhythm.Posts.Count)
        {
            findings.Add(
                part.Find("posts")!, CalendarWarningCodes.RunsOut, Shown(slots[rhythm.Posts.Count]), Shown(until), slots.Count - rhythm.Posts.Count);
        }
    }

    private void CheckOverrides(Rhythm rhythm, JsonPart part)
    {
        var unplaced = scene.Plan.Unplaced(rhythm);
        foreach (var (one, written) in rhythm.Overrides.Zip(part.ItemsOf("overrides")))
        {
            if (unplaced.Any(lost => ReferenceEquals(lost, one)))
            {
                findings.Add(written.Find("on")!, CalendarWarningCodes.Unplaced, Shown(one.On));
            }
        }
    }

    private List<LocalDate> SlotsOf(Rhythm rhythm, LocalDate until) => [.. Slots.Of(
        rhythm, scene.Days, rhythm.From ?? scene.Campaign.Settings.Start, rhythm.Until is { } last ? LocalDate.Min(last, until) : until)];

    private static string Shown(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
