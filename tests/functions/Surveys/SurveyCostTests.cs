using System.Globalization;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys;

/// <summary>What asking people costs in requests.</summary>
public sealed class SurveyCostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_round_costs_half_a_request_a_person_at_most_and_a_mail_request_for_each_99()
    {
        const int People = 180;
        await using var app = await StartAsync(azurite.NewAccount(), With());
        foreach (var some in Enumerable.Range(1, People).Select(number => Person(number.ToString("x", CultureInfo.InvariantCulture))).Chunk(90))
        {
            await JoinAsync(app, some);
        }

        await SurveyScene.WelcomeAsync(app);
        app.Tenant.WebhookSender = null;
        await UntilAsync(app, Opens.AddMinutes(-1));
        var (requests, mails) = (app.Requests, app.Tenant.Log.Requests(RemoteService.SendGrid));

        await app.PassAsync(TimeSpan.FromMinutes(30));

        Assert.Equal(People, (await LinksAsync(app)).Count);
        Assert.Equal(People, app.Tenant.Log.Mails.Count(mail => mail.Categories[0] == Purpose));
        Assert.Equal(2, app.Tenant.Log.Requests(RemoteService.SendGrid) - mails);
        Assert.InRange(app.Requests - requests, 1, People / 2);
    }
}
