using AdoptionAutomation.Sandbox.People.Life;

namespace AdoptionAutomation.Tests.Sandbox.People.Life;

public sealed class PlatformLifeTests
{
    private const int People = 1_000;
    private const int Weeks = 26;
    private static readonly DateOnly Launch = new(2026, 9, 7);
    private static readonly PlatformLife Life = new(1, Launch);

    /// <summary>Everybody's half a year: the waves of the sample campaign.</summary>
    private static readonly IReadOnlyList<(DateOnly Day, PersonDay Done)> HalfYear =
    [
        .. from person in Enumerable.Range(0, People)
           from day in Days(0, Weeks)
           let done = Life.On(person, Since(person), day)
           where done is not null
           select (day, done.Value),
    ];

    [Fact]
    public void Activity_peaks_about_the_third_month_dips_in_the_fourth_and_fifth_and_rebounds()
    {
        var shares = Enumerable.Range(0, Weeks).Select(week => ShareOf(Days(week, 1))).ToList();

        Assert.InRange(shares.Index().Skip(6).MaxBy(week => week.Item).Index + 1, 10, 14);
        var (peak, dip) = (shares[10..14].Average(), shares[16..21].Average());
        Assert.InRange(peak, 0.5, 0.75);
        Assert.True(dip < 0.75 * peak, $"From {peak:P0} to {dip:P0}.");
        Assert.True(shares[^2..].Average() > 1.08 * dip, $"From {dip:P0} to {shares[^1]:P0}.");
    }

    [Fact]
    public void Fewer_than_five_in_a_hundred_write_over_half_and_about_six_in_ten_only_read()
    {
        var month = HalfYear.Where(one => one.Day >= Launch.AddDays(70) && one.Day < Launch.AddDays(100)).GroupBy(one => one.Done.Person)
            .Select(person => person.Sum(one => one.Done.Posts + one.Done.Replies)).OrderDescending().ToList();

        Assert.InRange((double)month.Take(People * 4 / 100).Sum() / month.Sum(), 0.5, 0.8);
        Assert.InRange((double)month.Count(written => written == 0) / month.Count, 0.52, 0.75);
    }

    [Fact]
    public void Weekends_are_quiet_and_so_is_Christmas()
    {
        var autumn = HalfYear.Where(one => one.Day >= Launch.AddDays(49) && one.Day < Launch.AddDays(98)).ToList();
        Assert.True(autumn.Count(one => AdoptionRhythm.IsWeekend(one.Day)) < autumn.Count / 20);

        Assert.True(ShareOf([new(2026, 12, 24)]) < 0.7 * ShareOf([new(2027, 1, 14)]));
    }

    [Fact]
    public void A_day_is_the_same_whoever_asks_when_and_nobody_is_there_before_they_have_come()
    {
        var (person, since, day) = (17L, Launch.AddDays(21), Launch.AddDays(90));
        var (first, again) = (Life.On(person, since, day), new PlatformLife(1, Launch).On(person, since, day));

        Assert.Equal(first, again);
        Assert.Null(Life.On(person, since, since.AddDays(-1)));
        Assert.NotNull(Life.On(person, since, since));
        Assert.NotEqual(HalfYear.Count, Days(0, Weeks).Sum(one => Enumerable.Range(0, People).Count(number => new PlatformLife(2, Launch).On(number, Since(number), one) is not null)));
    }

    private static DateOnly Since(int person) => Launch.AddDays(person < 70 ? 8 : 22 + (person % 14));

    private static IEnumerable<DateOnly> Days(int week, int weeks) => Enumerable.Range(week * 7, weeks * 7).Select(Launch.AddDays);

    /// <summary>How many of those who had come by then were there on one of some days.</summary>
    private static double ShareOf(IEnumerable<DateOnly> days)
    {
        var some = days.ToHashSet();
        var come = Enumerable.Range(0, People).Count(person => Since(person) <= some.Max());
        return come == 0 ? 0 : (double)HalfYear.Where(one => some.Contains(one.Day)).Select(one => one.Done.Person).Distinct().Count() / come;
    }
}
