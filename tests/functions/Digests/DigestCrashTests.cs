using AdoptionAutomation.Effects;
using AdoptionAutomation.Tests.Sandbox.Storage;

namespace AdoptionAutomation.Tests.Functions.Digests;

/// <summary>The process dies at requests from the planning of a digest to the record of its mail: nobody gets two, and none is lost silently.</summary>
public sealed class DigestCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Alone = """, "digests": { "leadership": "never", "sponsor": "week", "communityManagers": "never" }""";

    [Fact]
    public async Task Wherever_the_process_dies_a_digest_goes_out_once()
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, _ => Task.CompletedTask, CheckAsync, TimeSpan.FromHours(8), (0, 1));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    /// <summary>Wednesday, 05:20 in Paris: the nightly timer is about to plan it.</summary>
    private async Task<AppTest> StartAsync()
    {
        var app = await DigestWorld.StartAsync(azurite.NewAccount(), Alone);
        await app.PassAsync(new DateTimeOffset(2026, 10, 14, 3, 20, 0, TimeSpan.Zero) - DigestWorld.Start);
        return app;
    }

    private static async Task CheckAsync(AppTest app)
    {
        var row = Assert.Single(await app.Get<LedgerTable>().ListAsync("small", "mail.digest-sponsor.2026-W41", default).ToListAsync());
        if (row.State != EffectState.Uncertain)
        {
            Assert.Equal(EffectState.Done, row.State);
            Assert.Single(DigestWorld.DigestsOf(app));
        }
        else
        {
            // Nobody can vouch for it: it is not sent again unasked.
            Assert.InRange(DigestWorld.DigestsOf(app).Count, 0, 1);
        }

        Assert.Equal(0, app.World.Host.Poisoned);
    }
}
