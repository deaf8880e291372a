using System.Security.Cryptography;
using System.Text;
using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Check;
using AdoptionAutomation.Tests.Functions.Waves.Mails;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Calendar.Contests.ContestScene;

namespace AdoptionAutomation.Tests.Functions.Calendar.Contests;

public sealed class ContestPageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string Zoe = MailScene.IdOf("1a");
    private static readonly string Max = MailScene.IdOf("1b");

    [Fact]
    public async Task Somebody_answers_once_and_may_change_it_and_keeps_the_ticket()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);

        var nobody = await GetAsync(app, link);
        Assert.Equal((200, "Where was Lumen born?"), (nobody.Status, nobody.Title));
        Assert.Null(nobody.Page.QuerySelector("form"));
        Assert.Equal(
            $"/.auth/login/aad?post_login_redirect_uri={Uri.EscapeDataString(link)}",
            nobody.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).First(href => href!.StartsWith("/.auth", StringComparison.Ordinal)));

        var asked = await GetAsync(app, link, Zoe);
        Assert.Null(asked.Ticket);
        Assert.Null(asked.Page.QuerySelector("input[checked]"));
        var first = await SendAsync(app, asked, "a", Zoe);
        var second = await SendAsync(app, first, "b", Zoe, mayName: true);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.NotNull(first.Ticket);
        Assert.Equal(first.Ticket, second.Ticket);
        Assert.Equal(["b", "yes"], second.Page.QuerySelectorAll("input[checked]").Select(input => input.GetAttribute("value")));
        var kept = Assert.Single(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
        Assert.Equal((Zoe, "b", first.Ticket, true), (kept.Person, kept.Choice, kept.Ticket, kept.MayName));
    }

    [Fact]
    public async Task However_many_answer_at_once_in_one_persons_name_one_answer_is_kept()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var table = app.Get<ContestsTable>();

        var tickets = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i => (await table.AnswerAsync(Scope, Quiz, Zoe, i % 2 == 0 ? "a" : "b", false, default)).Ticket));

        Assert.Single(tickets.Distinct(StringComparer.Ordinal));
        Assert.Equal(tickets[0], Assert.Single(await table.AnswersAsync(Scope, Quiz, default)).Ticket);
    }

    [Fact]
    public async Task A_page_is_safe_and_works_by_keyboard_in_both_languages()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);
        var page = await GetAsync(app, link, Zoe);

        Assert.Empty(page.Page.QuerySelectorAll("script, img, link, iframe, [onclick], [style], [tabindex]"));
        Assert.Contains("&lt;script&gt;", page.Text, StringComparison.Ordinal);
        Assert.Equal(("post", "contests"), (page.Page.Forms[0].Method, page.Page.Forms[0].GetAttribute("action")));
        Assert.NotEmpty(page.Page.QuerySelector("fieldset > legend")!.TextContent);
        var inputs = page.Page.QuerySelectorAll("input:not([type=hidden])").Select(input => input.Id).ToList();
        Assert.Equal(3, inputs.Count);
        Assert.Equal(inputs, page.Page.QuerySelectorAll("label").Select(label => label.GetAttribute("for")));
        var style = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Page.QuerySelector("style")!.TextContent)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Equal("Où est né Lumen\u00a0?", (await GetAsync(app, link, null, "fr-CA,en;q=0.5")).Title.Replace(" ?", "\u00a0?", StringComparison.Ordinal));
    }

    public static TheoryData<string, string?> Wrongs => new()
    {
        { "none", null },
        { "garbage", "garbage" },
        { "too old", ContestToken.Write(SandboxApp.SigningKey, new(Scope, Quiz, Zoe), new(2026, 9, 6)) },
        { "another key", ContestToken.Write(new string('x', 32), new(Scope, Quiz, Zoe), new(2027, 1, 1)) },
        { "another campaign", ContestToken.Write(SandboxApp.SigningKey, new("other", Quiz, Zoe), new(2027, 1, 1)) },
        { "another contest", ContestToken.Write(SandboxApp.SigningKey, new(Scope, "other", Zoe), new(2027, 1, 1)) },
    };

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task Whatever_is_wrong_with_a_link_the_answer_is_the_same(string what, string? token)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var page = await GetAsync(app, token is null ? "/api/contests" : $"/api/contests?t={token}", Zoe);
        var posted = await PostAsync(app, Zoe, ("t", token ?? ""), ("choice", "b"));
        var draw = await GetAsync(app, $"/api/contests/quiz/draw?t={token}");

        Assert.True((page.Status, posted.Status, draw.Status) == (404, 404, 404), what);
        Assert.Equal((page.Text, page.Text), (posted.Text, draw.Text));
        Assert.Empty(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
    }

    [Fact]
    public async Task Nobody_answers_in_another_persons_name()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var link = await LinkAsync(app);
        var form = await GetAsync(app, link, Zoe);

        // A post's link, which all know, sent as a form by another site from Zoé's browser; and her form, sent after Max has signed in.
        var forged = await PostAsync(app, Zoe, ("t", link.Split('=')[1]), ("choice", "b"));
        var others = await SendAsync(app, form, "b", Max);

        Assert.Equal((404, 404), (forged.Status, others.Status));
        Assert.Empty(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
    }

    [Fact]
    public async Task A_personal_link_needs_no_sign_in()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var campaign = await app.Get<CampaignStore>().GetAsync(Scope, default);
        var link = new Uri(app.Get<ContestLinks>().To(campaign, campaign.Calendar.Contests[0], Zoe)).PathAndQuery;

        Assert.Equal(200, (await SendAsync(app, await GetAsync(app, link), "b", null)).Status);
        Assert.Equal(Zoe, Assert.Single(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default)).Person);
    }

    [Theory]
    [InlineData("9c1c9f0e-0000-4000-8000-00000000dead")]
    [InlineData("not-an-id")]
    public async Task Who_is_in_no_directory_of_ours_is_not_let_in(string stranger)
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var page = await GetAsync(app, await LinkAsync(app), stranger);

        Assert.Equal(403, page.Status);
        Assert.Null(page.Page.QuerySelector("form"));
    }

    [Fact]
    public async Task A_form_without_a_choice_or_with_a_made_up_one_is_asked_again()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var form = await GetAsync(app, await LinkAsync(app), Zoe);
        var none = await SendAsync(app, form, "", Zoe);
        var madeUp = await SendAsync(app, form, "<b>", Zoe);
        var large = await SendAsync(app, form, new string('x', 5_000), Zoe);

        Assert.Equal((400, 400, 413), (none.Status, madeUp.Status, large.Status));
        Assert.Equal("Choisissez une des réponses.", none.Page.QuerySelector("[role=alert]")!.TextContent);
        Assert.NotNull(none.Page.QuerySelector("form"));
        Assert.Empty(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default));
    }

    [Fact]
    public async Task It_closes_to_the_second()
    {
        await using var app = await StartAsync(azurite.NewAccount());
        var form = await GetAsync(app, await LinkAsync(app), Zoe);

        await UntilAsync(app, Closes - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await SendAsync(app, form, "a", Zoe)).Status);
        await UntilAsync(app, Closes);
        var late = await SendAsync(app, form, "b", Zoe);

        Assert.Equal(409, late.Status);
        Assert.Null(late.Page.QuerySelector("form"));
        Assert.Contains("Le résultat sera publié sous peu.", late.Body, StringComparison.Ordinal);
        Assert.Equal("a", Assert.Single(await app.Get<ContestsTable>().AnswersAsync(Scope, Quiz, default)).Choice);
    }

    [Theory]
    [InlineData("2026-09-08T12:00", "2026-09-08T10:00Z")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30Z")]
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00Z")]
    [InlineData("2027-03-28T02:30", "2027-03-28T01:30Z")]
    [InlineData("2027-03-28T03:00", "2027-03-28T01:00Z")]
    public async Task Clocks_that_change_have_one_answer(string closes, string instant)
    {
        var folder = CampaignClosing().Write();
        var campaign = (await CampaignReader.ReadAsync(new FolderFiles(folder), default)).Campaign!;
        folder.Delete(recursive: true);

        var local = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(closes).Value;
        var contest = campaign.Calendar.Contests[0] with { Closes = local };
        Assert.Equal(DateTimeOffset.Parse(instant, null), ContestTimes.ClosesAt(campaign, contest));
    }
}
