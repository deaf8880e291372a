using System.Text.Json;
using AdoptionAutomation.Calendar;
using AdoptionAutomation.Calendar.Composing;
using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Season;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using static AdoptionAutomation.Tests.Functions.Calendar.Contests.ContestScene;

namespace AdoptionAutomation.Tests.Functions.Calendar.Contests;

public sealed class ContestResultTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] People = ["11", "12", "13", "14", "15", "16", "17"];

    [Fact]
    public async Task A_question_is_the_same_however_often_it_is_made_and_commits_to_the_seed()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var first = PostOf(await ComposeAsync(app, SeasonPlan.QuestionSlot));
        await app.PassAsync(TimeSpan.FromHours(3));
        var again = PostOf(await ComposeAsync(app, SeasonPlan.QuestionSlot));

        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(again));
        var seed = await app.Get<ContestsTable>().FindSeedAsync(Scope, Quiz, default);
        Assert.Equal(32, seed!.Length);
        var (french, english) = (first.Texts[0], first.Texts[1]);
        Assert.Contains(Draw.CommitmentOf(seed), french.Markdown, StringComparison.Ordinal);
        Assert.Contains("mardi 8 septembre 2026 à 12:00 (heure de Paris)", french.Markdown, StringComparison.Ordinal);
        Assert.Contains("Tuesday 8 September 2026 at 12:00 (Paris time)", english.Markdown, StringComparison.Ordinal);
        Assert.Contains("- 1\\. Lyon\n- Brest \\*", english.Markdown, StringComparison.Ordinal);
        Assert.Contains("a bicycle", english.Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(seed), french.Markdown + english.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_comes_when_answers_have_ended_and_anybody_can_check_it()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);
        var tickets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var person in People)
        {
            tickets[person] = await AnswerAsync(app, link, person, person == "17" ? "a" : "b", mayName: true);
        }

        Assert.IsType<Composition.NotYet>(await ComposeAsync(app, SeasonPlan.ResultSlot));
        await UntilAsync(app, Closes + TimeSpan.FromSeconds(9));
        Assert.IsType<Composition.NotYet>(await ComposeAsync(app, SeasonPlan.ResultSlot));
        await UntilAsync(app, Closes + ContestTimes.Grace);
        var post = PostOf(await ComposeAsync(app, SeasonPlan.ResultSlot));
        var again = PostOf(await ComposeAsync(app, SeasonPlan.ResultSlot));

        Assert.Equal(JsonSerializer.Serialize(post), JsonSerializer.Serialize(again));
        var drawn = await GetAsync(app, new Uri(post.Texts[1].Links[0].Url).PathAndQuery);
        var record = DrawRecord.Parse(System.Text.Encoding.UTF8.GetBytes(drawn.Text));
        Assert.Empty(Draw.Differences(record));
        Assert.Equal(tickets.Where(pair => pair.Key != "17").Select(pair => pair.Value).Order(StringComparer.Ordinal), record.Tickets);
        var winner = tickets.Single(pair => pair.Value == record.Winner).Key;
        var employee = app.Tenant.Directory.Employees.Find(Guid.Parse(MailScene.IdOf(winner)))!;
        foreach (var part in new[] { "Brest \\*", "7 people answered, 6 of them rightly", record.Winner!, record.Seed, record.ListHash, record.Commitment[..16], $"{employee.GivenName} {employee.Surname}" })
        {
            Assert.Contains(part, post.Texts[1].Markdown, StringComparison.Ordinal);
        }

        var page = await GetAsync(app, link, MailScene.IdOf(winner));
        Assert.Matches("C’est le vôtre|It is yours", page.Body);
        Assert.Matches("Le vôtre n’a pas participé|Yours did not take part", (await GetAsync(app, link, MailScene.IdOf("17"))).Body);
        Assert.Null((await GetAsync(app, link)).Ticket);

        await app.PassAsync(TimeSpan.FromDays(1));
        var told = Assert.Single(People, person => app.Tenant.Log.MailsTo(MailScene.AddressOf(person)).Any(mail => mail.Categories[0] == WinnerMailing.Purpose));
        Assert.Equal(winner, told);
        var mail = Assert.Single(app.Tenant.Log.MailsTo(MailScene.AddressOf(winner)));
        Assert.Contains(record.Winner!, mail.Html, StringComparison.Ordinal);
        Assert.Empty(await MailScene.DueAsync(app));
    }

    [Theory]
    [InlineData(0, "b", "Nobody found it", "people answered")]
    [InlineData(1, "b", "goes to ticket", "people answered")]
    [InlineData(5, "a", "Nobody found it", "of them rightly")]
    public async Task Few_are_not_counted_and_who_did_not_agree_is_not_named(int people, string choice, string says, string doesNot)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);
        foreach (var person in People.Take(people))
        {
            await AnswerAsync(app, link, person, choice);
        }

        await UntilAsync(app, Closes + ContestTimes.Grace);
        var text = PostOf(await ComposeAsync(app, SeasonPlan.ResultSlot)).Texts[1].Markdown;

        Assert.Contains(says, text, StringComparison.Ordinal);
        Assert.DoesNotContain(doesNot, text, StringComparison.Ordinal);
        Assert.All(People, person => Assert.DoesNotContain(app.Tenant.Directory.Employees.Find(Guid.Parse(MailScene.IdOf(person)))!.Surname, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contest_whose_question_was_never_made_has_no_result()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await UntilAsync(app, Closes + ContestTimes.Grace);

        Assert.IsType<Composition.Nothing>(await ComposeAsync(app, SeasonPlan.ResultSlot));
    }

    [Fact]
    public async Task Who_is_erased_before_the_draw_takes_no_part_and_after_it_the_record_still_holds()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);
        var early = await AnswerAsync(app, link, "11", "b");
        var late = await AnswerAsync(app, link, "12", "b", mayName: true);

        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{MailScene.IdOf("11")}/erase")).Status);
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Post, $"/api/people/{MailScene.IdOf("13")}/erase")).Status);
        await UntilAsync(app, Closes + ContestTimes.Grace);
        await ComposeAsync(app, SeasonPlan.ResultSlot);
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{MailScene.IdOf("12")}/erase")).Status);

        var record = (await app.Get<DrawRecords>().FindAsync(Scope, Quiz, default))!;
        Assert.Equal([late], record.Tickets);
        Assert.Equal(late, record.Winner);
        Assert.DoesNotContain(early, record.ToJson(), StringComparison.Ordinal);
        Assert.Empty(Draw.Differences(record));
        Assert.Empty(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
        Assert.Contains($"The draw goes to ticket **{late}**", PostOf(await ComposeAsync(app, SeasonPlan.ResultSlot)).Texts[1].Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_go_30_days_after_the_result_and_the_record_stays()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        await AnswerAsync(app, await LinkAsync(app), "11", "b");
        await UntilAsync(app, Closes + ContestTimes.Grace);
        await ComposeAsync(app, SeasonPlan.ResultSlot);

        // The timer's own work, without the month's other work around it.
        var forget = new ForgetAnswers(app.Get<ContestsTable>(), app.Get<CampaignStore>(), app.World.Clock);
        app.World.Clock.AdvanceTo(Closes.AddDays(30) + ContestTimes.Grace - TimeSpan.FromMinutes(1));
        await forget.RunAsync(null!, default);
        Assert.Single(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
        app.World.Clock.AdvanceTo(Closes.AddDays(30) + TimeSpan.FromMinutes(1));
        await forget.RunAsync(null!, default);
        Assert.Empty(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
        Assert.Empty(await app.Get<ContestsTable>().DueAsync(default).ToListAsync());
        Assert.NotNull((await app.Get<DrawRecords>().FindAsync(Scope, Quiz, default))!.Winner);
    }

    /// <summary>Composed again and again, each time by an instance that dies at its next request, as the queue would bring it back.</summary>
    [Theory]
    [InlineData(DeathPoint.Before)]
    [InlineData(DeathPoint.After)]
    public async Task Wherever_the_process_dies_there_is_one_seed_one_draw_and_one_mail(object point)
    {
        var folder = CampaignClosing().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        await using var parts = await AppParts.StartAsync(azurite.NewAccount(), TenantHost.Calm with { Employees = 200 });
        await parts.App.UploadAsync(Scope, folder, default);
        folder.Delete(recursive: true);

        var posts = await DyingAsync(parts, (DeathPoint)point, services => ComposeAsync(campaign, services.GetServices<IComposer>(), SeasonPlan.QuestionSlot));
        Assert.Single(posts.Distinct(StringComparer.Ordinal));
        var person = parts.Tenant.Directory.Employees[30].Id.ToString();
        await parts.Get<ContestsTable>().AnswerAsync(Scope, Quiz, person, "b", true, default);
        parts.Clock.AdvanceTo(Closes + ContestTimes.Grace);
        var results = await DyingAsync(parts, (DeathPoint)point, services => ComposeAsync(campaign, services.GetServices<IComposer>(), SeasonPlan.ResultSlot));
        Assert.Single(results.Distinct(StringComparer.Ordinal));
        Assert.Empty(Draw.Differences((await parts.Get<DrawRecords>().FindAsync(Scope, Quiz, default))!));

        await DyingAsync(parts, (DeathPoint)point, async services =>
        {
            var message = WinnerMailing.MessageOf(Scope, Quiz, Closes);
            Assert.NotEmpty(await services.GetRequiredService<AdoptionAutomation.Storage.DueTable>().ReadAsync(DateTimeOffset.MaxValue, default).ToListAsync());
            var pause = await services.GetRequiredKeyedService<IMailing>(WinnerMailing.Purpose).SendAsync(message with { Due = null }, default);
            return pause is null ? new Composition.Nothing("sent") : new Composition.NotYet(pause.Wait, "");
        });
        parts.Clock.Advance(Ledger.ClaimLength + TimeSpan.FromMinutes(1));
        await parts.Get<IServiceProvider>().GetRequiredKeyedService<IMailing>(WinnerMailing.Purpose).SendAsync(WinnerMailing.MessageOf(Scope, Quiz, Closes) with { Due = null }, default);
        var effect = (await parts.Get<Ledger>().FindAsync(LedgerReference.ScopeOf(Scope, WinnerMailing.Purpose), Quiz, default))!;
        Assert.True(
            (effect.State, parts.Tenant.Log.Mails.Count) is (EffectState.Done, 1) or (EffectState.Uncertain, 0 or 1),
            $"{effect.State} with {parts.Tenant.Log.Mails.Count} mails");
    }

    /// <returns>What each instance that lived made.</returns>
    private static async Task<List<string>> DyingAsync(AppParts parts, DeathPoint point, Func<IServiceProvider, Task<Composition>> compose)
    {
        var made = new List<string>();
        for (var request = 1; request < 40; request++)
        {
            var services = parts.NewInstance();
            parts.Faults.DieAt(services.GetRequiredService<InstanceFaults>().Requests + request, point);
            try
            {
                var composition = await compose(services);
                made.Add(composition is Composition.Ready ready ? JsonSerializer.Serialize(ready.Post) : composition.GetType().Name);
                if (!services.GetRequiredService<InstanceFaults>().Life.IsDead)
                {
                    break;
                }
            }
            catch (ProcessDeathException)
            {
                // The queue brings it back.
            }
        }

        // The death that did not come is called off.
        parts.Faults.DieAt(int.MaxValue, point);
        var last = await compose(parts.NewInstance());
        made.Add(last is Composition.Ready again ? JsonSerializer.Serialize(again.Post) : last.GetType().Name);
        return made;
    }
}
