using AdoptionAutomation.Groups;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.Options;

namespace AdoptionAutomation.Tests.Functions.Waves.Mails;

/// <summary>Dress before going out: a run to the test address leaves the real one untouched, and the other way round.</summary>
public sealed class RedirectTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Test = "dress@contoso.example";
    private const string Csv = """{ "csv": "second.csv" }""";
    private static readonly string[] People = ["claire.fontaine@lumen.example", "hugo.marchand@lumen.example"];
    private static readonly SmallCampaign Small = new() { FirstAudience = Csv, FirstGroups = """["few"]""" };

    [Fact]
    public async Task After_a_dress_rehearsal_everyone_gets_one_real_mail_and_joins()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Small);
        await app.ProvisionAsync();
        var few = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "few"))!;
        var before = few.Members.Stored.Count();
        Redirect(app, Test);

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal((202, "small~dress"), (status, body.GetProperty("campaign").GetString()));
        Assert.Contains("nobody joins a group", body.GetProperty("dress").GetString(), StringComparison.Ordinal);
        Assert.Equal([Test, Test], app.Tenant.Log.Mails.Select(mail => mail.To));
        Assert.Equal(before, few.Members.Stored.Count());
        var ids = People.Select(address => app.Tenant.Directory.User(address)!.Id.ToString()).Order().ToList();
        Assert.Equal(ids.Select(id => $"[Redirected: {id}] Bienvenue sur Agora"), app.Tenant.Log.Mails.Select(mail => mail.Subject).Order());
        Assert.All(app.Tenant.Log.Mails, mail => Assert.Matches($"<body[^>]*><p [^>]*>Redirected.*({ids[0]}|{ids[1]})", mail.Html!));
        Assert.All(app.Tenant.Log.Mails, mail => Assert.DoesNotContain("lumen.example", mail.Html!.Replace("hugo.marchand@lumen.example", "", StringComparison.Ordinal), StringComparison.Ordinal));
        var (_, shown) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal((2, "completed"), (shown.GetProperty("progress").GetProperty("welcomed").GetInt32(), shown.GetProperty("state").GetString()));

        Redirect(app, null);
        (_, shown) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal("planned", shown.GetProperty("state").GetString());
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(People, app.Tenant.Log.Mails.Skip(2).Select(mail => mail.To).Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.Contains(Guid.Parse(id), few.Members.Stored));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task A_real_mail_waits_while_mails_are_redirected_and_nobody_counts_as_mailed()
    {
        await using var app = await MailScene.StartAsync(azurite.NewAccount(), MailScene.WithReminders, null, MailScene.Person("1a"));
        Redirect(app, Test);
        await MailScene.WelcomeAsync(app);
        await app.PassAsync(TimeSpan.FromHours(2));
        Assert.Empty(app.Tenant.Log.Mails);
        Assert.Equal(PersonState.Joined, (await MailScene.RowAsync(app, "1a")).State);

        Redirect(app, null);
        await app.PassAsync(TimeSpan.FromMinutes(16));
        Assert.Single(MailScene.Got(app, "1a"));

        // A reminder has a row that brings it back.
        Redirect(app, Test);
        await MailScene.UntilAsync(app, MailScene.Utc(11, 6));
        Assert.Single(app.Tenant.Log.Mails);
        Redirect(app, null);
        await MailScene.UntilAsync(app, MailScene.Utc(11, 9));
        Assert.Equal(2, MailScene.Got(app, "1a").Count());
        Assert.Single(await MailScene.DueAsync(app));
    }

    [Fact]
    public async Task What_is_left_of_a_dress_rehearsal_is_let_go_without_effect()
    {
        await using var app = await MailScene.StartAsync(azurite.NewAccount());
        var message = new SendMailMessage("small~dress", MailPurposes.Welcome, "first", PeopleTable.FirstKey, "f", app.World.Clock.GetUtcNow().AddMinutes(5));
        await app.Get<DueTable>().AddAsync(message.ToDue()!, default);
        await app.Get<WorkQueue>().PutAsync(QueueNames.SendMail, message, default);
        var before = app.Requests;
        await app.PassAsync(TimeSpan.FromMinutes(2));

        Assert.Equal(1, app.Requests - before);
        Assert.Empty(await MailScene.DueAsync(app));
        Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
    }

    [Fact]
    public async Task No_mail_of_a_dress_rehearsal_ever_goes_to_people()
    {
        await using var app = await MailScene.StartAsync(azurite.NewAccount());
        var batch = new MailBatch("small~dress", "welcome", "S", "<body>H</body>", "T", [new("1a", "p@partner.example", new Dictionary<string, string>())]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.Get<MailLane>().SendAsync(batch, default));
        Assert.Equal(0, app.Tenant.Log.Requests(RemoteService.SendGrid));
    }

    [Fact]
    public async Task A_call_never_names_a_scope()
    {
        await using var app = await MailScene.StartAsync(azurite.NewAccount());

        var (_, shown) = await app.CallAsync(HttpMethod.Get, "/api/waves/first?campaign=small~dress");

        Assert.Equal("small", shown.GetProperty("campaign").GetString());
    }

    /// <summary>As a changed setting does with the app's next start.</summary>
    private static void Redirect(AppTest app, string? to) => app.Get<IOptions<MailOptions>>().Value.RedirectAllTo = to;
}
