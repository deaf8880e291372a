using AdoptionAutomation.Waves.Activation;

namespace AdoptionAutomation.Tests.Functions.Waves.Activation;

public sealed class WaitingPeopleTests
{
    private static readonly Guid One = new("00000000-0000-4000-8000-000000000001");
    private static readonly Guid Two = new("f0000000-0000-4000-8000-000000000002");

    [Theory]
    [InlineData(2026, 9, 6, false)]
    [InlineData(2026, 9, 7, true)]
    [InlineData(2026, 9, 8, true)]
    [InlineData(1999, 1, 1, false)]
    public void Activity_counts_from_the_day_of_the_welcome(int year, int month, int day, bool counts)
    {
        var waiting = People();

        waiting.Note(waiting.Find(One), new(year, month, day));

        Assert.Equal(counts ? 1 : 0, waiting.Seen(99).Count());
    }

    [Fact]
    public void People_are_found_by_address_whatever_its_case_and_strangers_are_not()
    {
        var waiting = People();

        waiting.Note(waiting.Find("TWO@lumen.example"), new(2026, 9, 9));
        waiting.Note(waiting.Find("three@lumen.example"), new(2026, 9, 9));

        Assert.Equal(("second", Two.ToString()), waiting.Seen(99).Select(chunk => (chunk.Wave, Assert.Single(chunk.Ids))).Single());
        Assert.Equal(waiting.Find(Two), waiting.Find("two@lumen.example"));
    }

    [Fact]
    public void Who_was_seen_comes_wave_by_wave_in_order_and_in_chunks()
    {
        var waiting = new WaitingPeople();
        for (var i = 0; i < 10; i++)
        {
            waiting.Add(IdOf(i), i % 2 == 0 ? "first" : "second", "", new(2026, 9, 7));
        }

        waiting.Seal();
        foreach (var i in new[] { 9, 0, 3, 4, 2, 8 })
        {
            waiting.Note(waiting.Find(IdOf(i)), new(2026, 9, 7));
        }

        var chunks = waiting.Seen(3).Select(chunk => $"{chunk.Wave}: {string.Join(' ', chunk.Ids.Select(id => int.Parse(id[..8], System.Globalization.NumberStyles.HexNumber, null)))}");
        Assert.Equal(["first: 0 2 4", "first: 8", "second: 3 9"], chunks);
    }

    private static WaitingPeople People()
    {
        var waiting = new WaitingPeople();
        waiting.Add(One, "first", "one@lumen.example", new(2026, 9, 7));
        waiting.Add(Two, "second", "two@lumen.example", new(2026, 9, 7));
        waiting.Seal();
        return waiting;
    }

    private static Guid IdOf(int number) => new($"{number:x8}-0000-4000-8000-000000000000");
}
