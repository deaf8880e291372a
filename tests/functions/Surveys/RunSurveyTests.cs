using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys;

public sealed class RunSurveyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_round_that_has_closed_leaves_nothing_to_do()
    {
        await using var app = await WelcomedAsync(azurite.NewAccount(), With(), Person("1a"), Person("2b"));
        await UntilAsync(app, Opens.AddHours(1));
        await AnswerAsync(app, "1a");
        await UntilAsync(app, Closes.AddHours(1));

        Assert.Equal(RoundState.Closed, (await RoundAsync(app))!.State);
        Assert.Empty(await DueWorkAsync(app));
        Assert.Equal(0, await app.Get<LinksTable>().SpoolAsync(Scope, RoundId, default).CountAsync());
        await app.AssertAtRestAsync();
    }
}
