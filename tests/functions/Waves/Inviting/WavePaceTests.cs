using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Tests.Campaigns;
using AdoptionAutomation.Waves.Inviting;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Waves.Inviting;

/// <summary>Rules of the pace in a campaign of Paris: Monday to Friday, no holiday but 2026-11-11, and quiet hours as each test says.</summary>
public sealed class WavePaceTests
{
    [Theory]
    // As many messages an hour as there are people, up to twelve; then more people a message; then, a message being full, more messages.
    [InlineData(1, 1, 1, 0)]
    [InlineData(5, 5, 1, 720)]
    [InlineData(12, 12, 1, 300)]
    [InlineData(13, 7, 2, 514)]
    [InlineData(60, 12, 5, 300)]
    [InlineData(200, 12, 17, 300)]
    [InlineData(1_188, 12, 99, 300)]
    [InlineData(50_000, 506, 99, 7)]
    public void An_hour_is_spread_evenly(int perHour, int chunks, int first, int secondsBetween)
    {
        var slot = Pace(perHour).SlotAt(At("2026-09-14T08:00Z"));

        Assert.Equal((chunks, first, perHour), (slot.Chunks.Count, slot.Chunks[0].People, slot.Chunks.Sum(chunk => chunk.People)));
        Assert.All(slot.Chunks.Zip(slot.Chunks.Skip(1)), pair => Assert.Equal(secondsBetween, (pair.Second.At - pair.First.At).TotalSeconds));
    }

    [Theory]
    // now, start, people of 60, next. Paris is at UTC+2 in summer, UTC+1 in winter; open from 07:00 to 20:00.
    [InlineData("2026-09-14T08:17:30Z", "2026-09-14T08:17:30Z", 60, "2026-09-14T09:17:30Z")]
    [InlineData("2026-09-14T17:30Z", "2026-09-14T17:30Z", 30, "2026-09-15T05:00Z")]
    [InlineData("2026-09-14T17:59Z", "2026-09-14T17:59Z", 5, "2026-09-15T05:00Z")]
    [InlineData("2026-09-14T18:00Z", "2026-09-15T05:00Z", 60, "2026-09-15T06:00Z")]
    // Before a weekend, on it, around a holiday
    [InlineData("2026-09-11T17:40Z", "2026-09-11T17:40Z", 20, "2026-09-14T05:00Z")]
    [InlineData("2026-09-12T10:00Z", "2026-09-14T05:00Z", 60, "2026-09-14T06:00Z")]
    [InlineData("2026-11-10T18:30Z", "2026-11-10T18:30Z", 30, "2026-11-12T06:00Z")]
    // Around the clock changes of 2026-10-25 and 2027-03-28
    [InlineData("2026-10-23T17:30Z", "2026-10-23T17:30Z", 30, "2026-10-26T06:00Z")]
    [InlineData("2027-03-26T18:30Z", "2027-03-26T18:30Z", 30, "2027-03-29T05:00Z")]
    public void A_slot_lies_in_open_hours(string now, string start, int people, string next)
    {
        var slot = Pace(60).SlotAt(At(now));

        Assert.Equal((At(start), people, At(next)), (slot.Start, slot.Chunks.Sum(chunk => chunk.People), slot.Next));
    }

    [Fact]
    public void Quiet_minutes_within_an_hour_are_left_out_of_it()
    {
        var slot = Pace(60, "12:30", "12:45").SlotAt(At("2026-09-14T10:10Z"));

        Assert.Equal((45, At("2026-09-14T11:10Z")), (slot.Chunks.Sum(chunk => chunk.People), slot.Next));
    }

    [Fact]
    public void An_office_that_is_open_for_half_an_hour_a_day_still_gets_on()
    {
        var slot = Pace(1, "09:30", "09:00").SlotAt(At("2026-09-14T07:00Z"));

        Assert.Equal((1, At("2026-09-15T07:00Z")), (slot.Chunks.Sum(chunk => chunk.People), slot.Next));
    }

    [Fact]
    public void No_hour_holds_more_than_the_pace_no_quiet_hour_anybody_and_all_are_invited()
    {
        var waves =
            from perHour in Gen.Frequency((3, Gen.Choose(1, 30)), (2, Gen.Choose(31, 2_000)), (1, Gen.Choose(2_001, 50_000)))
            from start in Gen.Choose(0, 400 * 24 * 60)
            from quietFrom in Gen.Choose(0, (24 * 60) - 1)
            from quietLength in Gen.Choose(1, (24 * 60) - 30)
            from lateness in Gen.Choose(0, 4_000)
            select (perHour, start, quietFrom, quietTo: (quietFrom + quietLength) % (24 * 60), lateness);
        Prop.ForAll(waves.ToArbitrary(), wave =>
        {
            var hours = Hours(Text(wave.quietFrom), Text(wave.quietTo));
            var chunks = InvitedBy(new(wave.perHour, hours), At("2026-09-01T00:00Z").AddMinutes(wave.start), TimeSpan.FromMilliseconds(wave.lateness));
            return chunks.TrueForAll(chunk => hours.IsOpen(chunk.At, null))
                && chunks.TrueForAll(chunk => chunk.People is > 0 and <= 99)
                && chunks.TrueForAll(chunk => InTheHourFrom(chunk.At, chunks) <= wave.perHour);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

        static string Text(int minute) => $"{minute / 60:D2}:{minute % 60:D2}";
    }

    /// <summary>Six slots in a row, each begun a little late, as messages come.</summary>
    private static List<PaceChunk> InvitedBy(WavePace pace, DateTimeOffset now, TimeSpan lateness)
    {
        var chunks = new List<PaceChunk>();
        for (var count = 0; count < 6; count++)
        {
            var slot = pace.SlotAt(now);
            if (slot.Start == now)
            {
                Assert.NotEmpty(slot.Chunks);
                chunks.AddRange(slot.Chunks);
                now = slot.Next + lateness;
            }
            else
            {
                now = slot.Start;
            }
        }

        return chunks;
    }

    private static int InTheHourFrom(DateTimeOffset at, List<PaceChunk> chunks) =>
        chunks.Where(chunk => chunk.At >= at && chunk.At < at.AddHours(1)).Sum(chunk => chunk.People);

    private static WavePace Pace(int perHour, string quietFrom = "20:00", string quietTo = "07:00") => new(perHour, Hours(quietFrom, quietTo));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static OpenHours Hours(string quietFrom, string quietTo) =>
        new(OpenHoursTests.Settings(quietFrom, quietTo) with { Holidays = [new(2026, 11, 11)] });
}
