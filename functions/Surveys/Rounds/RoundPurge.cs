using AdoptionAutomation.Mail;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Sealing;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Rounds;

/// <summary>What a campaign's surveys keep goes in time, its dress rehearsals' too. The round's own row goes last, so that a repeat finds the rest.</summary>
internal sealed partial class RoundPurge(
    RoundsTable rounds, LinksTable links, AnswersTable answers, FiguresStore figures, TimeProvider time, ILogger<RoundPurge> logger)
{
    /// <param name="campaign">The campaign's own id.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    public async Task PurgeAsync(string campaign, CancellationToken cancellationToken)
    {
        foreach (var scope in MailRedirect.BothOf(campaign))
        {
            foreach (var round in await rounds.ListAsync(scope, cancellationToken).ToListAsync(cancellationToken))
            {
                await PurgeAsync(scope, round, cancellationToken);
            }
        }
    }

    private async Task PurgeAsync(string scope, SurveyRound round, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now >= round.KeepUntil)
        {
            await links.ForgetAllAsync(scope, round.Id, cancellationToken);
            await answers.RemoveAsync(scope, round.Id, cancellationToken);
            await figures.ForgetAsync(scope, round.Survey.Id, round.Round, cancellationToken);
            await rounds.RemoveAsync(scope, round.Id, cancellationToken);
            Log.Gone(logger, scope, round.Id);
        }
        else if (!round.LinksGone && now >= round.ClosesAt + SurveyRound.LinksStay)
        {
            Log.LinksGone(logger, scope, round.Id, await links.ForgetLinksAsync(scope, round.Id, cancellationToken));

            // Somebody else may have written first: then the next night says so.
            await rounds.TryWriteAsync(scope, round with { LinksGone = true }, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: everything of survey {Round} is gone.")]
        public static partial void Gone(ILogger logger, string campaign, string round);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Campaign}: {Rows} links of survey {Round} are gone.")]
        public static partial void LinksGone(ILogger logger, string campaign, string round, int rows);
    }
}
