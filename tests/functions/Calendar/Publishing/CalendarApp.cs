using AdoptionAutomation.Calendar.Publishing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Storage;
using AdoptionAutomation.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Calendar.Publishing;

/// <summary>An app whose two groups stand at 06:30 UTC (08:30 in Paris) on Monday 2026-09-07, with a calendar that is planned when a test says so.</summary>
internal static class CalendarApp
{
    public const string Key = "hello.post.conversation.everybody";

    public static readonly TenantOptions Calm = new() { Employees = 120, LeastReadLag = TimeSpan.Zero, MostReadLag = TimeSpan.Zero };

    public static SmallCampaign With(params string[] posts) => new()
    {
        Groups = SmallCampaign.GroupsWith(),
        Calendar = $$"""{ "posts": [ {{string.Join(", ", posts)}} ] }""",
    };

    public static string Post(string id = "hello", string at = "2026-09-07T10:00", string more = "", string groups = """["everybody"]""") => $$"""
        { "id": "{{id}}", "to": { "groups": {{groups}} }, "channels": ["conversation"], "at": "{{at}}"{{more}},
          "post": { "title": { "fr": "{{id}}", "en": "{{id}}" }, "text": { "fr": "Bonjour.", "en": "Hello." } } }
        """;

    public static async Task<AppTest> StartAsync(
        StorageAccount account, SmallCampaign campaign, TenantOptions? tenant = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = await AppTest.StartAsync(account, tenant ?? Calm, campaign: campaign, settings: settings);
        await app.ProvisionAsync();
        return app;
    }

    /// <summary>As an edit does.</summary>
    public static async Task ReplanAsync(this AppTest app) => await app.Get<CalendarPlanning>().ReplanAsync(
        await app.Get<CampaignStore>().GetFreshAsync(app.Campaign.Id, default), default);

    public static async Task ReplaceAsync(this AppTest app, params string[] posts)
    {
        await app.EditAsync(With(posts));
        await app.ReplanAsync();
    }

    /// <summary>Lets time pass until an hour and minute, UTC, of the campaign's first day.</summary>
    public static Task PassToAsync(this AppTest app, int hour, int minute = 0, int day = 7) =>
        app.PassAsync(new DateTimeOffset(2026, 9, day, hour, minute, 0, TimeSpan.Zero) - app.World.Clock.GetUtcNow());

    /// <summary>Subject and time of what reached a group or the test address.</summary>
    public static IReadOnlyList<string> Sent(this AppTest app) => [.. app.Tenant.Log.Posts.Select(post => $"{post.Subject} {post.At:dd HH:mm:ss}")];

    public static async Task<string?> StateAsync(this AppTest app, string key = Key)
    {
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/calendar/posts?from=2026-09-01&until=2026-10-31");
        return body.GetProperty("posts").EnumerateArray().Where(post => post.GetProperty("key").GetString() == key)
            .Select(post => post.GetProperty("state").GetString()).SingleOrDefault();
    }
}
