using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys;

public sealed class SurveyRightsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Named = With(
        kind: "temperature", questionMore: """, "named": { "fr": "Gardé avec votre nom.", "en": "Kept with your name." }""");

    private static readonly Dictionary<string, string> Yes = new(StringComparer.Ordinal) { ["help"] = "yes" };

    [Fact]
    public async Task What_is_kept_of_a_person_is_shown_and_nothing_of_what_they_answered_otherwise()
    {
        await using var app = await OpenAsync();
        await AnswerAsync(app, "1a", Yes);

        var (status, body) = await app.CallAsync(HttpMethod.Get, $"/api/people/{IdOf("1a")}/surveys");

        Assert.Equal(200, status);
        var kept = Assert.Single(body.GetProperty("surveys").EnumerateArray());
        Assert.Equal(("mood.once", "open"), (kept.GetProperty("id").GetString(), kept.GetProperty("state").GetString()));
        Assert.True(kept.GetProperty("link").GetProperty("spent").GetBoolean());
        Assert.Equal("yes", kept.GetProperty("named").GetProperty("help").GetString());
        Assert.DoesNotContain("?t=", body.ToString(), StringComparison.Ordinal);
        Assert.Empty((await app.CallAsync(HttpMethod.Get, $"/api/people/{Guid.NewGuid()}/surveys")).Body.GetProperty("surveys").EnumerateArray());
        Assert.Equal(400, (await app.CallAsync(HttpMethod.Get, "/api/people/claire/surveys")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, $"/api/people/{IdOf("1a")}/surveys", key: null)).Status);
    }

    [Fact]
    public async Task Whoever_is_erased_leaves_an_id_in_the_place_of_their_link_and_no_answer_by_name()
    {
        await using var app = await OpenAsync();
        var links = app.Get<LinksTable>();
        await AnswerAsync(app, "1a", Yes);
        await AnswerAsync(app, "2b", Yes);
        var before = (await links.FindAsync(Scope, RoundId, IdOf("3c"), default))!;

        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf("1a")}/erase")).Status);
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf("1a")}/erase")).Status);
        Assert.Equal(200, (await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf("3c")}/erase")).Status);

        var erased = (await links.FindAsync(Scope, RoundId, IdOf("1a"), default))!;
        Assert.Equivalent(new SurveyLink(IdOf("1a"), "", "", "", erased.ETag) { IsErased = true }, erased, strict: true);
        Assert.Equal([IdOf("2b")], (await links.NamedAsync(Scope, RoundId, default).ToListAsync()).Select(answer => answer.Person));
        Assert.Equal(2, await links.SpoolAsync(Scope, RoundId, default).CountAsync());

        // As an answer would that had read the link before, and an opening that had read the person before.
        Assert.False(await links.SpendAsync(Scope, RoundId, before, [1], Yes, default));
        await links.AddAsync(Scope, RoundId, [before with { ETag = default }], default);
        await links.RefuseAsync(Scope, RoundId, [(before, "bounced")], default);
        Assert.Equal((true, "", (string?)null), (await links.FindAsync(Scope, RoundId, IdOf("3c"), default)) is { } left ? (left.IsErased, left.Mail, left.Refused) : default);
    }

    [Fact]
    public async Task Whoever_is_erased_while_links_are_given_gets_none()
    {
        await using var app = await OpenAsync();
        var round = (await RoundAsync(app))!;
        await app.Get<RoundsTable>().TryWriteAsync(Scope, round with { State = RoundState.Opening }, default);

        await app.CallAsync(HttpMethod.Post, $"/api/people/{IdOf("4d")}/erase");
        var links = app.Get<LinksTable>();
        await links.AddAsync(Scope, RoundId, [new(IdOf("4d"), "a@b.example", "Zoé", "fr"), new(IdOf("5e"), "c@d.example", "Léo", "fr")], default);

        Assert.Equal("", (await links.FindAsync(Scope, RoundId, IdOf("4d"), default))!.Mail);
        Assert.Equal("c@d.example", (await links.FindAsync(Scope, RoundId, IdOf("5e"), default))!.Mail);
    }

    [Fact]
    public async Task Rounds_are_listed_with_nothing_told_of_fewer_than_five()
    {
        await using var app = await OpenAsync();
        var rounds = app.Get<RoundsTable>();
        var (asked, answered) = await ListedAsync(null);
        Assert.Equal((null, null), (asked, answered));

        Assert.Equal((12, null), await ListedAsync(new(12, 4)));
        Assert.Equal((12, 5), await ListedAsync(new(12, 5)));

        async Task<(int? Asked, int? Answered)> ListedAsync(Turnout? turnout)
        {
            var round = (await RoundAsync(app))!;
            var counted = turnout is null ? round.Turnout : new Dictionary<string, Turnout>(StringComparer.Ordinal) { [""] = turnout };
            await rounds.TryWriteAsync(Scope, round with { Turnout = counted }, default);
            var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/surveys");
            Assert.Equal(200, status);
            var shown = Assert.Single(body.GetProperty("rounds").EnumerateArray());
            Assert.Equal(("mood.once", "temperature", Closes), (shown.GetProperty("id").GetString(), shown.GetProperty("kind").GetString(), shown.GetProperty("closes").GetDateTimeOffset()));
            return (NumberOf("asked"), NumberOf("answered"));

            int? NumberOf(string name) => shown.GetProperty(name) is { ValueKind: System.Text.Json.JsonValueKind.Number } number ? number.GetInt32() : null;
        }
    }

    private async Task<AppTest> OpenAsync()
    {
        var app = await WelcomedAsync(azurite.NewAccount(), Named, Person("1a"), Person("2b"), Person("3c"));
        await UntilAsync(app, Opens.AddMinutes(10));
        Assert.Equal(RoundState.Open, (await RoundAsync(app))!.State);
        return app;
    }
}
