using System.Text.Json;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Sandbox.Faults;
using AdoptionAutomation.Sandbox.Runtime;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys;
using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;
using AdoptionAutomation.Tests.Sandbox.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AdoptionAutomation.Tests.Functions.Surveys.Sealing;

/// <summary>The process dies at every request of sealing and closing, alone and beside another: no answer is lost, none is there twice.</summary>
public sealed class SealingCrashTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    /// <summary>At night Lyon's are sealed but for five; at closing Nantes' three take some along.</summary>
    private static readonly IReadOnlyList<AnswerPaper> Papers =
    [
        .. Enumerable.Range(0, 14).Select(i => Paper("Lyon", i)),
        .. Enumerable.Range(14, 3).Select(i => Paper("Nantes", i)),
    ];

    [Theory]
    [InlineData("Seal", 1)]
    [InlineData("Close", 1)]
    [InlineData("Seal", 2)]
    [InlineData("Close", 2)]
    public async Task Wherever_the_process_dies_every_answer_is_kept_once(string what, int sealers)
    {
        var step = Enum.Parse<SurveyStep>(what);
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var setup = parts.NewInstance();
        parts.Clock.AdvanceTo(SurveyWorld.Opens.AddDays(20));
        var deaths = 0;
        for (var (request, died) = (1, true); died; request++)
        {
            // Before one request and after the next; a second sealer meets the others.
            var point = (request + sealers) % 2 == 0 ? DeathPoint.Before : DeathPoint.After;
            var round = SurveyWorld.Round($"r{sealers}-{request}");
            await SurveyWorld.AnswerAsync(setup, round, Papers);
            parts.Faults.DieAt(request, point);
            var runs = await Task.WhenAll(Enumerable.Range(0, sealers).Select(_ => DiesAsync(parts.NewInstance(), round, step)));
            died = runs.Any(run => run);
            deaths += died ? 1 : 0;
            await SurveyWorld.RunAsync(parts.NewInstance(), round, step);
            await CheckAsync(setup, round, step, $"{step} by {sealers} died {point} request {request}");
            await setup.GetRequiredService<FiguresStore>().ForgetAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, round.Round, default);
        }

        Assert.Null(await setup.GetRequiredService<FiguresStore>().FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, default));
        Assert.True(deaths >= 12, $"only {deaths} deaths were tried");
    }

    [Fact]
    public async Task Of_many_who_seal_at_once_none_leaves_fewer_than_five_to_the_others()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        parts.Clock.AdvanceTo(SurveyWorld.Opens.AddDays(20));
        for (var run = 0; run < 8; run++)
        {
            var round = SurveyWorld.Round($"run{run}");
            await SurveyWorld.AnswerAsync(parts.NewInstance(), round, Papers);

            await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
                SurveyWorld.RunAsync(parts.NewInstance(), round, i == 0 ? SurveyStep.Seal : SurveyStep.Close)));

            await CheckAsync(parts.NewInstance(), round, SurveyStep.Close, $"run {run}");
        }
    }

    [Fact]
    public async Task A_round_that_has_not_ended_is_not_closed_and_what_comes_after_the_closing_is_kept_while_the_figures_stand()
    {
        await using var parts = await AppParts.StartAsync(azurite.NewAccount());
        var services = parts.NewInstance();
        var round = SurveyWorld.Round();
        await SurveyWorld.AnswerAsync(services, round, Papers);
        parts.Clock.AdvanceTo(SurveyWorld.Opens.AddDays(13));

        await SurveyWorld.RunAsync(services, round, SurveyStep.Close);
        Assert.Empty(await SurveyWorld.BlocksAsync(services, round));

        parts.Clock.AdvanceTo(SurveyWorld.Opens.AddDays(14));
        await SurveyWorld.RunAsync(services, round, SurveyStep.Close);
        var released = await services.GetRequiredService<FiguresStore>().FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, default);
        await SurveyWorld.AnswerAsync(services, round, [Paper("Paris", 99)], first: 900);
        await SurveyWorld.RunAsync(services, round, SurveyStep.Close);

        Assert.Equal(Papers.Count + 1, (await SurveyWorld.BlocksAsync(services, round)).Sum(block => block.Answers.Count));
        var still = await services.GetRequiredService<FiguresStore>().FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, default);
        Assert.Equal(JsonSerializer.Serialize(released), JsonSerializer.Serialize(still));
        Assert.Equal(0, await services.GetRequiredService<LinksTable>().SpoolAsync(SurveyWorld.Campaign, round.Id, default).CountAsync());
    }

    private static AnswerPaper Paper(string site, int i) =>
        new(new(site, "first", ["everybody"]), SurveyWorld.Values(("use", "daily"), ("mood", "4"), ("words", $"{i}")));

    private static async Task<bool> DiesAsync(ServiceProvider instance, SurveyRound round, SurveyStep step)
    {
        try
        {
            await SurveyWorld.RunAsync(instance, round, step);
            return false;
        }
        catch (ProcessDeathException)
        {
            return true;
        }
        catch (ContentionException)
        {
            return false;
        }
    }

    private static async Task CheckAsync(ServiceProvider services, SurveyRound round, SurveyStep step, string when)
    {
        var links = services.GetRequiredService<LinksTable>();
        var blocks = await SurveyWorld.BlocksAsync(services, round);
        var kept = blocks.SelectMany(block => block.Answers).Select(answer => int.Parse(answer["words"][0], null)).ToList();
        var waiting = await links.SpoolAsync(SurveyWorld.Campaign, round.Id, default).ToListAsync();
        var cipher = services.GetRequiredService<AnswerCipher>();
        var spooled = waiting.Select(one => int.Parse(cipher.Decrypt(SurveyWorld.Campaign, round.Id, one.Answer).Values["words"][0], null));
        var present = (await services.GetRequiredService<RoundsTable>().FindAsync(SurveyWorld.Campaign, round.Id, default))!;
        var figures = (await services.GetRequiredService<FiguresStore>().FindAsync(SurveyWorld.Campaign, SurveyWorld.SurveyId, default))!
            .Rounds.Single(one => one.Round == round.Round);

        Assert.True(kept.Concat(spooled).Order().SequenceEqual(Enumerable.Range(0, Papers.Count)), $"{when}: kept {string.Join(' ', kept)}, waiting {waiting.Count}");
        Assert.True(blocks.TrueForAll(block => block.Answers.Count >= AnswerBlock.Least), $"{when}: a block is too small");
        Assert.Empty(await links.SealedAsync(SurveyWorld.Campaign, round.Id, default).ToListAsync());
        Assert.Equal(step == SurveyStep.Close ? 0 : 8, waiting.Count);
        Assert.Equal(step == SurveyStep.Close ? RoundState.Closed : RoundState.Open, present.State);
        Assert.Equal(new Turnout(17, 17), present.Turnout[""]);
        Assert.Equal((kept.Count, step == SurveyStep.Close), (figures.Organisation.Respondents!.Value, figures.Closed));
    }
}
