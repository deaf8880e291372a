using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail.Notices;
using AdoptionAutomation.Tests.Sandbox.Storage;
using AdoptionAutomation.Tests.Sandbox.Tenant;

namespace AdoptionAutomation.Tests.Functions.Calendar.Agenda;

/// <summary>The process dies at every request from the planning of an agenda to the record of its mail: nobody gets two, and none is lost silently.</summary>
public sealed class AgendaCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SmallCampaign Campaign = new()
    {
        Calendar = """
            { "posts": [ { "id": "one", "status": "draft", "to": { "groups": ["few"] }, "channels": ["teams"], "at": "2026-09-15T09:00",
              "post": { "title": { "fr": "Un", "en": "One" }, "text": { "fr": "Texte.", "en": "Text." } } } ] }
            """,
    };

    [Fact]
    public async Task Wherever_the_process_dies_the_notice_is_told_once()
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, _ => Task.CompletedTask, CheckAsync, TimeSpan.FromHours(26), (0, 1));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    /// <summary>Tuesday, 05:14 in Paris: Monday's agenda is to be made up for.</summary>
    private async Task<AppTest> StartAsync()
    {
        var app = await AppTest.StartAsync(azurite.NewAccount(), TenantHost.Calm, campaign: Campaign);
        await app.PassAsync(new TimeSpan(21, 14, 0));
        return app;
    }

    private static async Task CheckAsync(AppTest app)
    {
        var row = Assert.Single(await app.Get<LedgerTable>().ListAsync("small", $"mail.{NoticeMailing.Purpose}", default).ToListAsync());
        if (row.State != EffectState.Uncertain)
        {
            Assert.Equal(EffectState.Done, row.State);
            Assert.Single(MailAgendaTests.AgendasOf(app));
        }
        else
        {
            // Nobody can vouch for it: it is not sent again unasked.
            Assert.Empty(MailAgendaTests.AgendasOf(app));
        }

        Assert.Equal(0, app.World.Host.Poisoned);
    }
}
