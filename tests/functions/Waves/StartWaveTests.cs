using System.Text.Json;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Waves;
using AdoptionAutomation.Waves.Inviting;
using AdoptionAutomation.Waves.Life;
using AdoptionAutomation.Waves.Mails;
using AdoptionAutomation.Waves.People;

namespace AdoptionAutomation.Tests.Functions.Waves;

public sealed class StartWaveTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_wave_starts_once_and_says_who_started_it()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal((202, "key"), (status, body.GetProperty("startedBy").GetString()));
        await app.PassAsync(TimeSpan.FromHours(3));
        var mails = app.Tenant.Log.Mails.Count;
        Assert.True(mails > 100);

        (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        await app.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(409, status);
        Assert.Contains("was started before", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(mails, app.Tenant.Log.Mails.Count);
    }

    [Fact]
    public async Task An_unknown_wave_is_404_and_the_known_ones_are_named()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/frist/start");

        Assert.Equal(404, status);
        Assert.Contains("first, second", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_nobody_starts_anything()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();

        Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start", key: null)).Status);
        Assert.Equal(401, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start", key: "guess")).Status);

        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_wave_does_not_start_before_its_groups_stand_whatever_the_reason()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start?override=Tomorrow%20is%20the%20day");

        Assert.Equal(409, status);
        Assert.Contains("everybody", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        var finding = Assert.Single(body.GetProperty("findings").EnumerateArray());
        Assert.Equal(("groupMissing", "POST /api/groups/apply"), (finding.GetProperty("code").GetString(), finding.GetProperty("where").GetString()));
        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_wave_into_an_empty_group_starts_only_for_a_reason_that_is_kept()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount(), campaign: new() { Groups = SmallCampaign.GroupsWith() });
        await app.ProvisionAsync();

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");
        Assert.Equal((409, "Not ready"), (status, body.GetProperty("title").GetString()));
        Assert.Contains("groups.json templates 'general'.welcome", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start?override=%20no%20")).Status);
        Assert.Equal(400, (await app.CallAsync(HttpMethod.Post, $"/api/waves/first/start?override={new string('x', 301)}")).Status);
        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());

        (status, _) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start?override=%20Content%20follows%20on%20Monday%20");
        Assert.Equal(202, status);
        (_, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal("running", body.GetProperty("state").GetString());
        var kept = body.GetProperty("override");
        Assert.Equal(("Content follows on Monday", "key"), (kept.GetProperty("reason").GetString(), kept.GetProperty("by").GetString()));
        Assert.Equal(body.GetProperty("startedAt").GetDateTimeOffset(), kept.GetProperty("at").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_reason_without_errors_is_not_kept()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        await app.ProvisionAsync();

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start?override=Just%20in%20case")).Status);

        var (_, body) = await app.CallAsync(HttpMethod.Get, "/api/waves/first");
        Assert.Equal(JsonValueKind.Null, body.GetProperty("override").ValueKind);
    }

    [Fact]
    public async Task Of_two_starts_in_one_second_the_loser_leaves_the_row_that_brings_the_wave_back()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());
        var opening = app.Get<WaveOpening>();
        var wave = app.Campaign.GetWave("first");
        var (first, second) = (opening.OpenAsync("small", wave, new("key"), null, default), opening.OpenAsync("small", wave, new("key"), null, default));

        var rows = await Task.WhenAll(first, second);

        Assert.Single(rows, row => row.Moved);
        var due = await app.Get<DueTable>().ReadAsync(app.World.Clock.GetUtcNow() + TimeSpan.FromHours(1), default).ToListAsync();
        Assert.Contains(due, work => work.Name == "Resolve.first");
    }
}
