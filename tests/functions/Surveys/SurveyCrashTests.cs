using AdoptionAutomation.Effects;
using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Tests.Sandbox.Storage;
using static AdoptionAutomation.Tests.Functions.Surveys.SurveyScene;
using static AdoptionAutomation.Tests.Functions.Waves.Mails.MailScene;

namespace AdoptionAutomation.Tests.Functions.Surveys;

/// <summary>The process dies at every request of an opening and its mails: nobody is without a link, nobody is mailed twice, nobody is lost.</summary>
public sealed class SurveyCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly string[] People = ["1a", "2b", "3c"];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Wherever_the_process_dies_everybody_is_asked_once(int part)
    {
        var deaths = await CrashMatrix.RunAsync(StartAsync, _ => Task.CompletedTask, CheckAsync, TimeSpan.FromHours(9), (part, 3));

        Assert.True(deaths >= 6, $"only {deaths} deaths were tried");
    }

    /// <summary>A minute before the mails go out, with due rows from the night.</summary>
    private async Task<AppTest> StartAsync()
    {
        var app = await WelcomedAsync(
            azurite.NewAccount(),
            With("""{ "waves": ["first"] }""", more: """, "reminders": [2]"""),
            [Person("1a"), Person("2b") with { Language = "en" }, Person("3c", "America/Toronto")]);
        await UntilAsync(app, Opens.AddMinutes(-1));
        return app;
    }

    private static async Task CheckAsync(AppTest app)
    {
        Assert.Equal(People.Select(IdOf).Order(StringComparer.Ordinal), (await LinksAsync(app)).Select(link => link.Person));
        Assert.Equal(RoundState.Open, (await RoundAsync(app))!.State);
        var mails = (await app.Get<LedgerTable>().ListAsync(Scope, LedgerReference.ScopeOf(Scope, Purpose).Purpose, default).ToListAsync())
            .ToDictionary(row => row.Subject, row => row.State, StringComparer.Ordinal);
        foreach (var id in People)
        {
            // A mail that nobody can vouch for is missing, if the ledger says so; it is never missing silently.
            Assert.True(mails[IdOf(id)] is EffectState.Done or EffectState.Uncertain, $"{id} is {mails[IdOf(id)]}");
            Assert.InRange(Asked(app, id).Count(), mails[IdOf(id)] == EffectState.Done ? 1 : 0, 1);
        }

        var due = await DueWorkAsync(app);
        Assert.Contains(due, work => work.Name.StartsWith("Close.", StringComparison.Ordinal));
        Assert.Contains(due, work => work.Name.StartsWith($"{Purpose}.r0.", StringComparison.Ordinal));
        Assert.DoesNotContain(due, work => work.Name.StartsWith("Open.", StringComparison.Ordinal));
        Assert.Equal(0, app.World.Host.Poisoned);
    }
}
