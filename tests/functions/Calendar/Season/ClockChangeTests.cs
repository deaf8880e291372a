using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using NodaTime;
using NodaTime.Text;

namespace AdoptionAutomation.Tests.Functions.Calendar.Season;

/// <summary>When clocks change: a time that they skip is moved by as much as they are; one that they repeat means the first.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    // Forward.
    [InlineData("Europe/Paris", "2027-03-28T01:59:59", "2027-03-28T00:59:59Z")]
    [InlineData("Europe/Paris", "2027-03-28T02:00:00", "2027-03-28T01:00:00Z")]
    [InlineData("Europe/Paris", "2027-03-28T02:30:00", "2027-03-28T01:30:00Z")]
    [InlineData("Europe/Paris", "2027-03-28T03:30:00", "2027-03-28T01:30:00Z")]
    [InlineData("America/New_York", "2027-03-14T02:30:00", "2027-03-14T07:30:00Z")]
    [InlineData("America/New_York", "2027-03-14T03:30:00", "2027-03-14T07:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T01:59:00", "2026-10-03T15:29:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:45:00", "2026-10-03T15:45:00Z")]
    // Back.
    [InlineData("Europe/Paris", "2026-10-25T02:00:00", "2026-10-25T00:00:00Z")]
    [InlineData("Europe/Paris", "2026-10-25T02:30:00", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Paris", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z")]
    [InlineData("America/New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T01:45:00", "2027-04-03T14:45:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T02:00:00", "2027-04-03T15:30:00Z")]
    // The last second of the weeks around.
    [InlineData("Europe/Paris", "2026-10-25T23:59:59", "2026-10-25T22:59:59Z")]
    [InlineData("Europe/Paris", "2027-03-28T23:59:59", "2027-03-28T21:59:59Z")]
    [InlineData("America/New_York", "2026-11-01T23:59:59", "2026-11-02T04:59:59Z")]
    [InlineData("America/New_York", "2027-03-14T23:59:59", "2027-03-15T03:59:59Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T23:59:59", "2026-10-04T12:59:59Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T23:59:59", "2027-04-04T13:29:59Z")]
    public void A_time_has_one_instant(string zone, string local, string utc)
    {
        var post = new SinglePost
        {
            Id = "party",
            To = Seasons.ToAll,
            Channels = [PostChannel.Mail],
            At = LocalDateTimePattern.GeneralIso.Parse(local).Value,
            Post = Seasons.Post("Party"),
        };
        var instant = DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
        var plan = new DeliveryPlan(Seasons.Settings(zone), new() { Posts = [post] }, []);

        Assert.Equal(instant, Assert.Single(plan.Between(instant, instant.AddSeconds(1))).At);
        Assert.Empty(plan.Between(instant.AddDays(-2), instant).Concat(plan.Between(instant.AddSeconds(1), instant.AddDays(2))));
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void A_daily_post_at_any_hour_comes_once_each_local_day_of_a_year_and_in_order(string name)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        foreach (var at in new[] { new LocalTime(0, 0), new(1, 45), new(2, 15), new(2, 30), new(23, 59, 59) })
        {
            var rhythm = Seasons.Rhythm(Seasons.Weekly(1, [.. Enum.GetValues<IsoDayOfWeek>().Where(day => day != IsoDayOfWeek.None)]), 1) with
            {
                At = at,
                Rotation = Rotation.Again,
                Channels = [PostChannel.Mail],
            };
            var (from, until) = (new LocalDate(2026, 9, 7), new LocalDate(2027, 9, 7));
            var plan = new DeliveryPlan(Seasons.Settings(name), new() { Rhythms = [rhythm] }, []);
            var found = plan.Between(
                zone.AtStartOfDay(from).ToDateTimeOffset(), zone.AtStartOfDay(until).ToDateTimeOffset()).ToList();

            Assert.Equal(Enumerable.Range(0, 365).Select(day => from.PlusDays(day)), found.Select(one => Instant.FromDateTimeOffset(one.At).InZone(zone).Date));
            Assert.Equal(found.Select(one => one.At).Order(), found.Select(one => one.At));
            Assert.All(found, one => Assert.Equal(
                Instant.FromDateTimeOffset(one.At), IndependentlyOf(zone, one.Occurrence.At)));
        }
    }

    [Fact]
    public void Each_group_has_its_own_morning_if_the_post_goes_by_their_clocks()
    {
        var groups = new[] { Group("paris", null), Group("quebec", "America/Toronto"), Group("sydney", "Australia/Sydney") };
        var rhythm = Seasons.Rhythm(Seasons.Weekly(1, IsoDayOfWeek.Monday)) with { To = new() { Kinds = [GroupKind.Place] }, Clock = PostClock.Group };
        var plan = new DeliveryPlan(Seasons.Settings(), new() { Rhythms = [rhythm] }, groups);

        var found = plan.Between(new(2026, 10, 4, 12, 0, 0, TimeSpan.Zero), new(2026, 10, 6, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal(
            ["sydney 04 22:00", "paris 05 07:00", "quebec 05 13:00"],
            found.Select(one => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{one.Group} {one.At:dd HH:mm}")));
    }

    /// <summary>By trying every minute of the day: the first at which the clock shows the time; if it never does, as much later as the gap is.</summary>
    private static Instant IndependentlyOf(DateTimeZone zone, LocalDateTime local)
    {
        var noon = local.Date.PlusDays(-1).AtMidnight().InUtc().ToInstant() - Duration.FromHours(14);
        var before = zone.GetUtcOffset(noon);
        for (var instant = local.InUtc().ToInstant() - Duration.FromHours(15); instant < local.InUtc().ToInstant() + Duration.FromHours(15); instant += Duration.FromMinutes(15))
        {
            if (instant.InZone(zone).LocalDateTime == local)
            {
                return instant;
            }
        }

        return local.WithOffset(before).ToInstant();
    }

    private static DeclaredGroup Group(string id, string? zone) => new()
    {
        Id = id,
        Kind = GroupKind.Place,
        Name = id,
        Objective = "",
        Visibility = GroupVisibility.Public,
        Posting = GroupPosting.Everybody,
        GuestPolicy = null,
        NewsByMail = false,
        ExternalSenders = null,
        Owners = [],
        Members = [],
        MembersFrom = null,
        Producers = [],
        Guests = [],
        LifetimeMonths = null,
        Team = null,
        Welcome = [],
        Keep = [],
        Origin = "",
        TimeZone = zone,
    };
}
