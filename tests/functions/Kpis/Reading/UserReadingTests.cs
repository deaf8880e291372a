using AdoptionAutomation.Effects;
using AdoptionAutomation.Graph;
using AdoptionAutomation.Kpis.Book;
using AdoptionAutomation.Kpis.Reading;
using AdoptionAutomation.Kpis.Snapshots;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Kpis.Reading;

public sealed class UserReadingTests
{
    private const string Report = "getTeamsUserActivityUserDetail";
    private const string Columns = "Report Refresh Date,User Id,User Principal Name,Last Activity Date,Post Messages,Reply Messages,New Column";

    private static readonly DateTimeOffset Welcome = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task People_are_counted_by_organisation_wave_and_site_from_their_welcome_on()
    {
        var month = Csv(
            Line(0, "2026-09-20", 3, 2),
            Line(1, "2026-09-10", 1, 0),
            Line(2, "2026-09-06", 7, 7),
            Line(3, "", 0, 0),
            "2026-09-20,ffffffff-0000-4000-8000-000000000000,else@lumen.example,2026-09-20,9,9,x");
        var week = Csv(Line(0, "2026-09-20", 1, 1), Line(1, "2026-09-10", 0, 0));

        var (read, _) = await ReadAsync(month, week, People(6));

        Assert.Equal((SourceState.Read, new DateOnly(2026, 9, 20)), (read.Reading.State, read.Reading.Refreshed!.Value));
        var whole = read.Tally.Of(Scope.Organisation);
        AssertCounts(whole, (Count.Registered, 2), (Count.Active7, 1), (Count.Active30, 2), (Count.Posts30, 4), (Count.Replies30, 2), (Count.Contributors30, 2));
        AssertCounts(whole, (Count.Posts7, 1), (Count.Replies7, 1), (Count.Contributors7, 1), (Count.ByTop30, null));
        AssertCounts(read.Tally.Of(new(ScopeKind.Wave, "first")), (Count.Registered, 1), (Count.Posts30, 3), (Count.Active7, 1));
        AssertCounts(read.Tally.Of(new(ScopeKind.Wave, "second")), (Count.Registered, 1), (Count.Posts30, 1), (Count.Active7, 0));
        AssertCounts(read.Tally.Of(new(ScopeKind.Site, "site-lyon")), (Count.Registered, 2), (Count.Posts30, 4));
        AssertCounts(read.Tally.Of(new(ScopeKind.Site, "site-nice")), (Count.Registered, 0), (Count.Posts30, 0));
    }

    [Fact]
    public async Task The_app_knows_itself_who_was_invited_came_and_bounced_by_the_end_of_the_day_in_the_campaigns_zone()
    {
        // The day of Paris ends at 22:00 UTC.
        var end = new DateTimeOffset(2026, 9, 20, 22, 0, 0, TimeSpan.Zero);
        CountedPerson[] people =
        [
            Person(0), Person(1) with { WelcomedAt = end.AddSeconds(-1) }, Person(2) with { WelcomedAt = end },
            Person(3) with { ActiveAt = end.AddMinutes(-1) }, Person(4) with { ActiveAt = end.AddMinutes(1) },
            Person(5) with { BouncedAt = end.AddMinutes(-1) }, Person(6) with { BouncedAt = end.AddMinutes(1) }, Person(7) with { WelcomedAt = null, BouncedAt = Welcome },
        ];

        var (_, usage) = await ReadAsync(Csv(Line(0, "2026-09-19", 0, 0), Line(6, "2026-09-20", 0, 0)), Csv(Line(0, "2026-09-19", 0, 0)), people);

        AssertCounts(usage.People().Of(Scope.Organisation), (Count.Invited, 5), (Count.Registered, 3), (Count.Bounced, 2));
    }

    [Fact]
    public async Task The_top_five_per_cent_count_from_a_hundred_registered_on()
    {
        var lines = Enumerable.Range(0, 119).Select(i => Line(i, "2026-09-20", i, 0)).ToArray();

        var (read, _) = await ReadAsync(Csv(lines), Csv(lines), People(119));

        Assert.Equal(118 + 117 + 116 + 115 + 114, read.Tally[Scope.Organisation, Count.ByTop30]);
        Assert.Null(read.Tally[new(ScopeKind.Wave, "first"), Count.ByTop30]);
    }

    [Fact]
    public async Task Somebody_who_stands_there_twice_counts_once_and_it_is_said()
    {
        var twice = Csv(Line(0, "2026-09-20", 3, 0), Line(0, "2026-09-20", 5, 0));

        var (read, _) = await ReadAsync(twice, twice, People(2));

        AssertCounts(read.Tally.Of(Scope.Organisation), (Count.Posts7, 3), (Count.Posts30, 3), (Count.Active7, 1));
        Assert.StartsWith("2 lines named somebody a second time", read.Reading.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_empty_cells_and_names_in_the_place_of_ids_are_no_trouble()
    {
        var body = "\ufeffREPORT REFRESH DATE,User Principal Name,Last Activity Date,Post Messages,Reply Messages\r\n2026-09-20,PERSON1@lumen.example,2026-09-20,,2\r\n";

        var (read, _) = await ReadAsync(body, body, People(2));

        AssertCounts(read.Tally.Of(Scope.Organisation), (Count.Posts7, 0), (Count.Replies7, 2), (Count.Contributors7, 1), (Count.Registered, 1));
    }

    [Fact]
    public async Task Semicolons_in_the_place_of_commas_are_no_trouble()
    {
        var body = Csv(Line(0, "2026-09-20", 3, 2), Line(1, "2026-09-10", 1, 0)).Replace(',', ';');

        var (read, _) = await ReadAsync(body, body, People(2));

        AssertCounts(read.Tally.Of(Scope.Organisation), (Count.Posts30, 4), (Count.Replies30, 2), (Count.Active7, 1), (Count.Active30, 2));
    }

    [Theory]
    [InlineData("vivaEngage", "getYammerActivityUserDetail", "Posted Count", 4.0)]
    [InlineData("sharePoint", "getSharePointActivityUserDetail", "Visited Page Count", null)]
    public async Task Another_service_tells_less_and_what_it_does_not_tell_is_not_zero(string service, string report, string column, double? posts)
    {
        var body = $"Report Refresh Date,User Principal Name,Last Activity Date,{column}\n2026-09-20,person1@lumen.example,2026-09-20,4\n";
        using var fake = new FakeReports().With(report, body);

        var (read, _) = await ReadAsync(fake, People(2), new() { SettingsMore = $$""", "service": "{{service}}" """ });

        AssertCounts(read.Tally.Of(Scope.Organisation), (Count.Active7, 1), (Count.Posts7, posts), (Count.Posts30, posts), (Count.Replies7, null), (Count.Replies30, null));
    }

    [Theory]
    [InlineData(true, "00000001-0000-4000-8000-000000000000", "person1@lumen.example")]
    [InlineData(false, "8F1C9A7734B0", "64D5A3E4AD35F5E3")]
    public async Task Concealed_names_leave_what_the_app_knows_itself(bool isSet, string id, string name)
    {
        using var fake = new FakeReports { Conceals = isSet }.With(Report, $"{Columns}\n2026-09-20,{id},{name},2026-09-20,4,4,\n");

        var (read, usage) = await ReadAsync(fake, People(2));

        Assert.Equal((SourceState.Concealed, new DateOnly(2026, 9, 20)), (read.Reading.State, read.Reading.Refreshed!.Value));
        Assert.Empty(read.Tally.Values);
        AssertCounts(usage.People().Of(Scope.Organisation), (Count.Invited, 2), (Count.Registered, 0));
    }

    [Theory]
    [InlineData("Report Refresh Date,User Id,User Principal Name,Last Activity Date,Reply Messages\n2026-09-20,x,a@b.example,,1\n", "no column 'Post Messages'")]
    [InlineData("Report Refresh Date;User Id;User Principal Name\n2026-09-20;x;a@b.example\n", "no column 'Last Activity Date' among its 3")]
    [InlineData("<html><body>Service unavailable, a@b.example</body></html>", "no column 'Report Refresh Date'")]
    [InlineData(Columns + "\n20/09/2026,x,a@b.example,,1,1,\n", "'Report Refresh Date' has no date")]
    [InlineData(Columns + "\n2026-09-20,00000001-0000-4000-8000-000000000000,a@b.example,20/09/2026,1,1,\n", "'Last Activity Date' has what is no date")]
    [InlineData(Columns + "\n2026-09-20,00000001-0000-4000-8000-000000000000,a@b.example,2026-09-20,many,1,\n", "'Post Messages' has what is no number")]
    [InlineData(Columns + "\n", "no lines")]
    public async Task What_cannot_be_read_is_named_and_never_counted_as_nothing(string body, string expected)
    {
        using var fake = new FakeReports().With(Report, body);

        var wrong = await Assert.ThrowsAsync<UnreadableReportException>(() => ReadAsync(fake, People(2)));

        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("@", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_was_cut_off_in_a_line_is_to_be_read_again()
    {
        using var fake = new FakeReports().With(Report, Csv(Line(0, "2026-09-20", 1, 1), "2026-09-20,00000001-0000-4000-80"));

        var failure = await Assert.ThrowsAsync<GraphFailure>(() => ReadAsync(fake, People(2)));

        Assert.Equal((OutcomeKind.Unknown, true), (failure.Outcome, failure.IsTransient));
    }

    [Fact]
    public async Task Reports_that_are_renewed_between_two_readings_are_read_again()
    {
        var month = Csv(Line(0, "2026-09-20", 1, 1));
        using var fake = new FakeReports().With(Report, UsageReport.Month, month).With(Report, UsageReport.Week, month.Replace("2026-09-20", "2026-09-21", StringComparison.Ordinal));

        Assert.True((await Assert.ThrowsAsync<GraphFailure>(() => ReadAsync(fake, People(2)))).IsTransient);
    }

    private static async Task<(SourceCounts Read, PeopleUsage Usage)> ReadAsync(string month, string week, params IEnumerable<CountedPerson> people)
    {
        using var fake = new FakeReports().With(Report, UsageReport.Month, month).With(Report, UsageReport.Week, week);
        return await ReadAsync(fake, people);
    }

    private static async Task<(SourceCounts Read, PeopleUsage Usage)> ReadAsync(FakeReports fake, IEnumerable<CountedPerson> people, SmallCampaign? files = null)
    {
        await using var app = fake.App();
        var usage = new PeopleUsage(groups => groups.Length > 0 ? groups : null);
        foreach (var person in people)
        {
            usage.Add(person);
        }

        usage.Seal();
        return (await app.GetRequiredService<UserReading>().ReadAsync(await FakeReports.CampaignAsync(files), usage, default), usage);
    }

    private static IEnumerable<CountedPerson> People(int count) => Enumerable.Range(0, count).Select(Person);

    /// <summary>Every second one is of the first wave, the first three of Lyon.</summary>
    private static CountedPerson Person(int number) =>
        new($"{IdOf(number)}", number % 2 == 0 ? "first" : "second", $"person{number}@lumen.example", number < 3 ? "site-lyon" : number == 3 ? "site-nice" : "")
        {
            WelcomedAt = Welcome,
        };

    private static Guid IdOf(int number) => new($"{number:x8}-0000-4000-8000-000000000000");

    private static string Csv(params string[] lines) => string.Join("\r\n", [Columns, .. lines]) + "\r\n";

    private static string Line(int person, string last, int posts, int replies) =>
        FormattableString.Invariant($"2026-09-20,{IdOf(person)},person{person}@lumen.example,{last},{posts},{replies},new");

    private static void AssertCounts(Counts counts, params (string Count, double? Value)[] expected) =>
        Assert.Equal(expected, expected.Select(one => (one.Count, counts[one.Count])));
}
