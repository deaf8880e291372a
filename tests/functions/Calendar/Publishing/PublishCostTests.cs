using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

/// <summary>What publishing costs in storage requests.</summary>
public sealed class PublishCostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>Beyond what a day without posts costs: its 24 rounds of the planner, the nightly looks at groups and waves.</summary>
    [Fact]
    public async Task A_day_of_many_posts_costs_six_requests_a_post_and_channel_at_most()
    {
        const int Groups = 20;
        var groups = Enumerable.Range(1, Groups).Select(number => $$"""
            { "id": "group-{{number}}", "template": "general", "name": "Group {{number}}", "objective": "News.", "owners": ["claire.fontaine@lumen.example"] }
            """);
        string[] posts = [.. Enumerable.Range(0, 6).Select(number => CalendarApp.Post($"post-{number}", $"2026-09-10T{9 + number:00}:15", groups: "[]")
            .Replace("\"groups\": []", "\"kinds\": [\"general\"]", StringComparison.Ordinal))];
        var campaign = CalendarApp.With(posts) with
        {
            Groups = $$"""
                {
                  "templates": [ { "id": "general", "kind": "general", "visibility": "public" }, { "id": "other", "kind": "pilot", "visibility": "public" } ],
                  "groups": [ {{string.Join(", ", groups)}},
                    { "id": "everybody", "template": "other", "name": "Everybody", "objective": "All.", "owners": ["claire.fontaine@lumen.example"] },
                    { "id": "few", "template": "other", "name": "A few", "objective": "Try.", "owners": ["claire.fontaine@lumen.example"] } ]
                }
                """,
        };
        await using var app = await CalendarApp.StartAsync(azurite.NewAccount(), campaign);
        await app.PassToAsync(6, day: 8);
        var start = app.Counts.Total;
        await app.PassToAsync(6, day: 9);
        var idle = app.Counts.Total - start;
        await app.PassToAsync(6, day: 10);
        start = app.Counts.Total;
        await app.PassToAsync(6, day: 11);

        var spent = app.Counts.Total - start - idle;
        Assert.Equal(6 * Groups, app.Sent().Count);
        Assert.InRange(spent / (6.0 * Groups), 5, 6);
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
