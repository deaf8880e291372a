using System.Collections;
using System.Runtime.InteropServices;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.People.Life;

/// <summary>
/// What employees send by mail, day by day (pure): some twenty each on a working day, and up to half of them less once the platform has become
/// a habit. A day is added up once.
/// </summary>
/// <param name="seed">Decides who and when.</param>
/// <param name="employees">Everybody, on the platform or not.</param>
/// <param name="life">How much they take to the platform.</param>
internal sealed class MailHabits(int seed, Employees employees, PlatformLife life)
{
    private const int DaysOfAPerson = 1 << 22;
    private const int LeastADay = 10;
    private const int Spread = 21;

    /// <summary>Days until a habit of old has given way to another.</summary>
    private const double Habituation = 120;

    private readonly Dice dice = new(seed);
    private readonly Dictionary<DateOnly, MailDay> days = [];
    private BitArray? mailboxes;

    /// <param name="day">A day that is over.</param>
    /// <param name="activations">Who had signed in to the platform first on which day, by number.</param>
    public MailDay On(DateOnly day, IReadOnlyDictionary<long, DateOnly> activations)
    {
        if (!days.TryGetValue(day, out var known))
        {
            known = days[day] = Sum(day, activations);
        }

        return known;
    }

    private MailDay Sum(DateOnly day, IReadOnlyDictionary<long, DateOnly> activations)
    {
        mailboxes ??= new([.. employees.From(0).Select(person => person is { AccountEnabled: true, IsGuest: false } && person.Plans.Contains(("exchange", "Enabled")))]);
        var (sent, inUse, weekend) = (0L, 0L, AdoptionRhythm.IsWeekend(day));
        for (var person = 0; person < mailboxes.Count; person++)
        {
            var number = ((long)person * DaysOfAPerson) + day.DayNumber;
            var isThere = mailboxes[person] && dice.Chance(weekend ? 0.12 : 0.25 + (0.7 * AdoptionRhythm.Quiet(day)), "opens the mailbox", number);
            if (isThere)
            {
                inUse++;
                var usual = LeastADay + dice.Below(Spread, "sends mails", number);
                sent += (long)Math.Round((weekend ? 0.1 : 1) * usual * (1 - Saved(person, day, activations)));
            }
        }

        return new(sent, inUse);
    }

    private double Saved(int person, DateOnly day, IReadOnlyDictionary<long, DateOnly> activations) =>
        activations.TryGetValue(person, out var since) && since < day
            ? Math.Min(1, (day.DayNumber - since.DayNumber) / Habituation) * (0.24 + (0.26 * life.Habit(person)))
            : 0;
}

/// <param name="Sent">Mails that employees sent.</param>
/// <param name="Mailboxes">Mailboxes in use.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MailDay(long Sent, long Mailboxes);
