using System.Runtime.InteropServices;
using AdoptionAutomation.Sandbox.Faults;

namespace AdoptionAutomation.Sandbox.People.Life;

/// <summary>
/// What people do on the platform, day by day (UTC, as usage reports count): a pure function of the seed, the person and the day. Some four in a
/// hundred write most of what is written, about six in ten only read.
/// </summary>
/// <param name="seed">Decides who and when.</param>
/// <param name="launch">The first day of the campaign.</param>
internal sealed class PlatformLife(int seed, DateOnly launch)
{
    private const double Producers = 0.04;
    private const double Readers = 0.6;

    /// <summary>A person's days have numbers of their own, for as many as the years of a calendar have.</summary>
    private const int DaysOfAPerson = 1 << 22;

    private readonly Dice dice = new(seed);

    public DateOnly Launch => launch;

    /// <summary>From 0 to 1: how much somebody takes to the platform; those who write most are there most.</summary>
    public double Habit(long person) => IsProducer(person) ? 0.9 + (0.1 * dice.Unit("habit", person)) : dice.Unit("habit", person);

    /// <param name="person">Their number.</param>
    /// <param name="since">The day on which they signed in first.</param>
    /// <param name="day">The day that is asked about.</param>
    /// <returns>Null: they were not there.</returns>
    public PersonDay? On(long person, DateOnly since, DateOnly day)
    {
        var number = (person * DaysOfAPerson) + day.DayNumber;
        if (day < since || (day > since && !dice.Chance(ChanceOf(person, since, day), "is there", number)))
        {
            return null;
        }

        var messages = MessagesOf(person, number);
        var replies = Enumerable.Range(0, messages).Count(message => dice.Chance(0.6, $"replies {message}", number));
        return new(
            (int)person,
            (byte)(messages - replies),
            (byte)replies,
            (byte)(dice.Chance(0.45, "reacts", number) ? 1 + dice.Below(3, "reactions", number) : 0),
            (byte)dice.Below(4, "chats", number));
    }

    /// <summary>A number that is theirs on that day, to choose a place by.</summary>
    public int Choice(long person, DateOnly day, string question, int among) => dice.Below(among, question, (person * DaysOfAPerson) + day.DayNumber);

    public bool Chance(double chance, long person, DateOnly day, string question) => dice.Chance(chance, question, (person * DaysOfAPerson) + day.DayNumber);

    private double ChanceOf(long person, DateOnly since, DateOnly day)
    {
        var habit = Habit(person);
        var curious = day.DayNumber - since.DayNumber < 7 ? 1.3 : 1;
        return Math.Min(0.95, (0.07 + (0.75 * habit * habit * habit)) * curious * AdoptionRhythm.On(launch, day));
    }

    private int MessagesOf(long person, long number) => dice.Unit("writes", person) switch
    {
        < Readers => 0,
        < 1 - Producers => dice.Chance(0.24, "writes a message", number) ? 1 : 0,
        _ => 1 + dice.Below(3, "messages", number),
    };

    private bool IsProducer(long person) => dice.Unit("writes", person) >= 1 - Producers;
}

/// <summary>What somebody did on a day on which they were there.</summary>
/// <param name="Person">Their number.</param>
/// <param name="Posts">New messages.</param>
/// <param name="Replies">Answers to messages.</param>
/// <param name="Reactions">Likes and their kind.</param>
/// <param name="Chats">Messages of chats, which are nobody's business but count as use.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PersonDay(int Person, byte Posts, byte Replies, byte Reactions, byte Chats);
