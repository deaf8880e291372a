using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Waves;

public sealed class WaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Ambassadors = """{ "entraGroup": "a3bad0e5-0000-4000-8000-00000000a3ba" }""";

    [Fact]
    public async Task Everyone_of_the_audience_joins_and_is_welcomed_once_and_nobody_else()
    {
        await using var app = await InvitedAsync();

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal("completed", wave.GetProperty("state").GetString());
        var welcomed = wave.GetProperty("progress").GetProperty("welcomed").GetInt32() + wave.GetProperty("progress").GetProperty("failed").GetInt32();
        Assert.Equal(wave.GetProperty("audience").GetProperty("people").GetInt32(), welcomed);
    }

    [Fact]
    public async Task An_audience_by_csv_is_found_by_address_and_unknown_addresses_are_counted()
    {
        var campaign = new SmallCampaign
        {
            FirstAudience = """{ "csv": "second.csv" }""",
            Csv = "name;Mail\nC;claire.fontaine@lumen.example\nN;nobody@elsewhere.example\nH;HUGO.MARCHAND@lumen.example\n",
        };
        await using var app = await InvitedAsync(campaign);

        Assert.Equal(
            ["claire.fontaine@lumen.example", "hugo.marchand@lumen.example"],
            app.Tenant.Log.Mails.Select(mail => mail.To).Order(StringComparer.Ordinal));
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal(1, wave.GetProperty("audience").GetProperty("notFound").GetInt32());
    }

    [Fact]
    public async Task An_audience_by_entra_group_is_its_members()
    {
        await using var app = await InvitedAsync(new SmallCampaign { FirstAudience = Ambassadors }, new TenantOptions { Employees = 400 });
        var group = app.Tenant.Directory.Employees.Shape.AudienceGroups[0];

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false } && app.Tenant.Directory.Employees.IsIn(group, person.Index));
        Assert.NotEmpty(app.Tenant.Log.Mails);
    }

    [Fact]
    public async Task Who_is_in_two_waves_is_invited_by_the_first()
    {
        await using var app = await InvitedAsync();
        var mails = app.Tenant.Log.Mails.Count;

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/second/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(mails, app.Tenant.Log.Mails.Count);
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/second");
        Assert.Equal(2, wave.GetProperty("audience").GetProperty("inAnotherWave").GetInt32());
        Assert.False(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!.Members.Contains(app.Tenant.Directory.User("claire.fontaine@lumen.example")!.Id));
    }

    [Theory]
    [InlineData("GET", "/v1.0/users")]
    [InlineData("PATCH", "/v1.0/groups/")]
    public async Task A_throttled_directory_leaves_the_message_to_the_queue_and_everybody_is_invited(string method, string path)
    {
        await using var app = await ReadyAsync();
        app.World.Faults.Strike(target => target.Method == method && target.Path.StartsWith(path, StringComparison.Ordinal), 1, new(FaultKind.Throttled, 12.5));

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(2));

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task A_wave_that_starts_before_the_directory_shows_its_group_fails_nobody()
    {
        var slow = new TenantOptions { Employees = 60, YoungWriteMisses = 1, LeastReadLag = TimeSpan.FromMinutes(10), MostReadLag = TimeSpan.FromMinutes(10) };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), slow, campaign: new() { Groups = SmallCampaign.GroupsWith() });
        await app.ApplyAsync();
        await app.PassAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start?override=Content%20follows%20on%20Monday")).Status);
        await app.PassAsync(TimeSpan.FromMinutes(5));
        // Seven visits, not sixty: they grow rarer, as each asks for the people one by one.
        Assert.InRange(app.Tenant.Log.Refusals.Count, 1, 450);
        await app.PassAsync(TimeSpan.FromHours(3));

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_is_settled_by_its_events_and_not_sent_again()
    {
        await using var app = await ReadyAsync();
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(8));

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal(("completed", 0), (wave.GetProperty("state").GetString(), wave.GetProperty("progress").GetProperty("uncertain").GetInt32()));
    }

    [Fact]
    public async Task Without_the_webhook_a_mail_whose_answer_was_lost_stays_uncertain_and_is_counted()
    {
        await using var app = await ReadyAsync();
        app.Tenant.WebhookSender = null;
        app.World.Faults.Strike(target => target.Service == RemoteService.SendGrid, 1, new(FaultKind.AnswerLost));

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromDays(2));

        AssertInvited(app, person => person is { AccountEnabled: true, IsGuest: false });
        var (_, wave) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.True(wave.GetProperty("progress").GetProperty("uncertain").GetInt32() > 0);
        Assert.Equal("running", wave.GetProperty("state").GetString());
    }

    private async Task<AppTest> ReadyAsync(SmallCampaign? campaign = null, TenantOptions? tenant = null)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: campaign);
        await app.ProvisionAsync();
        return app;
    }

    private async Task<AppTest> InvitedAsync(SmallCampaign? campaign = null, TenantOptions? tenant = null)
    {
        var app = await ReadyAsync(campaign, tenant);
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));
        return app;
    }

    /// <summary>From the tenant's log alone: members and mails are those of the people asked for, once each.</summary>
    /// <param name="app">What happened.</param>
    /// <param name="isAsked">Who was to be invited.</param>
    /// <param name="unwelcomed">How many welcomes may be missing, for the app says that it does not know.</param>
    internal static void AssertInvited(AppTest app, Func<Employee, bool> isAsked, int unwelcomed = 0)
    {
        var asked = app.Tenant.Directory.Employees.From(0).Where(isAsked).ToList();
        var group = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody"))!;
        var declared = new[] { "claire.fontaine@lumen.example", "paul.lefevre@lumen.example" }.Select(address => app.Tenant.Directory.User(address)!.Id);
        var welcomed = app.Tenant.Log.Mails.Where(mail => !mail.Categories.Contains(NoticeMailing.Purpose)).Select(mail => mail.To).ToList();
        Assert.Empty(welcomed.Except(asked.Select(person => person.Mail)));
        Assert.Equal(asked.Count - unwelcomed, welcomed.Count);
        Assert.Equal(welcomed.Distinct(StringComparer.OrdinalIgnoreCase).Count(), welcomed.Count);
        Assert.Equal(asked.Select(person => person.Id).Union(declared).Order(), group.Members.Stored.Order());
    }
}
