using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves;

/// <summary>waves.json is edited, or people leave, when a wave's audience has been read and nobody's turn has come.</summary>
public sealed class WaveEditTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Before = new() { FirstAudience = AudienceOf("Communication", "Ressources humaines") };
    private static readonly SmallCampaign After = new() { FirstAudience = AudienceOf("Communication", "Informatique"), SecondAudience = """{ "everyoneElse": true }""" };

    [Fact]
    public async Task Who_is_no_longer_meant_is_skipped_who_is_newly_meant_is_invited_and_the_history_says_so()
    {
        await using var app = await ReadAsync(Before);
        await EditAsync(app, After);
        await app.PassAsync(TimeSpan.FromHours(3));

        AssertMailed(app, "Communication", "Informatique");
        var wave = await AudienceTests.RowAsync(app, "first");
        Assert.Equal((WaveState.Completed, 2), (wave.State, wave.Reading));
        var edit = Assert.Single(await app.Get<WavesTable>().HistoryAsync("small", "first", default).ToListAsync(), entry => entry.Action == WaveAction.Edit);
        Assert.Equal("app", edit.By);
        Assert.Contains("(audience)", edit.Why, StringComparison.Ordinal);
        var skipped = await RowsAsync(app, PersonState.Skipped);
        Assert.NotEmpty(skipped);
        Assert.All(skipped, person => Assert.Equal(PersonRow.LeftOut, person.Reason));
    }

    [Fact]
    public async Task Whom_an_edit_left_out_a_later_wave_takes_over()
    {
        await using var app = await ReadAsync(Before);
        await EditAsync(app, After);
        await app.PassAsync(TimeSpan.FromHours(3));
        await AudienceTests.InviteAsync(app, "second");

        WaveTests.AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal(0, (await app.Get<PeopleTable>().ProgressAsync("small", "first", default))[PersonState.Skipped]);
    }

    [Fact]
    public async Task Who_was_invited_before_the_edit_stays_invited()
    {
        await using var app = await ReadAsync(Before);
        var people = app.Get<PeopleTable>();
        var one = (await RowsAsync(app, PersonState.Planned)).First(person => DepartmentOf(app, person) == "Ressources humaines");
        await people.MoveAsync("small", "first", [new(one, PersonState.Welcomed)], default);
        await EditAsync(app, After);
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(PersonState.Welcomed, (await people.FindAsync("small", one.Id, default))!.State);
    }

    [Fact]
    public async Task An_edit_that_is_taken_back_plans_everybody_again()
    {
        await using var app = await ReadAsync(Before);
        var meant = (await RowsAsync(app, PersonState.Planned)).Select(person => person.Id).ToList();
        await EditAsync(app, After);
        var waves = app.Get<WavesTable>();
        await CutAsync(app);
        await ResolveAsync(app);
        await ResolveAsync(app);
        Assert.NotEmpty(await RowsAsync(app, PersonState.Skipped));
        await EditAsync(app, Before);
        await app.PassAsync(TimeSpan.FromHours(3));

        AssertMailed(app, "Communication", "Ressources humaines");
        Assert.Equal((WaveState.Completed, 3), (await waves.FindAsync("small", "first", default)) is { } row ? (row.State, row.Reading) : default);
        Assert.Equal(meant.Order(), (await RowsAsync(app, PersonState.Welcomed)).Select(person => person.Id).Order());
    }

    [Fact]
    public async Task Another_pause_rule_is_noted_and_nothing_is_read_again()
    {
        await using var app = await ReadAsync(Before);
        await EditAsync(app, Before with { FirstMore = """, "pause": { "failuresOver": 20 }""" });
        await app.PassAsync(TimeSpan.FromHours(3));

        AssertMailed(app, "Communication", "Ressources humaines");
        Assert.Equal(1, (await AudienceTests.RowAsync(app, "first")).Reading);
        var edit = Assert.Single(await app.Get<WavesTable>().HistoryAsync("small", "first", default).ToListAsync(), entry => entry.Action == WaveAction.Edit);
        Assert.Contains("(pause): it counts for those not yet invited", edit.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_of_the_file_that_names_the_audience_is_an_edit_too()
    {
        var named = new SmallCampaign { FirstAudience = """{ "csv": "second.csv" }""" };
        await using var app = await ReadAsync(named);
        await EditAsync(app, named with { Csv = "mail\nclaire.fontaine@lumen.example\nines.benali@lumen.example\n" });
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(["claire.fontaine@lumen.example", "ines.benali@lumen.example"], app.Tenant.Log.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_the_edit_holds(int part)
    {
        await CrashMatrix.RunAsync(
            StartAsync,
            _ => Task.CompletedTask,
            async app =>
            {
                // A welcome that nobody can vouch for may be missing, if the wave says so.
                var uncertain = (await RowsAsync(app, PersonState.Uncertain)).Select(person => person.Mail);
                var mailed = app.Tenant.Log.Mails.Select(mail => mail.To).ToList();
                var meant = MeantIn(app, "Communication", "Informatique").ToList();
                Assert.Empty(mailed.Except(meant));
                Assert.Equal(mailed.Distinct().Count(), mailed.Count);
                Assert.Empty(meant.Except(mailed).Except(uncertain));
                Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
            },
            TimeSpan.FromHours(9),
            (part * 9, 19));

        async Task<AppTest> StartAsync()
        {
            var app = await ReadAsync(Before, employees: 40);
            await EditAsync(app, After);
            return app;
        }
    }

    [Fact]
    public async Task Who_left_between_planning_and_their_turn_is_skipped_with_the_reason_and_a_new_address_is_used()
    {
        await using var app = await ReadAsync(Before);
        var people = (await RowsAsync(app, PersonState.Planned)).Select(person => Guid.Parse(person.Id)).ToList();
        var (left, gone, moved) = (people[0], people[1], people[2]);
        app.Tenant.Hands.Leave(left);
        app.Tenant.Hands.DeleteUser(gone);
        app.Tenant.Hands.Change(moved, person => person with { Mail = "new.name@lumen.example" });
        app.World.Clock.AdvanceTo(app.World.Clock.GetUtcNow() + TimeSpan.FromHours(13));
        // Into the next morning: in the evening people join, and are not mailed.
        await app.PassAsync(TimeSpan.FromHours(11));

        var skipped = await RowsAsync(app, PersonState.Skipped);
        Assert.Equal(
            new[] { ($"{left}", "the account is disabled"), ($"{gone}", "no longer in the directory") }.Order(),
            skipped.Select(person => (person.Id, person.Reason!)).Order());
        Assert.Contains("new.name@lumen.example", app.Tenant.Log.Mails.Select(mail => mail.To));
        Assert.Equal(people.Count - 2, app.Tenant.Log.Mails.Count);
        Assert.Equal(WaveState.Completed, (await AudienceTests.RowAsync(app, "first")).State);
        var row = (await app.Get<PeopleTable>().FindAsync("small", $"{moved}", default))!;
        Assert.Equal("new.name@lumen.example", row.Mail);
        Assert.True(row.SeenAt > app.World.Clock.GetUtcNow() - TimeSpan.FromHours(12));
    }

    /// <summary>A wave whose audience has its rows; the messages that go on with it are on the queue.</summary>
    private async Task<AppTest> ReadAsync(SmallCampaign campaign, int employees = 120)
    {
        var app = await AppTest.StartAsync(
            azurite.NewAccount(), new TenantOptions { Employees = employees, LeastReadLag = default, MostReadLag = default }, campaign: campaign);
        await app.ProvisionAsync();
        await app.Get<WaveOpening>().OpenAsync("small", app.Campaign.GetWave("first"), new("key"), null, default);
        await ResolveAsync(app);
        return app;
    }

    private static Task ResolveAsync(AppTest app) =>
        StepAsync(app, new InvitePeopleMessage("small", "first", InviteStep.Resolve));

    private static async Task CutAsync(AppTest app) =>
        await StepAsync(app, new InvitePeopleMessage("small", "first", InviteStep.Cut, Round: (await AudienceTests.RowAsync(app, "first")).Round));

    private static Task StepAsync(AppTest app, InvitePeopleMessage message) =>
        app.Get<IEnumerable<IWaveStep>>().Single(step => step.Step == message.Step).RunAsync(message, default);

    /// <summary>The app knows the new files at once.</summary>
    private static async Task EditAsync(AppTest app, SmallCampaign campaign)
    {
        var folder = campaign.Write();
        await app.World.App.UploadAsync("small", folder, default);
        folder.Delete(recursive: true);
        await app.Get<CampaignStore>().GetFreshAsync("small", default);
    }

    private static async Task<List<PersonRow>> RowsAsync(AppTest app, PersonState state) =>
        [.. (await app.Get<PeopleTable>().RangeAsync("small", "first", PeopleTable.FirstKey, "g", default)).Where(person => person.State == state)];

    private static string? DepartmentOf(AppTest app, PersonRow person) => app.Tenant.Directory.User(person.Id)!.Department;

    private static void AssertMailed(AppTest app, params string[] departments) => Assert.Equal(
        MeantIn(app, departments).Order(StringComparer.Ordinal),
        app.Tenant.Log.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));

    private static IEnumerable<string> MeantIn(AppTest app, params string[] departments) => app.Tenant.Directory.Employees.From(0)
        .Where(person => person is { AccountEnabled: true, IsGuest: false } && departments.Contains(person.Department))
        .Select(person => person.Mail);

    private static string AudienceOf(params string[] departments) =>
        $$"""{ "attributes": [ { "attribute": "department", "in": [{{string.Join(", ", departments.Select(name => $"\"{name}\""))}}] } ] }""";
}
