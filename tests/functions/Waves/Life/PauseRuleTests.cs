using AdoptionAutomation.Sandbox.Tenant;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Waves.Life;

/// <summary>The pause rule of waves.json at work.</summary>
public sealed class PauseRuleTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Rule = """, "pause": { "failuresOver": 20, "ofAtLeast": 10 }""";

    [Fact]
    public async Task A_wave_whose_mails_come_back_pauses_by_its_rule_with_the_figures()
    {
        await using var app = await StartAsync(350, Rule, TenantHost.Calm with { SuppressedShare = 0.5 });
        await app.PassAsync(TimeSpan.FromHours(1));

        var wave = await PauseWaveTests.ShowAsync(app);
        var failed = wave.GetProperty("progress").GetProperty("failed").GetInt32();
        Assert.True(failed > 2);
        var last = wave.GetProperty("history").EnumerateArray().Last(step => step.GetProperty("action").GetString() == "pause");
        Assert.Equal(("rule", wave.GetProperty("held").GetString()), (last.GetProperty("by").GetString(), last.GetProperty("why").GetString()));
        Assert.Contains("people could not be invited", last.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("@", last.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""", "pause": { "failuresOver": 90, "ofAtLeast": 10 }""")]
    [InlineData(""", "pause": { "failuresOver": 1, "ofAtLeast": 1000 }""")]
    public async Task Without_a_rule_under_its_share_or_with_too_few_people_it_goes_on(string rule)
    {
        await using var app = await StartAsync(60, rule, TenantHost.Calm with { SuppressedShare = 0.5 });
        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal("completed", PauseWaveTests.StateOf(await PauseWaveTests.ShowAsync(app)));
    }

    [Fact]
    public async Task A_group_that_is_gone_pauses_the_wave_after_a_chunk_and_a_resume_judges_only_what_comes_after()
    {
        await using var app = await StartAsync(350, """, "pause": { "failuresOver": 20, "ofAtLeast": 10 }""", TenantHost.Calm, deleteGroup: true);
        await app.PassAsync(TimeSpan.FromHours(1));

        var wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal("paused", PauseWaveTests.StateOf(wave));
        var failed = wave.GetProperty("progress").GetProperty("failed").GetInt32();
        Assert.InRange(failed, 10, 200);
        Assert.Empty(app.Tenant.Log.Mails);

        RetryFailedTests.Restore(app);
        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/resume?why=The%20group%20is%20back")).Status);
        await app.PassAsync(TimeSpan.FromHours(1));
        wave = await PauseWaveTests.ShowAsync(app);
        Assert.Equal("completed", PauseWaveTests.StateOf(wave));
        Assert.Equal(failed, wave.GetProperty("progress").GetProperty("failed").GetInt32());
    }

    private async Task<AppTest> StartAsync(int people, string rule, TenantOptions tenant, bool deleteGroup = false)
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), tenant with { Employees = people }, campaign: new() { FirstMore = rule });
        await app.ProvisionAsync();
        if (deleteGroup)
        {
            await app.PassAsync(TimeSpan.FromDays(1));
            RetryFailedTests.Delete(app);
        }

        Assert.Equal(202, (await app.CallAsync(HttpMethod.Post, "/api/waves/first/start")).Status);
        return app;
    }
}
