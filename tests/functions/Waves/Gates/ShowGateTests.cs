using System.Text.Json;
using AdoptionAutomation.Tests.Functions.Waves.Activation;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Gates;

namespace AdoptionAutomation.Tests.Functions.Waves.Gates;

public sealed class ShowGateTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Gate = """, "gate": { "activation": { "atLeast": 30, "ofAtLeast": 5 }, "failures": { "atMost": 20, "ofAtLeast": 5 } } """;

    private static readonly SmallCampaign Gated = new() { SecondMore = Gate };

    [Fact]
    public async Task A_gate_opens_when_people_of_the_wave_before_have_signed_in_and_the_report_knows_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: Gated);
        await app.ProvisionAsync();
        Assert.Equal(("notEnoughData", "La vague first n’a pas commencé : rien ne peut encore être mesuré."), await ConditionAsync(app));

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));
        app.Active(new(2026, 9, 7), ActivityWorld.Staff(app).Take(60));
        var (verdict, text) = await ConditionAsync(app);
        Assert.Equal("notEnoughData", verdict);
        Assert.Contains("06:20", text, StringComparison.Ordinal);

        await app.PassAsync(TimeSpan.FromHours(24));
        (verdict, text) = await ConditionAsync(app);
        Assert.Equal("notEnoughData", verdict);
        Assert.Contains("attendez le 2026-09-09", text, StringComparison.Ordinal);

        await app.PassAsync(TimeSpan.FromHours(24));
        (verdict, text) = await ConditionAsync(app);
        Assert.Equal("open", verdict);
        Assert.Contains("D’après le rapport d’usage du 2026-09-07.", text, StringComparison.Ordinal);
        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/second/gate");
        Assert.Equal(("open", "first"), (body.GetProperty("verdict").GetString(), body.GetProperty("before").GetString()));
        Assert.Equal(["activation", "failures"], body.GetProperty("conditions").EnumerateArray().Select(one => one.GetProperty("condition").GetString()));
        Assert.DoesNotContain("@", body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_active_people_hold_the_wave()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), campaign: Gated);
        app.Active(new(2026, 9, 7), ActivityWorld.Staff(app).Take(2));

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        Assert.Equal("hold", (await ConditionAsync(app)).Verdict);
    }

    [Theory]
    [InlineData(null, "notEnoughData", "réglez Links:BaseUrl")]
    [InlineData("https://agora.example", "hold", "D’après nos propres signaux")]
    public async Task With_concealed_names_our_own_signals_decide_if_there_are_any(string? links, string verdict, string text)
    {
        var settings = new Dictionary<string, string?> { ["Links:BaseUrl"] = links, ["Links:SigningKey"] = links is null ? null : new string('k', 32) };
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), campaign: Gated, settings: settings);
        app.Tenant.Reports.ConcealNames = true;

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        var answer = await ConditionAsync(app);
        Assert.Equal(verdict, answer.Verdict);
        Assert.Contains(text, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_permission_the_gate_names_it()
    {
        var noLinks = new Dictionary<string, string?> { ["Links:BaseUrl"] = null, ["Links:SigningKey"] = null };
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), campaign: Gated, missing: ["Reports.Read.All"], settings: noLinks);

        await app.PassAsync(ActivityWorld.ToTheFirstReport);

        var (verdict, text) = await ConditionAsync(app);
        Assert.Equal("notEnoughData", verdict);
        Assert.Contains("Reports.Read.All", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_costs_few_requests_and_none_to_the_directory()
    {
        await using var app = await ActivityWorld.StartAsync(azurite.NewAccount(), people: 500, campaign: Gated);
        var reader = app.Get<GateReader>();
        var before = app.Requests;

        await reader.AnswerAsync(app.Campaign, app.Campaign.GetWave("second"), default);

        Assert.Equal(3, app.Requests - before);
        Assert.Equal(GateAnswer.NoGate, await reader.AnswerAsync(app.Campaign, app.Campaign.GetWave("first"), default));
        Assert.Equal(3, app.Requests - before);
    }

    [Fact]
    public async Task Sites_of_the_wave_s_people_without_enough_ambassadors_are_named()
    {
        var campaign = Gated with
        {
            SecondMore = """, "gate": { "ambassadorsPerSite": 1 } """,
            Groups = """
                {
                  "templates": [ { "id": "site", "kind": "place", "visibility": "public" }, { "id": "friends", "kind": "ambassadors", "visibility": "private" } ],
                  "groups": [
                    { "id": "everybody", "template": "site", "name": "Here", "objective": "The site.", "owners": ["paul.lefevre@lumen.example"],
                      "membersFrom": { "attributes": [ { "attribute": "city", "in": ["Nowhere"] } ] } },
                    { "id": "few", "template": "friends", "name": "Friends", "objective": "Know each other.", "owners": ["paul.lefevre@lumen.example"] }
                  ]
                }
                """,
        };
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: campaign);

        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/second/gate");

        var condition = Assert.Single(body.GetProperty("conditions").EnumerateArray());
        Assert.Equal("hold", condition.GetProperty("verdict").GetString());
        Assert.Contains("Nowhere (0/1)", condition.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wave_without_a_gate_is_open_and_an_unknown_one_is_404()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/first/gate");

        Assert.Equal("open", body.GetProperty("verdict").GetString());
        Assert.Equal((JsonValueKind.Null, 0), (body.GetProperty("before").ValueKind, body.GetProperty("conditions").GetArrayLength()));
        Assert.Equal(404, (await app.CallAsync(HttpMethod.Get, "/api/waves/third/gate")).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Get, "/api/waves/first/gate", key: null)).Status);
    }

    private static async Task<(string Verdict, string Text)> ConditionAsync(AppTest app)
    {
        var (status, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/second/gate");
        Assert.Equal(200, status);
        var activation = body.GetProperty("conditions")[0];
        return (activation.GetProperty("verdict").GetString()!, activation.GetProperty("text").GetString()!);
    }
}
