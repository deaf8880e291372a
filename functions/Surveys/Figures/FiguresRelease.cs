using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Surveys.Rounds;
using AdoptionAutomation.Surveys.Sealing;

namespace AdoptionAutomation.Surveys.Figures;

/// <summary>Makes a round's figures of what is sealed of it, and keeps them where they are read.</summary>
internal sealed class FiguresRelease(AnswersTable answers, FiguresStore store, CampaignStore campaigns, Chance chance)
{
    /// <param name="scope">The campaign's scope.</param>
    /// <param name="round">With its present turnout.</param>
    /// <param name="closed">Whether everything is sealed.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task ReleaseAsync(string scope, SurveyRound round, bool closed, CancellationToken cancellationToken)
    {
        var figures = await Release.OfAsync(answers.ListAsync(scope, round.Id, cancellationToken), round, closed, chance, cancellationToken);
        await store.KeepAsync(scope, round.Survey.Id, figures with { Names = await NamesAsync(scope, figures, cancellationToken) }, cancellationToken);
    }

    /// <summary>Without the campaign's files ids do.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> NamesAsync(
        string scope, RoundFigures figures, CancellationToken cancellationToken)
    {
        try
        {
            return FiguresHead.NamesOf(await campaigns.GetAsync(scope, cancellationToken), figures.Cells);
        }
        catch (CampaignNotFoundException)
        {
            return figures.Names;
        }
    }
}
