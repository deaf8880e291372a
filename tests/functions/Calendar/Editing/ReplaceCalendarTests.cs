using System.Globalization;
using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using NodaTime;

namespace AdoptionAutomation.Tests.Functions.Calendar.Editing;

public sealed class ReplaceCalendarTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string First = CalendarEditor.With("Bonjour");
    private static readonly string Second = CalendarEditor.With("Bonsoir");

    [Fact]
    public async Task A_calendar_is_made_replaced_and_every_version_kept()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount());
        var editor = new CalendarEditor(app);
        Assert.Equal(404, (await editor.GetAsync()).Status);
        Assert.Empty(await editor.VersionsAsync());

        var made = await editor.CreateAsync(First);
        Assert.Equal(200, made.Status);
        Assert.Equal((200, made.ETag, First), Shown(await editor.GetAsync()));
        await app.PassAsync(TimeSpan.FromSeconds(90));

        var replaced = await editor.PutAsync(Second, made.ETag);
        Assert.Equal(200, replaced.Status);
        Assert.NotEqual(made.ETag, replaced.ETag);
        Assert.Equal((200, replaced.ETag, Second), Shown(await editor.GetAsync()));
        Assert.Equal("Bonsoir", (await app.Get<CampaignStore>().GetAsync("small", default)).Calendar.Posts.Single().Post.Title.Fr);

        var version = Assert.Single(await editor.VersionsAsync());
        Assert.StartsWith(CalendarEditor.Path + "/versions/20260907T0600", version, StringComparison.Ordinal);
        Assert.Equal(First, (await editor.GetAsync(version)).Text);
        Assert.Equal("key", (await editor.GetAsync(CalendarEditor.Path + "/versions")).Body.GetProperty("versions")[0].GetProperty("by").GetString());
        Assert.Equal(404, (await editor.GetAsync(CalendarEditor.Path + "/versions/20260907T060000Z-000000000000")).Status);
        Assert.Equal(404, (await editor.GetAsync(CalendarEditor.Path + "/versions/content-calendar.json")).Status);
        Assert.Equal(404, (await editor.GetAsync(CalendarEditor.Path + "?campaign=nowhere")).Status);
    }

    [Theory]
    [InlineData(null, null, 428, "If-Match")]
    [InlineData("*", null, 428, "If-None-Match: *")]
    [InlineData("\"0x1\"", null, 412, "GET /api/campaign/content-calendar.json again")]
    [InlineData(null, "*", 412, "somebody else has written since")]
    public async Task Nothing_is_replaced_that_the_caller_has_not_seen(string? ifMatch, string? ifNoneMatch, int status, string says)
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var editor = new CalendarEditor(app);

        var answer = await editor.PutAsync(Second, ifMatch, ifNoneMatch);

        Assert.Equal(status, answer.Status);
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        Assert.Equal(status == 412 ? (await editor.GetAsync()).ETag : null, answer.ETag);
        Assert.Equal(First, (await editor.GetAsync()).Text);
        Assert.Empty(await editor.VersionsAsync());
    }

    [Fact]
    public async Task What_would_not_run_is_refused_whole_with_every_place()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var editor = new CalendarEditor(app);
        var etag = (await editor.GetAsync()).ETag;

        var answer = await editor.PutAsync(First.Replace("everybody", "nobody", StringComparison.Ordinal).Replace("2026-09-14T09:00", "2026-02-31T09:00", StringComparison.Ordinal), etag);

        Assert.Equal(422, answer.Status);
        Assert.Equal(
            [("CAL015", 3, 41, "error"), ("CAL012", 3, 83, "error")],
            answer.Body.GetProperty("problems").EnumerateArray().Select(one => (
                one.GetProperty("code").GetString()!, one.GetProperty("line").GetInt32(), one.GetProperty("column").GetInt32(), one.GetProperty("severity").GetString()!)));
        Assert.Contains("2026-02-31T09:00", answer.Body.GetProperty("problems")[1].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((200, etag, First), Shown(await editor.GetAsync()));
        Assert.Empty(await editor.VersionsAsync());
        Assert.Equal(422, (await editor.PutAsync("{", etag)).Status);
        Assert.Equal(422, (await editor.PutAsync("", etag)).Status);
    }

    [Fact]
    public async Task Advice_comes_with_the_answer_and_a_past_time_only_once()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount());
        var editor = new CalendarEditor(app);

        var made = await editor.CreateAsync(CalendarEditor.With("Bonjour", "2026-09-04T09:00"));
        Assert.Equal(200, made.Status);
        Assert.Contains("CAL210", CodesOf(made));
        Assert.Contains("CAL209", CodesOf(made));
        var replaced = await editor.PutAsync(CalendarEditor.With("Bonsoir", "2026-09-04T09:00"), made.ETag);
        Assert.DoesNotContain("CAL210", CodesOf(replaced));
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_refused_before_it_is_read()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount());
        var editor = new CalendarEditor(app);
        var most = First + new string(' ', (1024 * 1024) - First.Length);

        var answer = await editor.CreateAsync(most + " ");
        Assert.Equal(413, answer.Status);
        Assert.Contains("1048576", answer.Detail, StringComparison.Ordinal);
        Assert.Equal(404, (await editor.GetAsync()).Status);
        Assert.Equal(200, (await editor.CreateAsync(most)).Status);
    }

    [Fact]
    public async Task Of_two_editors_the_second_is_told_and_loses_nothing()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var editor = new CalendarEditor(app);
        var seen = (await editor.GetAsync()).ETag;

        Assert.Equal(200, (await editor.PutAsync(Second, seen)).Status);
        var late = await editor.PutAsync(CalendarEditor.With("Salut"), seen);
        Assert.Equal(412, late.Status);
        Assert.Equal(Second, (await editor.GetAsync()).Text);
        Assert.Equal(200, (await editor.PutAsync(CalendarEditor.With("Salut"), late.ETag)).Status);
        Assert.Equal(2, (await editor.VersionsAsync()).Count);
    }

    [Fact]
    public async Task Of_two_writes_over_the_same_version_the_blob_takes_one()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var versions = app.Get<CalendarVersions>();
        var seen = (await versions.ReadAsync("small", default))!.ETag;

        var writes = await Task.WhenAll(
            versions.TryWriteAsync("small", "1"u8.ToArray(), seen, "key", default), versions.TryWriteAsync("small", "2"u8.ToArray(), seen, "key", default));

        Assert.Single(writes, written => written is not null);
        Assert.Null(await versions.TryWriteAsync("small", "3"u8.ToArray(), null, "key", default));
    }

    [Fact]
    public async Task What_stands_there_already_is_no_conflict_and_no_version()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var editor = new CalendarEditor(app);
        var seen = (await editor.GetAsync()).ETag;
        var written = await editor.PutAsync(Second, seen);

        var again = await editor.PutAsync(Second, seen);

        Assert.Equal((200, written.ETag), (again.Status, again.ETag));
        Assert.Single(await editor.VersionsAsync());
    }

    [Fact]
    public async Task What_is_to_come_is_planned_with_the_answer()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount());

        Assert.Equal(200, (await new CalendarEditor(app).CreateAsync(CalendarEditor.With("Bonjour", "2026-09-08T09:00"))).Status);

        Assert.Equal(["2026-09-08T07:00:00Z"], await PlannedAsync(app));
    }

    [Fact]
    public async Task An_edit_whose_process_died_is_planned_within_the_hour_though_nobody_sends_it_again()
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount());
        app.World.Faults.Strike(
            target => target.Method == "PUT" && target.Path.EndsWith("/small/content-calendar.json", StringComparison.Ordinal),
            1,
            new(FaultKind.ProcessDeath, Point: DeathPoint.After));
        await Assert.ThrowsAnyAsync<Exception>(() => new CalendarEditor(app).CreateAsync(CalendarEditor.With("Bonjour", "2026-09-08T09:00")));
        Assert.Empty(await PlannedAsync(app));

        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal(["2026-09-08T07:00:00Z"], await PlannedAsync(app));
    }

    [Theory]
    [InlineData("/.versions/", false)]
    [InlineData("/.versions/", true)]
    [InlineData("/small/content-calendar.json", false)]
    [InlineData("/small/content-calendar.json", true)]
    [InlineData("/small/.last-good/content-calendar.json", true)]
    public async Task Wherever_the_process_dies_the_editor_sends_it_again_and_all_is_as_meant(string path, bool acted)
    {
        await using var app = await CalendarEditor.StartAsync(azurite.NewAccount(), First);
        var editor = new CalendarEditor(app);
        var seen = (await editor.GetAsync()).ETag;
        app.World.Faults.Strike(
            target => target.Service == RemoteService.Blobs && target.Method == "PUT" && target.Path.Contains(path, StringComparison.Ordinal),
            1,
            new(FaultKind.ProcessDeath, Point: acted ? DeathPoint.After : DeathPoint.Before));
        await Assert.ThrowsAnyAsync<Exception>(() => editor.PutAsync(Second, seen));
        Assert.Equal(1, app.World.Host.Deaths);

        Assert.Equal(200, (await editor.PutAsync(Second, seen)).Status);

        Assert.Equal(Second, (await editor.GetAsync()).Text);
        Assert.Equal(First, (await editor.GetAsync(Assert.Single(await editor.VersionsAsync()))).Text);
        Assert.Equal(new LocalDateTime(2026, 9, 14, 9, 0), (await app.Get<CampaignStore>().GetFreshAsync("small", default)).Calendar.Posts.Single().At);
    }

    private static async Task<IReadOnlyList<string>> PlannedAsync(AppTest app) => await app.Get<DueTable>().ReadAsync(app.World.Clock.GetUtcNow().AddDays(3), default)
        .Where(work => work.Queue == QueueNames.PublishPost)
        .Select(work => work.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
        .ToListAsync();

    private static (int, string?, string) Shown(Answer answer) => (answer.Status, answer.ETag, answer.Text);

    private static IEnumerable<string> CodesOf(Answer answer) => answer.Body.GetProperty("warnings").EnumerateArray().Select(one => one.GetProperty("code").GetString()!);
}
