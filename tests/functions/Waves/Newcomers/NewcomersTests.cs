using AdoptionAutomation.Groups;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.People;
using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves.Newcomers;

public sealed class NewcomersTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Campaign = new()
    {
        SecondAudience = """{ "everyoneElse": true }""",
        WavesMore = """, "newcomers": { "daysBefore": 7, "announceIn": "everybody" }""",
        FirstMore = """, "except": [ { "attributes": [ { "attribute": "employeeType", "in": ["Intern"] } ] } ]""",
    };

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Who_arrives_after_a_wave_joins_it_a_week_ahead_once_and_the_wave_stays_completed()
    {
        await using var app = await CompletedAsync();
        var before = MailsOf(app);
        Hire(app, "tomorrow", 1);
        Hire(app, "month", 30);
        Hire(app, "unsaid", null);
        Hire(app, "late", -10);
        Hire(app, "intern", 1, person => person with { EmployeeType = "Intern" });
        Hire(app, "disabled", 1, person => person with { AccountEnabled = false });
        await app.PassAsync(Day);

        Assert.Equal(["late", "tomorrow", "unsaid"], NewOnes(app, before));
        await app.PassAsync(23 * Day);
        Assert.Equal(["late", "month", "tomorrow", "unsaid"], NewOnes(app, before));
        var row = await AudienceTests.RowAsync(app, "first");
        Assert.Equal(WaveState.Completed, row.State);
        var everybody = app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody"))!;
        Assert.True(everybody.Members.Contains(app.Tenant.Directory.User("month@lumen.example")!.Id));
        var person = (await app.Get<PeopleTable>().FindAsync("small", app.Tenant.Directory.User("month@lumen.example")!.Id.ToString(), default))!;
        Assert.Equal(("first", PersonState.Welcomed), (person.Wave, person.State));
        Assert.Equal(app.Tenant.Directory.User("month@lumen.example")!.EmployeeHireDate, person.FirstDay);
        Assert.Equal(0, app.World.Host.Poisoned);
    }

    [Fact]
    public async Task A_newcomer_in_two_completed_waves_joins_the_first_and_one_excepted_there_the_second()
    {
        await using var app = await CompletedAsync();
        await AudienceTests.InviteAsync(app, "second");
        var before = MailsOf(app);
        Hire(app, "both", 1);
        Hire(app, "intern", 1, person => person with { EmployeeType = "Intern" });
        await app.PassAsync(Day);

        Assert.Equal(["both", "intern"], NewOnes(app, before));
        Assert.Equal("first", await WaveOfAsync(app, "both"));
        Assert.Equal("second", await WaveOfAsync(app, "intern"));
    }

    [Fact]
    public async Task Newcomers_of_an_entra_group_join_its_wave_and_nobody_comes_to_a_file()
    {
        await using var app = await CompletedAsync(Campaign with { FirstAudience = """{ "csv": "second.csv" }""", SecondAudience = """{ "csv": "second.csv" }""" });
        var before = MailsOf(app);
        Hire(app, "tomorrow", 1);
        await app.PassAsync(2 * Day);

        Assert.Empty(NewOnes(app, before));
    }

    [Fact]
    public async Task Only_who_says_yes_is_announced_from_the_first_day_on_once_and_with_nothing_but_name_and_department()
    {
        await using var app = await CompletedAsync();
        Hire(app, "Zoé <b>", 2, person => person with { Mail = "zoe@lumen.example", Department = "R&D" }, "zoe");
        Hire(app, "shy", 2);
        await app.PassAsync(Day);
        await SayYesAsync(app, "zoe");
        var posts = app.Tenant.Log.Posts.Count;
        await app.PassAsync(4 * Day);

        var post = Assert.Single(app.Tenant.Log.Posts.Skip(posts));
        Assert.Contains("Zo&#233; &lt;b&gt; (R&amp;D)", post.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("shy", post.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("lumen.example", post.Html, StringComparison.Ordinal);
        Assert.Equal(new DateTimeOffset(2026, 9, 9, 5, 0, 0, TimeSpan.Zero), post.At, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_post_of_unknown_outcome_is_not_repeated()
    {
        await using var app = await CompletedAsync();
        Hire(app, "zoe", 1);
        await app.PassAsync(TimeSpan.FromHours(23));
        await SayYesAsync(app, "zoe");
        var posts = app.Tenant.Log.Posts.Count;
        app.World.Faults.Strike(target => target.Path.EndsWith("/sendMail", StringComparison.OrdinalIgnoreCase), 1, new(FaultKind.AnswerLost));
        await app.PassAsync(4 * Day);

        Assert.Single(app.Tenant.Log.Posts.Skip(posts));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Wherever_the_process_dies_every_newcomer_is_invited_and_announced_once(int part)
    {
        await CrashMatrix.RunAsync(StartAsync, _ => Task.CompletedTask, CheckAsync, TimeSpan.FromHours(30), (part * 14, 29));

        async Task<AppTest> StartAsync()
        {
            var app = await CompletedAsync(Campaign with { FirstAudience = """{ "attributes": [ { "attribute": "department", "in": ["Communication"] } ] }""" }, 30);
            HireLike(app, "hugo.marchand@lumen.example", "yes", 0);
            await app.PassAsync(TimeSpan.FromHours(21));
            await SayYesAsync(app, "yes");
            HireLike(app, "hugo.marchand@lumen.example", "one", 1);
            HireLike(app, "hugo.marchand@lumen.example", "two", null);

            // Ten minutes before the next search.
            await app.PassAsync(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(10));
            return app;
        }

        async Task CheckAsync(AppTest app)
        {
            foreach (var name in new[] { "yes", "one", "two" })
            {
                var person = (await app.Get<PeopleTable>().FindAsync("small", app.Tenant.Directory.User($"{name}@lumen.example")!.Id.ToString(), default))!;
                var mails = app.Tenant.Log.Mails.Count(mail => mail.To == $"{name}@lumen.example");

                // A welcome that nobody can vouch for may be missing, if the row says so.
                Assert.Equal("first", person.Wave);
                Assert.True((mails, person.State) is (1, PersonState.Welcomed) or (0 or 1, PersonState.Uncertain), $"{name}: {mails} mails, {person.State}");
                Assert.True(app.Tenant.Directory.GroupByNickname(Nickname.Of("small", "everybody"))!.Members.Contains(Guid.Parse(person.Id)));
            }

            Assert.InRange(app.Tenant.Log.Posts.Count(post => post.Html.Contains("<li>yes", StringComparison.Ordinal)), 0, 1);
            Assert.Equal((0, 0), (app.World.Host.Poisoned, app.World.Host.PendingMessages));
        }
    }

    private async Task<AppTest> CompletedAsync(SmallCampaign? campaign = null, int employees = 60)
    {
        var shape = new CompanyShape { FutureHireShare = 0, NoHireDateShare = 0, DisabledShare = 0 };
        var tenant = new TenantOptions { Employees = employees, Company = shape, LeastReadLag = default, MostReadLag = default, SuppressedShare = 0, InvalidMailboxShare = 0 };
        var app = await AppTest.StartAsync(azurite.NewAccount(), tenant, campaign: campaign ?? Campaign);
        await app.ProvisionAsync();
        await AudienceTests.InviteAsync(app, "first");
        Assert.Equal(WaveState.Completed, (await AudienceTests.RowAsync(app, "first")).State);
        return app;
    }

    private static void Hire(AppTest app, string name, int? days, Func<Employee, Employee>? more = null, string? mail = null) =>
        HireLike(app, "paul.lefevre@lumen.example", name, days, more, mail);

    private static void HireLike(AppTest app, string like, string name, int? days, Func<Employee, Employee>? more = null, string? mail = null) => app.Tenant.Hands.Hire(
        like,
        $"{mail ?? name}@lumen.example",
        known => (more ?? (person => person))(known with
        {
            GivenName = name,
            EmployeeHireDate = days is { } count ? new DateTimeOffset(app.World.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(count) : null,
        }));

    private static async Task SayYesAsync(AppTest app, string name)
    {
        var people = app.Get<PeopleTable>();
        var person = (await people.FindAsync("small", app.Tenant.Directory.User($"{name}@lumen.example")!.Id.ToString(), default))!;
        Assert.Equal(1, await people.MarkAsync("small", person.Wave, [new PersonMark.Announce(person, app.World.Clock.GetUtcNow())], default));
    }

    private static async Task<string?> WaveOfAsync(AppTest app, string name) =>
        (await app.Get<PeopleTable>().FindAsync("small", app.Tenant.Directory.User($"{name}@lumen.example")!.Id.ToString(), default))?.Wave;

    private static int MailsOf(AppTest app) => app.Tenant.Log.Mails.Count;

    private static IEnumerable<string> NewOnes(AppTest app, int before) =>
        app.Tenant.Log.Mails.Skip(before).Select(mail => mail.To.Split('@')[0]).Order(StringComparer.Ordinal);
}
