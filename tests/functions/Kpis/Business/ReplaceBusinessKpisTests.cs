using System.Text.Json;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Sandbox.App;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Functions.Calendar.Editing;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Kpis.Business;

public sealed class ReplaceBusinessKpisTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Path = "/api/campaign/business-kpis.csv";
    private const string First = "kpi,date,value,site\nabsences,2026-08-31,6.4,\n";
    private const string Second = "kpi,date,value,site\nabsences,2026-08-31,6.4,\nabsences,2026-09-31,5,\nabsences,2026-09-30,\"5,8\",\n";

    [Fact]
    public async Task A_file_is_made_replaced_and_counts_at_once_but_for_its_wrong_lines()
    {
        await using var app = await StartAsync();
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Get)).Status);

        var made = await SendAsync(app, HttpMethod.Put, First, none: "*");
        Assert.Equal((200, 1), (made.Status, made.Body.GetProperty("kept").GetInt32()));
        Assert.Equal((200, made.ETag, First), Shown(await SendAsync(app, HttpMethod.Get)));

        var replaced = await SendAsync(app, HttpMethod.Put, Second, made.ETag);
        Assert.Equal((200, 2), (replaced.Status, replaced.Body.GetProperty("kept").GetInt32()));
        var problem = Assert.Single(replaced.Body.GetProperty("problems").EnumerateArray().ToList());
        Assert.Equal(("KPI003", 3, 10, "warning"), (problem.GetProperty("code").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32(), problem.GetProperty("severity").GetString()));

        var campaign = await app.Get<CampaignStore>().GetAsync("small", default);
        Assert.Equal(5.8, Assert.Single((await BusinessFigures.ReadAsync(campaign, new(2026, 10, 1), default)).Latest).Value);
        var kept = Assert.Single(await app.Get<BusinessVersions>().ListAsync("small", default));
        Assert.Equal(First, System.Text.Encoding.UTF8.GetString((await app.Get<BusinessVersions>().ReadAsync("small", kept.Version, default))!.Content));
        Assert.Equal("key", kept.By);
    }

    [Theory]
    [InlineData(null, null, 428, "If-Match")]
    [InlineData("*", null, 428, "If-None-Match: *")]
    [InlineData("\"0x1\"", null, 412, "GET /api/campaign/business-kpis.csv again")]
    [InlineData(null, "*", 412, "somebody else has written since")]
    public async Task Nothing_is_replaced_that_the_caller_has_not_seen(string? match, string? none, int status, string says)
    {
        await using var app = await StartAsync();
        await SendAsync(app, HttpMethod.Put, First, none: "*");

        var answer = await SendAsync(app, HttpMethod.Put, Second, match, none);

        Assert.Equal(status, answer.Status);
        Assert.Contains(says, answer.Detail, StringComparison.Ordinal);
        Assert.Equal(First, (await SendAsync(app, HttpMethod.Get)).Text);
    }

    [Fact]
    public async Task What_holds_no_figure_is_refused_and_what_stands_there_stays()
    {
        await using var app = await StartAsync();
        var made = await SendAsync(app, HttpMethod.Put, First, none: "*");
        foreach (var wrong in new[] { "", "a,b,c\n", "kpi,date\nabsences,2026-08-31\n", "kpi,date,value\nabsences,2026-08-31,abc\n", "<html><body>Sign in</body></html>" })
        {
            var answer = await SendAsync(app, HttpMethod.Put, wrong, made.ETag);
            Assert.Equal(422, answer.Status);
            Assert.NotEqual(0, answer.Body.GetProperty("problems").GetArrayLength());
        }

        Assert.Equal((200, made.ETag, First), Shown(await SendAsync(app, HttpMethod.Get)));
        Assert.Equal(413, (await SendAsync(app, HttpMethod.Put, First + new string('\n', 1024 * 1024), made.ETag)).Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Put, First, none: "*", query: "?campaign=nowhere")).Status);
        Assert.Equal(404, (await SendAsync(app, HttpMethod.Put, First, none: "*", query: "?campaign=a%2F.versions")).Status);
    }

    [Fact]
    public async Task A_file_that_only_has_its_head_takes_all_figures_out()
    {
        await using var app = await StartAsync();
        var made = await SendAsync(app, HttpMethod.Put, First, none: "*");

        var answer = await SendAsync(app, HttpMethod.Put, "kpi,date,value,site\n", made.ETag);

        Assert.Equal((200, 0), (answer.Status, answer.Body.GetProperty("kept").GetInt32()));
    }

    [Theory]
    [InlineData("/.versions/", false)]
    [InlineData("/.versions/", true)]
    [InlineData("/small/business-kpis.csv", false)]
    [InlineData("/small/business-kpis.csv", true)]
    [InlineData("/small/.last-good/business-kpis.csv", true)]
    public async Task Wherever_the_process_dies_the_sender_sends_it_again_and_all_is_as_meant(string path, bool acted)
    {
        await using var app = await StartAsync();
        var seen = (await SendAsync(app, HttpMethod.Put, First, none: "*")).ETag;
        app.World.Faults.Strike(
            target => target.Service == RemoteService.Blobs && target.Method == "PUT" && target.Path.Contains(path, StringComparison.Ordinal),
            1,
            new(FaultKind.ProcessDeath, Point: acted ? DeathPoint.After : DeathPoint.Before));
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(app, HttpMethod.Put, Second, seen));
        Assert.Equal(1, app.World.Host.Deaths);

        Assert.Equal(200, (await SendAsync(app, HttpMethod.Put, Second, seen)).Status);

        Assert.Equal(Second, (await SendAsync(app, HttpMethod.Get)).Text);
        Assert.Single(await app.Get<BusinessVersions>().ListAsync("small", default));
        var campaign = await app.Get<CampaignStore>().GetFreshAsync("small", default);
        Assert.Equal(5.8, Assert.Single((await BusinessFigures.ReadAsync(campaign, new(2026, 10, 1), default)).Latest).Value);
    }

    private Task<AppTest> StartAsync() => AppTest.StartAsync(azurite.NewAccount(), campaign: new SmallCampaign
    {
        SettingsMore = """
            , "businessKpis": [ { "id": "absences", "name": { "fr": "Absences", "en": "Absences" }, "unit": { "fr": "% des jours", "en": "% of days" }, "better": "lower", "source": { "fr": "RH", "en": "HR" } } ]
            """,
    });

    private static async Task<Answer> SendAsync(AppTest app, HttpMethod method, string? text = null, string? match = null, string? none = null, string query = "")
    {
        using var request = new HttpRequestMessage(method, new Uri(new("http://sandbox"), Path + query)) { Content = text is null ? null : new StringContent(text) };
        foreach (var (name, value) in new[] { ("If-Match", match), ("If-None-Match", none), ("x-functions-key", SandboxApp.FunctionKey) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await app.World.Host.SendAsync(request, default);
        return new((int)answer.StatusCode, answer.Headers.TryGetValues("ETag", out var tags) ? tags.Single() : null, await answer.Content.ReadAsStringAsync());
    }

    private static (int, string?, string) Shown(Answer answer) => (answer.Status, answer.ETag, answer.Text);
}
