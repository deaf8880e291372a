using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

/// <summary>What publishing costs in storage requests.</summary>
[Collection("environment")]
public sealed class PublishCostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_day_of_many_posts_costs_six_requests_a_post_and_channel_at_most()
    {
        var hours = Enumerable.Range(0, 20).Select(number =>
            CalendarApp.Post($"post-{number}", $"2026-09-08T{9 + (number / 4):00}:{number % 4 * 15:00}", groups: """["everybody", "few"]""")).ToArray();
        await using var app = await CalendarApp.StartAsync(azurite.NewAccount(), CalendarApp.With(hours));
        await app.PassToAsync(0, 30, day: 8);
        var before = app.Counts.Total;
        await app.PassToAsync(0, 30, day: 9);

        Assert.Equal(40, app.Sent().Count);
        Assert.InRange((app.Counts.Total - before) / 40.0, 4, 7.5);
    }

    [Fact]
    public async Task Of_a_calendar_of_five_thousand_the_due_ones_are_one_query()
    {
        var weekdays = """["monday", "tuesday", "wednesday", "thursday", "friday"]""";
        var rhythms = Enumerable.Range(0, 20).Select(number => $$"""
            { "id": "rhythm-{{number}}", "to": { "groups": ["everybody"] }, "channels": ["conversation"], "theme": { "fr": "a", "en": "a" },
              "recurs": { "weekly": { "on": {{weekdays}} } }, "at": "{{number + 1:00}}:30", "rotation": "again",
              "posts": [ { "title": { "fr": "a", "en": "a" }, "text": { "fr": "a", "en": "a" } } ] }
            """);
        var campaign = new SmallCampaign { Groups = SmallCampaign.GroupsWith(), Calendar = $$"""{ "rhythms": [ {{string.Join(", ", rhythms)}} ] }""" };
        await using var app = await CalendarApp.StartAsync(azurite.NewAccount(), campaign);
        Assert.InRange(new SeasonPlan(app.Campaign.Settings, app.Campaign.Calendar).Between(new(2026, 9, 7, 0, 0), new(2027, 9, 7, 0, 0)).Count(), 5_000, 5_300);
        await app.ReplanAsync();
        await app.PassToAsync(7, 10);
        var before = app.Counts.Tables;
        var due = await app.Get<AdoptionAutomation.Storage.DueTable>().ReadAsync(app.World.Clock.GetUtcNow().AddHours(2), default).ToListAsync();

        Assert.Equal(1, app.Counts.Tables - before);
        Assert.Equal(2, due.Count(work => work.At > app.World.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Two_hosts_that_plan_at_once_plan_once()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var folder = CalendarApp.With(CalendarApp.Post(at: "2027-01-01T10:00")).Write();
        await parts.App.UploadAsync("small", folder, default);
        folder.Delete(recursive: true);
        var other = parts.NewInstance();
        var campaigns = parts.Get<AdoptionAutomation.Campaigns.CampaignStore>();
        var campaign = await campaigns.GetFreshAsync("small", default);
        var now = parts.Clock.GetUtcNow();
        campaign = campaign with
        {
            Calendar = new() { Posts = [campaign.Calendar.Posts[0] with { At = NodaTime.Instant.FromDateTimeOffset(now.AddHours(5)).InUtc().LocalDateTime }] },
        };

        await Task.WhenAll(parts.Get<CalendarPlanning>().PlanAsync(campaign, default), other.GetRequiredService<CalendarPlanning>().PlanAsync(campaign, default));

        Assert.Single(await parts.Get<AdoptionAutomation.Storage.DueTable>().ReadAsync(now.AddDays(3), default).ToListAsync());
    }
}
