using System.Globalization;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Digests.Editions;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Digests.Editions;

public sealed class DigestEditionTests
{
    [Theory]
    // An ordinary week; the first to go out in a month; a wanted day that is a holiday (11 November); both ends of summer time.
    [InlineData("2026-10-11", "2026-W41", "2026-10-14T06:30:00Z")]
    [InlineData("2026-10-04", "2026-09", "2026-10-07T06:30:00Z")]
    [InlineData("2026-11-01", "2026-10", "2026-11-04T07:30:00Z")]
    [InlineData("2026-11-08", "2026-W45", "2026-11-12T07:30:00Z")]
    [InlineData("2026-10-25", "2026-W43", "2026-10-28T07:30:00Z")]
    [InlineData("2027-03-28", "2027-W12", "2027-03-31T06:30:00Z")]
    // Sent on the last day of a month: still a week's. Its week lies in the month after: the month's.
    [InlineData("2027-02-28", "2027-02", "2027-03-03T07:30:00Z")]
    // Turn of the year with a week 53; leap day.
    [InlineData("2027-01-03", "2026-12", "2027-01-06T07:30:00Z")]
    [InlineData("2027-01-10", "2027-W01", "2027-01-13T07:30:00Z")]
    [InlineData("2028-02-27", "2028-02", "2028-03-01T07:30:00Z")]
    public async Task It_tells_of_a_whole_week_in_the_week_after(string sunday, string period, string at)
    {
        var edition = EditionOf(await SettingsAsync(), sunday);

        Assert.Equal((period, Time(at)), (edition?.Period, edition?.At));
    }

    [Theory]
    // Thursday and Friday off, then the rest of the week: Tuesday. Everything from Tuesday on: Monday. All of it: none.
    [InlineData(23, "2026-12-22T07:30:00Z")]
    [InlineData(22, "2026-12-21T07:30:00Z")]
    [InlineData(21, null)]
    public async Task If_nobody_works_from_its_day_on_it_goes_out_before(int closedFrom, string? at)
    {
        var settings = (await SettingsAsync()) with { Holidays = [.. Enumerable.Range(closedFrom, 27 - closedFrom + 1).Select(day => new LocalDate(2026, 12, day))] };

        Assert.Equal(at is null ? null : Time(at), EditionOf(settings, "2026-12-20")?.At);
    }

    [Fact]
    public async Task After_weeks_in_which_nobody_worked_the_next_names_them()
    {
        var settings = (await SettingsAsync()) with { Holidays = [.. Enumerable.Range(0, 14).Select(new LocalDate(2026, 12, 21).PlusDays)] };

        var edition = EditionOf(settings, "2027-01-03")!;

        Assert.Equal("2026-12", edition.Period);
        Assert.Equal([new(2026, 12, 27), new(2026, 12, 20)], edition.Silent);
        Assert.Equal(Time("2026-12-16T07:30:00Z"), edition.FormerAt);
        Assert.Equal(edition.At, EditionOf(settings, "2026-12-13")!.Until);
    }

    [Theory]
    [InlineData("06:00", "2026-10-14T06:00:00Z")]
    [InlineData("12:00", "2026-10-14T10:00:00Z")]
    // In the evening's quiet hours: when the next day opens. On Friday evening nothing of the week is left: on Thursday, when it opens.
    [InlineData("21:30", "2026-10-15T06:00:00Z")]
    [InlineData("21:30", "2026-10-15T06:00:00Z", IsoDayOfWeek.Friday)]
    [InlineData("08:30", "2026-10-16T06:30:00Z", IsoDayOfWeek.Saturday)]
    [InlineData("08:30", "2026-10-12T06:30:00Z", IsoDayOfWeek.Monday)]
    public async Task It_keeps_out_of_the_quiet_hours(string time, string expected, IsoDayOfWeek on = IsoDayOfWeek.Wednesday)
    {
        var settings = await SettingsAsync();
        var at = LocalTime.FromTimeOnly(TimeOnly.Parse(time, CultureInfo.InvariantCulture));

        var edition = EditionOf(settings with { QuietHours = new() { From = new(20, 0), To = new(8, 0) }, Digests = new() { On = on, At = at } }, "2026-10-11");

        Assert.Equal(expected, edition!.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    [Theory]
    // Both Sundays on which Europe moves its clocks; zones that move by half an hour, or on a Sunday's midnight; one that is far ahead.
    [InlineData("2026-10-25", "Europe/Paris")]
    [InlineData("2027-03-28", "Europe/Paris")]
    [InlineData("2026-10-04", "Australia/Lord_Howe")]
    [InlineData("2026-03-29", "Asia/Beirut")]
    [InlineData("2026-03-08", "America/Havana")]
    [InlineData("2026-11-01", "America/New_York")]
    [InlineData("2026-06-07", "Pacific/Kiritimati")]
    public async Task An_event_at_Sunday_23_59_59_local_belongs_to_its_week(string sunday, string zoneName)
    {
        var settings = (await SettingsAsync()) with { TimeZone = zoneName };
        var edition = EditionOf(settings, sunday)!;
        var last = LocalDate.FromDateOnly(edition.Last);

        var instant = (last + new LocalTime(23, 59, 59)).InZoneLeniently(DateTimeZoneProviders.Tzdb[zoneName]).ToDateTimeOffset();

        Assert.Equal(sunday, last.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
        Assert.True(instant < edition.Ends && edition.Ends <= instant.AddSeconds(1));
        Assert.True(instant >= EditionOf(settings, last.PlusWeeks(-1).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))!.Ends);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Whatever_the_holidays_each_is_found_by_its_name_and_goes_out_in_open_hours(int seed)
    {
        var (settings, dice) = (await SettingsAsync(), new Random(seed));
        settings = settings with
        {
            Holidays = [.. Enumerable.Range(0, 400).Where(_ => dice.Next(4) == 0).Select(new LocalDate(2026, 9, 1).PlusDays)],
            Digests = new() { On = (IsoDayOfWeek)dice.Next(1, 8), At = new(dice.Next(24), dice.Next(60)) },
        };
        var hours = new OpenHours(settings);

        var editions = Enumerable.Range(0, 60).Select(week => EditionOf(settings, new LocalDate(2026, 9, 6).PlusWeeks(week).ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)))
            .OfType<DigestEdition>().ToList();

        Assert.Equal(editions.Count, editions.DistinctBy(edition => edition.Period).Count());
        Assert.All(editions, edition =>
        {
            Assert.True(hours.IsOpen(edition.At, null));
            Assert.InRange(edition.At, edition.Ends, edition.Ends.AddDays(7).AddHours(1));
            Assert.Equal(edition.At, DigestEdition.Find(settings, edition.Period)!.At);
        });
        Assert.All(editions.Zip(editions.Skip(1)), pair => Assert.Equal(pair.Second.At, pair.First.Until));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2027-W53")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("9999-W01")]
    [InlineData("2026-W4x")]
    [InlineData("2026-W41-1")]
    // Told by the month's.
    [InlineData("2026-W40")]
    public async Task What_is_no_edition_is_not_found(string period) => Assert.Null(DigestEdition.Find(await SettingsAsync(), period));

    [Theory]
    [InlineData(nameof(DigestEvery.Week), true, true)]
    [InlineData(nameof(DigestEvery.Month), false, true)]
    [InlineData(nameof(DigestEvery.Never), false, false)]
    public async Task An_audience_gets_what_it_asked_for(string every, bool weeks, bool months)
    {
        var settings = (await SettingsAsync()) with { Digests = new() { Leadership = Enum.Parse<DigestEvery>(every) } };

        Assert.Equal(
            (weeks, months),
            (DigestEdition.Find(settings, "2026-W41")!.IsFor(settings, DigestAudience.Leadership), DigestEdition.Find(settings, "2026-10")!.IsFor(settings, DigestAudience.Leadership)));
    }

    [Fact]
    public async Task Whoever_is_leadership_and_sponsor_gets_the_sponsors_but_never_nothing()
    {
        var settings = await SettingsAsync();
        var both = settings with { DigestRecipients = [settings.Sponsor with { Mail = settings.Sponsor.Mail.ToUpperInvariant() }, new() { Name = "T", Mail = "t@lumen.example" }, new() { Name = "T", Mail = "T@lumen.example" }] };
        var monthly = both with { Digests = new() { Sponsor = DigestEvery.Month } };
        var (week, month) = (DigestEdition.Find(both, "2026-W41")!, DigestEdition.Find(both, "2026-10")!);

        Assert.Equal(["t@lumen.example"], Mails(both, DigestAudience.Leadership, week));
        Assert.Equal([settings.Sponsor.Mail], Mails(both, DigestAudience.Sponsor, week));
        Assert.Equal([settings.Sponsor.Mail.ToUpperInvariant(), "t@lumen.example"], Mails(monthly, DigestAudience.Leadership, week));
        Assert.Equal(["t@lumen.example"], Mails(monthly, DigestAudience.Leadership, month));
        Assert.Empty(Mails(monthly, DigestAudience.Sponsor, week));

        static IEnumerable<string> Mails(CampaignFile settings, DigestAudience audience, DigestEdition edition) =>
            DigestRecipients.Of(settings, audience, edition).Select(contact => contact.Mail);
    }

    [Theory]
    [InlineData("digest-leadership.2026-W41", DigestAudience.Leadership, "2026-W41")]
    [InlineData("digest-community.2026-10", DigestAudience.Community, "2026-10")]
    [InlineData("digest-nobody.2026-10", null, null)]
    [InlineData("survey-pulse.2026-10", null, null)]
    [InlineData("digest-sponsor", null, null)]
    public void Its_purpose_names_audience_and_period(string purpose, DigestAudience? audience, string? period)
    {
        var read = DigestPurpose.Read(purpose);

        Assert.Equal((audience, period), (read?.Audience, read?.Period));
        Assert.Equal(read is null ? null : purpose, read?.Name);
    }

    private static DigestEdition? EditionOf(CampaignFile settings, string sunday)
    {
        var date = DateOnly.Parse(sunday, CultureInfo.InvariantCulture);
        return DigestEdition.Around(settings, new(date.AddDays(4), new(12, 0), TimeSpan.Zero)).SingleOrDefault(edition => edition.Last == date);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<CampaignFile> SettingsAsync() => (await DigestScene.CampaignAsync()).Settings;
}
