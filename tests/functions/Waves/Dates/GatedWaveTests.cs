using System.Text.Json;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves.Life;

namespace AdoptionAutomation.Tests.Functions.Waves.Dates;

/// <summary>A wave whose gate looks at the one before it. Worlds begin on Monday 2026-09-07 at 08:00 in Paris.</summary>
public sealed class GatedWaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Gate = """, "gate": { "failures": { "atMost": 50, "ofAtLeast": 5 } }""";

    [Fact]
    public async Task A_gate_without_data_says_what_is_missing_and_a_reason_passes_it_and_is_kept()
    {
        await using var app = await StartAsync(Gate);

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/second/start");

        Assert.Equal((409, "Held by its gate"), (status, body.GetProperty("title").GetString()));
        var gate = body.GetProperty("gate");
        Assert.Equal("notEnoughData", gate.GetProperty("verdict").GetString());
        var finding = Assert.Single(gate.GetProperty("findings").EnumerateArray());
        Assert.Equal(("failures", "notEnoughData"), (finding.GetProperty("condition").GetString(), finding.GetProperty("verdict").GetString()));
        Assert.Contains(finding.GetProperty("text").GetString()!, body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("POST /api/waves/second/start?override=REASON", body.GetProperty("detail").GetString(), StringComparison.Ordinal);

        (status, _) = await app.CallAsync(HttpMethod.Post, "/api/waves/second/start?override=The%20board%20asks%20for%20it");
        Assert.Equal(202, status);
        Assert.Equal("The board asks for it", (await ShowAsync(app)).GetProperty("override").GetProperty("reason").GetString());
        var history = await app.Get<WavesTable>().HistoryAsync("small", "second", default).ToListAsync();
        Assert.Equal((WaveAction.Start, "key", "The board asks for it"), (history[0].Action, history[0].By, history[0].Why));
    }

    [Fact]
    public async Task What_readiness_and_the_gate_find_is_listed_together()
    {
        await using var app = await AppTest.StartAsync(
            azurite.NewAccount(), campaign: new() { Groups = SmallCampaign.GroupsWith(), SecondMore = Gate });
        await app.ProvisionAsync();

        var (_, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/second/start");

        Assert.Equal("Not ready", body.GetProperty("title").GetString());
        Assert.NotEmpty(body.GetProperty("findings").EnumerateArray());
        Assert.NotEmpty(body.GetProperty("gate").GetProperty("findings").EnumerateArray());
        Assert.Contains("(gate.failures)", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_due_wave_waits_for_its_gate_and_opens_by_itself_within_the_hour()
    {
        await using var app = await StartAsync(Gate + """, "opens": "2026-09-08T09:00" """);
        await PassUntilAsync(app, 8, 9, 30);
        var wave = await ShowAsync(app);
        Assert.Equal("planned", wave.GetProperty("state").GetString());
        Assert.Contains("(gate.failures)", wave.GetProperty("held").GetString(), StringComparison.Ordinal);

        await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(1));

        wave = await ShowAsync(app);
        Assert.Equal(("completed", "date", JsonValueKind.Null), (
            wave.GetProperty("state").GetString(), wave.GetProperty("startedBy").GetString(), wave.GetProperty("held").ValueKind));
        Assert.Equal(JsonValueKind.Null, wave.GetProperty("override").ValueKind);
    }

    [Fact]
    public async Task A_held_wave_that_IT_starts_by_hand_is_not_started_again()
    {
        await using var app = await StartAsync(Gate + """, "opens": "2026-09-08T09:00" """);
        await PassUntilAsync(app, 8, 9, 30);

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/second/start?override=Enough%20waiting")).Status);
        await app.PassAsync(TimeSpan.FromHours(3));

        var wave = await ShowAsync(app);
        Assert.Equal(("completed", "key"), (wave.GetProperty("state").GetString(), wave.GetProperty("startedBy").GetString()));

        // Its people are the first wave's too, which has not started and keeps them.
        Assert.Equal(2, wave.GetProperty("audience").GetProperty("inAnotherWave").GetInt32());
        Assert.Empty(app.Tenant.Log.Mails);
    }

    private async Task<AppTest> StartAsync(string second)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { SecondMore = second });
        await app.ProvisionAsync();
        return app;
    }

    private static Task PassUntilAsync(AppTest app, int day, int hour, int minute) =>
        app.PassAsync(new DateTimeOffset(2026, 9, day, hour, minute, 0, TimeSpan.Zero) - app.World.Clock.GetUtcNow());

    private static async Task<JsonElement> ShowAsync(AppTest app) => (await app.CallAsync(HttpMethod.Get, "/api/waves/second")).Body;
}
