using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Calendars;

namespace AdoptionAutomation.Calendar.Season;

/// <summary>
/// Which overrides belong to which slot of a rhythm (pure): those of its day; and those whose day is none of the rhythm's any more, to the
/// nearest slot of the same week, or month.
/// </summary>
internal sealed class Overrides
{
    private readonly ILookup<LocalDate, Override> bySlot;

    public Overrides(Rhythm rhythm, IReadOnlyCollection<LocalDate> slots)
    {
        var days = slots.ToHashSet();
        var placed = rhythm.Overrides.Select(one => (Slot: days.Contains(one.On) ? one.On : NearestTo(one.On, rhythm.Recurs, slots), Override: one)).ToList();
        bySlot = placed.Where(one => one.Slot is not null).ToLookup(one => one.Slot!.Value, one => one.Override);
        Unplaced = [.. placed.Where(one => one.Slot is null).Select(one => one.Override)];
    }

    public IEnumerable<Override> this[LocalDate slot] => bySlot[slot];

    /// <summary>Those that no slot is near.</summary>
    public IReadOnlyList<Override> Unplaced { get; }

    private static LocalDate? NearestTo(LocalDate day, Recurrence recurs, IEnumerable<LocalDate> slots) => slots
        .Where(slot => recurs.Weekly is not null ? WeekOf(slot) == WeekOf(day) : slot.ToYearMonth() == day.ToYearMonth())
        .OrderBy(slot => Math.Abs(Period.DaysBetween(day, slot)))
        .Select(slot => (LocalDate?)slot)
        .FirstOrDefault();

    private static LocalDate WeekOf(LocalDate date) => date.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
