using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Waves.People;
using NodaTime;

namespace AdoptionAutomation.Waves.Mails;

/// <summary>
/// Which mails follow a person's welcome, and when (pure): kits on the next working day, reminders so many days later by the person's own
/// calendar, moved to the next working day, at the hour of the welcome. So they keep the pace at which the wave went out.
/// </summary>
internal sealed class FollowUps(OpenHours hours, WaveDefinition wave)
{
    /// <summary>People of one chunk fall into the same step, and so into one visit.</summary>
    private const int StepMinutes = 5;

    public bool Any => wave.Kits.Count > 0 || wave.Reminders.Count > 0;

    /// <summary>What goes to a person now, whether or not it went before, and when the next thing may.</summary>
    public FollowUpLook Look(PersonRow person, DateTimeOffset now)
    {
        var coming = Of(person);
        var due = coming.Where(one => one.At <= now).ToList();

        // Two reminders never go at once: of those that were held up, the last stands for all.
        var lastReminder = due.FindLast(one => !one.IsKit);
        due.RemoveAll(one => !one.IsKit && one != lastReminder);
        var later = coming.Where(one => one.At > now).Select(one => (DateTimeOffset?)one.At).Min();
        return due.Count == 0 || hours.IsOpen(now, person.Zone)
            ? new(due, later)
            : new([], Earliest(later, hours.NextOpen(now, person.Zone)));
    }

    public static DateTimeOffset? Earliest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;

    /// <summary>All that follows somebody's welcome, in order; nothing for who was not welcomed or whose mail came back.</summary>
    public IReadOnlyList<FollowUp> Of(PersonRow person)
    {
        if (person is not { State: PersonState.Welcomed, WelcomedAt: { } welcomed, FollowUpRefused: null })
        {
            return [];
        }

        var local = Instant.FromDateTimeOffset(welcomed).InZone(hours.ZoneOf(person.Zone)).LocalDateTime;
        var kits = wave.Kits.Select(kit => kit.Kit).Where(person.Kits.Contains)
            .Select(kit => new FollowUp(MailPurposes.OfKit(kit), At(local.PlusDays(1), person.Zone)));
        var reminders = wave.Reminders.Select((days, i) => new FollowUp(MailPurposes.OfReminder(i), At(local.PlusDays(days), person.Zone)));
        return [.. kits, .. person is { ActiveAt: null, RemindersStoppedAt: null } ? reminders : []];
    }

    private DateTimeOffset At(LocalDateTime wanted, string? zone)
    {
        var step = wanted.TimeOfDay.With(TimeAdjusters.TruncateToMinute);
        var at = hours.WorkingDayFrom(wanted.Date) + step.PlusMinutes(-step.Minute % StepMinutes);
        return hours.NextOpen(hours.ZoneOf(zone).AtLeniently(at).ToDateTimeOffset().ToUniversalTime(), zone);
    }
}

/// <param name="Purpose">One of <see cref="MailPurposes"/>.</param>
/// <param name="At">When it is due.</param>
internal sealed record FollowUp(string Purpose, DateTimeOffset At)
{
    public bool IsKit => MailPurposes.KitOf(Purpose) is not null;
}

/// <param name="Due">What goes now.</param>
/// <param name="Next">When to look again; null: nothing more will come.</param>
internal sealed record FollowUpLook(IReadOnlyList<FollowUp> Due, DateTimeOffset? Next);
