using System.Globalization;
using AdoptionAutomation.Campaigns;
using NodaTime;

namespace AdoptionAutomation.Calendar.Season;

/// <summary>What a campaign's calendar publishes, occurrence by occurrence (pure).</summary>
internal sealed class SeasonPlan(CampaignFile settings, CalendarFile calendar)
{
    public const string PostSlot = "post";
    public const string QuestionSlot = "question";
    public const string ResultSlot = "result";

    /// <summary>Beyond an override's day, to the end of its week or month: its slot may have moved there.</summary>
    private const int LongestMonth = 31;

    private readonly OpenHours days = new(settings);

    /// <summary>What comes from one time up to, but without, another, by the publications' clocks; drafts and empty slots included, cancelled ones not.</summary>
    public IEnumerable<Occurrence> Between(LocalDateTime from, LocalDateTime until) =>
        Singles().Concat(calendar.Rhythms.SelectMany(rhythm => Of(rhythm, until.Date))).Concat(calendar.Feeds.SelectMany(feed => Of(feed, from.Date, until.Date)))
            .Where(occurrence => occurrence.At >= from && occurrence.At < until)
            .OrderBy(occurrence => occurrence.At)
            .ThenBy(occurrence => occurrence.Key, StringComparer.Ordinal);

    /// <summary>The occurrence of a key, as the calendar has it now; null if it has it no more.</summary>
    public Occurrence? Find(string key)
    {
        if (key.Split('.') is not [var id, var slot])
        {
            return null;
        }

        if (!IsDate(slot, out var date))
        {
            return Singles().FirstOrDefault(occurrence => occurrence.Key == key);
        }

        return calendar.Rhythms.Where(rhythm => rhythm.Id == id).SelectMany(rhythm => Of(rhythm, date))
            .Concat(calendar.Feeds.Where(feed => feed.Id == id).SelectMany(feed => Of(feed, date, date)))
            .FirstOrDefault(occurrence => occurrence.Slot == slot);
    }

    /// <summary>The overrides of a rhythm that belong to none of its slots any more.</summary>
    public IReadOnlyList<Override> Unplaced(Rhythm rhythm) => new Overrides(rhythm, SlotsOf(rhythm, LatestOverride(rhythm) ?? FirstDay(rhythm.From))).Unplaced;

    private static bool IsDate(string slot, out LocalDate date)
    {
        return NodaTime.Text.LocalDatePattern.Iso.Parse(slot).TryGetValue(default, out date);
    }

    private IEnumerable<Occurrence> Singles() => calendar.Posts.Select(post => new Occurrence(post, OccurrenceKind.Post, PostSlot, post.At, post.Post))
        .Concat(calendar.Contests.SelectMany(Of));

    private static IEnumerable<Occurrence> Of(Contest contest) =>
    [
        new(contest, OccurrenceKind.Question, QuestionSlot, contest.At, null),
        new(contest, OccurrenceKind.Result, ResultSlot, contest.Closes, null),
    ];

    /// <summary>A feed's days are working days: it has no holiday rule.</summary>
    private IEnumerable<Occurrence> Of(Feed feed, LocalDate from, LocalDate until)
    {
        var first = LocalDate.Max(FirstDay(feed.From), from);
        var last = feed.Until is { } end ? LocalDate.Min(end, until) : until;
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (days.IsWorkingDay(date))
            {
                yield return new(feed, OccurrenceKind.News, SlotOf(date), date + feed.At, null);
            }
        }
    }

    private IEnumerable<Occurrence> Of(Rhythm rhythm, LocalDate until)
    {
        // A holiday rule moves to an earlier day over days without work only; overrides move from anywhere.
        var slots = SlotsOf(rhythm, LocalDate.Max(days.WorkingDayFrom(until.PlusDays(1)), LatestOverride(rhythm) ?? until));
        var overrides = new Overrides(rhythm, slots);
        for (var i = 0; i < slots.Count; i++)
        {
            if (Of(rhythm, slots[i], i, overrides[slots[i]]) is { } occurrence)
            {
                yield return occurrence;
            }
        }
    }

    /// <returns>Null: it is left out.</returns>
    private Occurrence? Of(Rhythm rhythm, LocalDate slot, int index, IEnumerable<Override> overrides)
    {
        LocalDateTime? moved = null;
        PostText? replaced = null;
        foreach (var one in overrides)
        {
            if (one.Cancel is true)
            {
                return null;
            }

            (moved, replaced) = (one.MoveTo ?? moved, one.Replace ?? replaced);
        }

        var date = moved is null && days.IsHoliday(slot) ? AtHoliday(rhythm.OnHolidays ?? calendar.OnHolidays, slot) : slot;
        return moved is null && date is null
            ? null
            : new(rhythm, OccurrenceKind.Post, SlotOf(slot), moved ?? date!.Value + rhythm.At, replaced ?? PreparedFor(rhythm, index));
    }

    private LocalDate? AtHoliday(HolidayRule rule, LocalDate holiday) => rule switch
    {
        HolidayRule.DayBefore => days.WorkingDayBefore(holiday),
        HolidayRule.DayAfter => days.WorkingDayFrom(holiday.PlusDays(1)),
        _ => null,
    };

    /// <summary>Every slot takes its post in turn, whether it is left out or not: a holiday does not shift the others.</summary>
    private static PostText? PreparedFor(Rhythm rhythm, int index) =>
        rhythm.Rotation == Rotation.Again ? rhythm.Posts[index % rhythm.Posts.Count]
        : index < rhythm.Posts.Count ? rhythm.Posts[index]
        : null;

    private List<LocalDate> SlotsOf(Rhythm rhythm, LocalDate until) =>
        [.. Slots.Of(rhythm, days, FirstDay(rhythm.From), rhythm.Until is { } last ? LocalDate.Min(last, until) : until)];

    private LocalDate FirstDay(LocalDate? from) => from ?? settings.Start;

    private static LocalDate? LatestOverride(Rhythm rhythm) =>
        rhythm.Overrides.Count > 0 ? rhythm.Overrides.Max(one => one.On).PlusDays(LongestMonth) : null;

    private static string SlotOf(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
