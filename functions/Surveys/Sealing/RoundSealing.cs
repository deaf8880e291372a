using AdoptionAutomation.Effects;
using AdoptionAutomation.Storage;
using AdoptionAutomation.Surveys.Figures;
using AdoptionAutomation.Surveys.Rounds;
using Microsoft.Extensions.Logging;

namespace AdoptionAutomation.Surveys.Sealing;

/// <summary>
/// A round's answers sealed, its turnout counted, its figures released; the round's own row last, so that whatever a death left undone is done again.
/// </summary>
internal sealed partial class RoundSealing(
    RoundsTable rounds, LinksTable links, AnswerSealing sealing, FiguresRelease release, TimeProvider time, ILogger<RoundSealing> logger)
{
    private const int MostWrites = 10;

    public async Task RunAsync(RunSurveyMessage message, CancellationToken cancellationToken)
    {
        var (scope, closing) = (message.Campaign, message.Step == SurveyStep.Close);
        var id = SurveyRound.IdOf(message.Survey, message.Round);
        if (await rounds.FindAsync(scope, id, cancellationToken) is not { } round
            || (closing ? time.GetUtcNow() < round.ClosesAt : round.State == RoundState.Closed))
        {
            Log.NotWanted(logger, scope, id, message.Step);
            return;
        }

        await sealing.SealAsync(scope, id, closing, cancellationToken);
        if (round.State == RoundState.Closed)
        {
            // What was under way when it closed is kept; the figures stand, for a second release might differ by one person.
            return;
        }

        var turnout = await TurnoutCount.OfAsync(links.ListAsync(scope, id, cancellationToken), cancellationToken);
        await release.ReleaseAsync(scope, round with { Turnout = turnout }, closing, cancellationToken);
        await WriteAsync(scope, round, turnout, closing, cancellationToken);
        Log.Done(logger, scope, id, message.Step, turnout[""].Answered);
    }

    private async Task WriteAsync(
        string scope, SurveyRound round, IReadOnlyDictionary<string, Turnout> turnout, bool closing, CancellationToken cancellationToken)
    {
        SurveyRound? present = round;
        for (var write = 0; write < MostWrites; write++)
        {
            if (present is not { State: not RoundState.Closed })
            {
                return;
            }

            var next = present with { Turnout = turnout, State = closing ? RoundState.Closed : present.State };
            if (await rounds.TryWriteAsync(scope, next, cancellationToken) is not null)
            {
                return;
            }

            present = await rounds.FindAsync(scope, round.Id, cancellationToken);
        }

        throw new ContentionException($"survey {round.Id}");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Step} of survey {Round} of {Campaign} is not wanted: it is closed or open, or gone.")]
        public static partial void NotWanted(ILogger logger, string campaign, string round, SurveyStep step);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Step} of survey {Round} of {Campaign} is done; answered: {Answered}.")]
        public static partial void Done(ILogger logger, string campaign, string round, SurveyStep step, int answered);
    }
}

/// <summary>What is wanted every night of an open round.</summary>
internal sealed class SealStep(RoundSealing sealing) : ISurveyStep
{
    public SurveyStep Step => SurveyStep.Seal;

    public Task RunAsync(RunSurveyMessage message, CancellationToken cancellationToken) => sealing.RunAsync(message, cancellationToken);
}

/// <summary>What is wanted once nobody can answer any more.</summary>
internal sealed class CloseStep(RoundSealing sealing) : ISurveyStep
{
    public SurveyStep Step => SurveyStep.Close;

    public Task RunAsync(RunSurveyMessage message, CancellationToken cancellationToken) => sealing.RunAsync(message, cancellationToken);
}
