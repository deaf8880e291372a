using AdoptionAutomation.Operations.Backups;
using AdoptionAutomation.Sandbox.Restore;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Functions;
using AdoptionAutomation.Tests.Functions.Waves;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using AdoptionAutomation.Waves.People;
using Azure.Data.Tables;

namespace AdoptionAutomation.Tests.Sandbox.Restore;

public sealed class RestoreTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, string?> KeepsBackups = new() { ["Backups:KeepDays"] = "14" };

    /// <summary>The ledger and the people go in mid-campaign: they come back, the campaign goes on, and nobody hears of it.</summary>
    [Fact]
    public async Task A_campaign_that_lost_its_ledger_and_its_people_goes_on_after_a_restore_and_nothing_is_doubled()
    {
        await using var app = await StartAsync();
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");

        // The first people are through, the others wait for their turn; it is paused in the evening, the night's copy is made, and next morning all is lost.
        await app.PassAsync(TimeSpan.FromHours(12));
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        await app.PassAsync(TimeSpan.FromHours(12));
        var first = app.Tenant.Log.Mails.Count;
        var progress = await app.Get<PeopleTable>().ProgressAsync("small", "first", default);
        Assert.InRange(progress[PersonState.Welcomed], 1, progress.People - 1);
        await LoseAsync(app, TableNames.Effects, TableNames.People);

        var (code, words) = await RestoreAsync(app, new(DayOf(app), []));

        Assert.True(code == 0, words);
        Assert.Contains("The ledger knows what was done up to 2026-09-08 01:10 UTC", words, StringComparison.Ordinal);
        Assert.Equal(progress.States, (await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).States);
        Assert.InRange((await app.CallAsync(HttpMethod.Post, "/api/resume")).Status, 200, 202);
        await app.PassAsync(TimeSpan.FromDays(3));
        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.True(app.Tenant.Log.Mails.Count > first);
        Assert.DoesNotContain(app.Tenant.Log.Mails.GroupBy(mail => (mail.To, mail.CustomArgs["effect"])), alike => alike.Count() > 1);
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task Whoever_was_erased_since_the_backup_stays_erased_though_their_tombstone_was_lost()
    {
        await using var app = await StartAsync(pace: "");
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(24));
        var person = app.Tenant.Directory.Employees.Find("claire.fontaine@lumen.example")!.Id.ToString();
        var (_, erased) = await app.CallAsync(HttpMethod.Post, $"/api/people/{person}/erase");
        Assert.Contains("may hold the person until 2026-10-22", erased.GetProperty("copies").GetString(), StringComparison.Ordinal);
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        var before = await app.Get<PeopleTable>().ProgressAsync("small", "first", default);
        await LoseAsync(app, TableNames.People);

        var (code, words) = await RestoreAsync(app, new(DayOf(app), [TableNames.People]));

        Assert.True(code == 0, words);
        Assert.Contains("1 people had been erased since", words, StringComparison.Ordinal);
        var row = (await app.Get<PeopleTable>().FindAsync("small", person, default))!;
        Assert.Equal((true, ""), (row.IsErased, row.Mail));

        // Again is the same.
        await RestoreAsync(app, new(DayOf(app), [TableNames.People]));
        Assert.True((await app.Get<PeopleTable>().FindAsync("small", person, default))!.IsErased);
        Assert.Equal(before.States, (await app.Get<PeopleTable>().ProgressAsync("small", "first", default)).States);
    }

    [Fact]
    public async Task Only_what_is_missing_is_put_back()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Backups:KeepDays", "14"));
        var table = parts.Get<TableServiceClient>().GetTableClient(TableNames.Effects);
        for (var i = 0; i < 250; i++)
        {
            await table.AddEntityAsync(new TableEntity($"c|p{i / 150}", $"{i:000}") { ["State"] = i == 7 ? "Claimed" : "Done" });
        }

        await parts.Get<TableBackup>().RunAsync(default);
        await table.DeleteEntityAsync("c|p0", "003");
        await table.DeleteEntityAsync("c|p1", "200");
        await table.UpsertEntityAsync(new TableEntity("c|p0", "004") { ["State"] = "Failed" });
        var options = new RestoreOptions(DateOnly.FromDateTime(parts.Clock.GetUtcNow().UtcDateTime), [TableNames.Effects]);

        var words = await RestoreAsync(parts.NewInstance(), options);
        Assert.Contains("effects: 2 of 250 rows put back, 248 were there.", words.Text, StringComparison.Ordinal);
        Assert.Contains("1 effects were under way", words.Text, StringComparison.Ordinal);
        Assert.Equal(("Done", "Failed"), ((await StateAsync("003"))!, (await StateAsync("004"))!));

        async Task<string?> StateAsync(string row) => (await table.GetEntityAsync<TableEntity>("c|p0", row)).Value.GetString("State");
    }

    [Fact]
    public async Task A_ledger_that_the_app_has_begun_anew_is_found_to_be_lost_and_an_interrupted_restore_goes_on()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), null, ("Backups:KeepDays", "14"));
        var (effects, notices) = (TableOf(TableNames.Effects), TableOf(TableNames.Notices));
        for (var i = 0; i < 9; i++)
        {
            await effects.AddEntityAsync(new TableEntity("c|mail", $"{i}") { ["State"] = "Done" });
            await notices.AddEntityAsync(new TableEntity("c", $"{i}"));
        }

        await parts.Get<TableBackup>().RunAsync(default);
        var day = DateOnly.FromDateTime(parts.Clock.GetUtcNow().UtcDateTime);
        for (var i = 0; i < 8; i++)
        {
            await effects.DeleteEntityAsync("c|mail", $"{i}");
        }

        // It was at both when it died: notices has a row again, and would not look lost.
        await notices.DeleteEntityAsync("c", "7");
        await parts.Get<BackupDays>().BeginRestoreAsync(day, [TableNames.Notices], default);
        var (code, words) = await RestoreAsync(parts.NewInstance(), new(day, []));

        Assert.True(code == 0, words);
        Assert.Contains("effects: 8 of 9 rows put back, 1 were there.", words, StringComparison.Ordinal);
        Assert.Contains("notices: 1 of 9 rows put back", words, StringComparison.Ordinal);
        Assert.Empty(await parts.Get<BackupDays>().BegunAsync(day, default));
        Assert.Equal(1, (await RestoreAsync(parts.NewInstance(), new(day, []))).Code);

        TableClient TableOf(string name) => parts.Get<TableServiceClient>().GetTableClient(name);
    }

    [Fact]
    public async Task Whoever_came_and_was_erased_after_the_backup_is_kept_out_and_the_counters_fit_the_rows()
    {
        await using var app = await StartAsync(pace: "");
        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(24));
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        var people = app.Get<PeopleTable>();
        var before = await people.ProgressAsync("small", "first", default);
        var stranger = Guid.NewGuid().ToString();
        await app.Get<Erasures>().AddAsync("small", stranger, default);
        await app.Get<TableServiceClient>().GetTableClient(TableNames.People).UpsertEntityAsync(new TableEntity("small", "!first|00") { ["Welcomed"] = 999 });

        var (code, words) = await RestoreAsync(app, new(DayOf(app), [TableNames.People]));

        Assert.True(code == 0, words);
        Assert.True((await people.FindAsync("small", stranger, default))!.IsErased);
        Assert.Equal(before.States, (await people.ProgressAsync("small", "first", default)).States);
        Assert.Equal(before.Active, (await people.ProgressAsync("small", "first", default)).Active);
    }

    [Fact]
    public async Task What_would_do_harm_is_refused_with_why()
    {
        await using var app = await StartAsync(pace: "");
        await app.PassAsync(TimeSpan.FromHours(24));
        var day = DayOf(app);

        Assert.Contains($"2026-09-01 is no backup. There are: {BackupDays.NameOf(day)}.", await RefusalAsync(new(new(2026, 9, 1), [])), StringComparison.Ordinal);
        Assert.Contains("The backup has no efects; it has", await RefusalAsync(new(day, ["efects"])), StringComparison.Ordinal);
        Assert.Contains("under way: small. Call POST /api/pause?campaign=ID", await RefusalAsync(new(day, [])), StringComparison.Ordinal);
        await app.CallAsync(HttpMethod.Post, "/api/pause");
        Assert.Contains("No table has lost its rows", await RefusalAsync(new(day, [])), StringComparison.Ordinal);

        async Task<string> RefusalAsync(RestoreOptions options)
        {
            var (code, words) = await RestoreAsync(app, options);
            Assert.Equal(1, code);
            return words;
        }
    }

    [Fact]
    public async Task The_command_asks_for_one_place()
    {
        await using var output = new StringWriter();

        Assert.Equal(2, await RestoreCommand.RunAsync(new(new(2026, 11, 20), []), null, null, output, default));
        Assert.Contains("--account NAME", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Monday 2026-09-07; the night's copy is made at 01:10 on Tuesday.</summary>
    private async Task<AppTest> StartAsync(string pace = """, "pacePerHour": 3""")
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 120 }, campaign: new() { FirstMore = pace }, settings: KeepsBackups);
        await app.ProvisionAsync();
        return app;
    }

    private static DateOnly DayOf(AppTest app) => DateOnly.FromDateTime(app.World.Clock.GetUtcNow().UtcDateTime);

    private static async Task LoseAsync(AppTest app, params string[] tables)
    {
        foreach (var table in tables)
        {
            await app.Get<TableServiceClient>().DeleteTableAsync(table);
        }
    }

    private static Task<(int Code, string Text)> RestoreAsync(AppTest app, RestoreOptions options) => RestoreAsync(app.World.Host.Services, options);

    private static async Task<(int Code, string Text)> RestoreAsync(IServiceProvider services, RestoreOptions options)
    {
        await using var output = new StringWriter();
        var code = await new RestoreRun(services, options, output).RunAsync(default);
        return (code, output.ToString());
    }
}
