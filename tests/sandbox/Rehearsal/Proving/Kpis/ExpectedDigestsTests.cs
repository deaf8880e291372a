using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Rehearsal.Proving.Kpis;
using AdoptionAutomation.Tests.Campaigns;

namespace AdoptionAutomation.Tests.Sandbox.Rehearsal.Proving.Kpis;

public sealed class ExpectedDigestsTests
{
    private static readonly DateTimeOffset Launch = new(2026, 9, 14, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_week_has_one_from_the_first_whole_week_after_the_launch_on_and_the_first_of_a_month_is_the_months()
    {
        var digests = Of(Settings).Where(digest => digest.Category.StartsWith("digest-sponsor.", StringComparison.Ordinal)).Take(5);

        Assert.Equal(
            [
                ("digest-sponsor.2026-W38", "2026-09-23T06:30"), ("digest-sponsor.2026-W39", "2026-09-30T06:30"), ("digest-sponsor.2026-09", "2026-10-07T06:30"),
                ("digest-sponsor.2026-W41", "2026-10-14T06:30"), ("digest-sponsor.2026-W42", "2026-10-21T06:30"),
            ],
            digests.Select(digest => (digest.Category, $"{digest.At.UtcDateTime:yyyy-MM-dd'T'HH:mm}")));
    }

    [Theory]
    [InlineData("2026-W45", "2026-11-12")] // Wednesday the 11th is a holiday.
    [InlineData("2026-W52", "2026-12-29")] // Nobody works from Wednesday on: the last day before.
    public void On_a_day_on_which_nobody_works_it_goes_on_the_next_or_else_the_one_before(string week, string day)
    {
        var settings = Settings with { Holidays = [new(2026, 11, 11), new(2026, 12, 30), new(2026, 12, 31), new(2027, 1, 1)] };

        Assert.Equal(day, $"{Of(settings).Single(digest => digest.Category == $"digest-sponsor.{week}").At.UtcDateTime:yyyy-MM-dd}");
    }

    [Fact]
    public void Who_gets_one_a_month_gets_the_months_alone_and_who_is_both_gets_the_sponsors()
    {
        var claire = new Contact { Name = "Claire", Mail = "Claire@lumen.example" };
        var settings = Settings with
        {
            DigestRecipients = [claire, new() { Name = "Thomas", Mail = "thomas@lumen.example" }],
            Digests = new() { Leadership = DigestEvery.Month, CommunityManagers = DigestEvery.Never },
            CommunityManagers = [claire],
        };

        var october = Of(settings).Where(digest => digest.At.Month == 10).ToList();

        Assert.Equal(["digest-leadership.2026-09"], october.Where(digest => digest.To == "thomas@lumen.example").Select(digest => digest.Category));
        Assert.All(october.Where(digest => digest.To != "thomas@lumen.example"), digest => Assert.StartsWith("digest-sponsor.", digest.Category, StringComparison.Ordinal));
        Assert.Equal(4, october.Count(digest => digest.To == "claire@lumen.example"));
    }

    private static CampaignFile Settings { get; } = OpenHoursTests.Settings("18:30", "08:00");

    private static IReadOnlyList<ExpectedDigest> Of(CampaignFile settings) => new ExpectedDigests(settings).Between(Launch, Launch.AddDays(120));
}
