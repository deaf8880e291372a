using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Waves;

public sealed class ErasePersonTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Mail = "claire.fontaine@lumen.example";

    [Fact]
    public async Task Whoever_is_erased_leaves_an_id_a_wave_and_right_numbers()
    {
        await using var app = await StartAsync(welcomed: true);
        var people = app.Get<PeopleTable>();
        var row = (await people.FindAsync("small", IdOf(app), default))!;
        var at = app.World.Clock.GetUtcNow();
        await people.MarkAsync("small", "first", [new PersonMark.Charter(row, at, "1")], default);
        row = (await people.FindAsync("small", IdOf(app), default))!;
        await people.MarkAsync("small", "first", [new PersonMark.RemindersStopped(row, at)], default);
        var before = await people.ProgressAsync("small", "first", default);

        var (status, body) = await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf(app)}/erase");

        Assert.Equal((200, "erased"), (status, body.GetProperty("reason").GetString()));
        var erased = (await people.FindAsync("small", IdOf(app), default))!;
        Assert.Equal(
            new PersonRow(IdOf(app), "first", PersonState.Skipped, "", "", "", erased.ETag) { Reason = "erased", Since = erased.Since, OwnGroups = erased.OwnGroups, Kits = erased.Kits },
            erased);
        Assert.Empty(erased.OwnGroups);
        Assert.Empty(erased.Kits);
        var after = await people.ProgressAsync("small", "first", default);
        Assert.Equal(
            (before.People, before[PersonState.Welcomed] - 1, before[PersonState.Skipped] + 1, before.Active - 1, before.Accepted - 1, before.RemindersStopped - 1),
            (after.People, after[PersonState.Welcomed], after[PersonState.Skipped], after.Active, after.Accepted, after.RemindersStopped));
        Assert.Equal("erased", PeopleCalls.CodeOf(await app.StoryAsync(Guid.Parse(IdOf(app)))));
    }

    [Fact]
    public async Task Erasing_again_changes_nothing()
    {
        await using var app = await StartAsync(welcomed: true);
        var people = app.Get<PeopleTable>();
        await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf(app)}/erase");
        var (row, progress) = (await people.FindAsync("small", IdOf(app), default), await people.ProgressAsync("small", "first", default));

        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf(app)}/erase")).Status);

        Assert.Equal(row!.ETag, (await people.FindAsync("small", IdOf(app), default))!.ETag);
        Assert.Equal(progress.States, (await people.ProgressAsync("small", "first", default)).States);
    }

    [Fact]
    public async Task Whoever_is_erased_before_their_turn_gets_no_mail_and_is_taken_up_by_no_wave()
    {
        await using var app = await StartAsync(welcomed: false);
        var people = app.Get<PeopleTable>();
        await people.AddAsync("small", "first", [new(IdOf(app), "first", PersonState.Planned, Mail, "Claire", "fr")], true, default);
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf(app)}/erase")).Status);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/second/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.DoesNotContain(app.Tenant.Log.Mails, mail => mail.To.Equals(Mail, StringComparison.OrdinalIgnoreCase));
        var row = (await people.FindAsync("small", IdOf(app), default))!;
        Assert.Equal(("first", true, ""), (row.Wave, row.IsErased, row.Mail));
    }

    [Fact]
    public async Task A_welcome_that_is_under_way_does_not_bring_an_erased_person_back()
    {
        await using var app = await StartAsync(welcomed: true);
        var people = app.Get<PeopleTable>();
        var before = (await people.FindAsync("small", IdOf(app), default))!;
        await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf(app)}/erase");
        var progress = await people.ProgressAsync("small", "first", default);

        // As the chunk that had read the row before would, and then SendGrid's event.
        Assert.Equal(0, await people.MoveAsync("small", "first", [new(before with { State = PersonState.Joined }, PersonState.Welcomed)], default));
        Assert.Equal(0, await people.MoveAsync("small", "first", [new(before with { State = PersonState.Skipped }, PersonState.Planned)], default));
        Assert.Equal(0, await people.MarkAsync("small", "first", [new PersonMark.Charter(before, app.World.Clock.GetUtcNow(), "2")], default));
        var mailing = app.World.Host.Services.GetRequiredKeyedService<IMailing>(WelcomeMailing.Purpose);
        foreach (var outcome in new[] { Outcome.Done, new Outcome(OutcomeKind.Refused, "bounced") })
        {
            await mailing.SettleAsync("small", new Dictionary<string, Outcome>(StringComparer.Ordinal) { [IdOf(app)] = outcome }, default);
        }

        var row = (await people.FindAsync("small", IdOf(app), default))!;
        Assert.Equal((true, "", (DateTimeOffset?)null), (row.IsErased, row.Mail, row.CharterAt));
        Assert.Equal(progress.States, (await people.ProgressAsync("small", "first", default)).States);
    }

    [Fact]
    public async Task Of_whom_nothing_is_kept_nothing_is_erased()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, $"/api/people/{Guid.NewGuid()}/erase")).Status);
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, "/api/people/claire/erase")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, $"/api/people/{Guid.NewGuid()}/erase", key: null)).Status);
    }

    private async Task<AppTest> StartAsync(bool welcomed)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();
        if (welcomed)
        {
            Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
            await app.PassAsync(TimeSpan.FromHours(3));
        }

        return app;
    }

    private static string IdOf(AppTest app) => app.Tenant.Directory.Employees.Find(Mail)!.Id.ToString();
}
