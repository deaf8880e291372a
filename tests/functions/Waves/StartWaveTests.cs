using AdoptionAutomation.Tests.Sandbox.Storage;

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
    public async Task A_wave_does_not_start_before_its_groups_stand()
    {
        await using var app = await AppTest.StartAsync(azurite.NewAccount());

        var (status, body) = await app.CallAsync(HttpMethod.Post, "/api/waves/first/start");

        Assert.Equal(409, status);
        Assert.Contains("everybody", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("planned", (await app.CallAsync(HttpMethod.Get, "/api/waves/first")).Body.GetProperty("state").GetString());
    }
}
