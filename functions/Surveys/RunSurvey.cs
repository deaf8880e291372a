using AdoptionAutomation.Mail;
using AdoptionAutomation.Operations;
using AdoptionAutomation.Operations.Failures;
using AdoptionAutomation.Storage;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>Takes a round of a survey a step further: its opening, the sealing of its answers, its closing.</summary>
internal sealed class RunSurvey(IEnumerable<ISurveyStep> steps, WorkQueue queue, DueTable due, MailRedirect redirect, Deliveries deliveries)
{
    [Function(nameof(RunSurvey))]
    public Task RunAsync([QueueTrigger(QueueNames.RunSurvey)] RunSurveyMessage message, CancellationToken cancellationToken) =>
        deliveries.RunAsync(message, () => StepAsync(message, cancellationToken), cancellationToken);

    private async Task StepAsync(RunSurveyMessage message, CancellationToken cancellationToken)
    {
        // Only an opening writes to people. Answers that were given are sealed whatever is paused or redirected.
        var opens = message.Step == SurveyStep.Open;
        if (opens && redirect.IsOver(message.Campaign))
        {
            await ForgetAsync(message, cancellationToken);
            return;
        }

        try
        {
            await (opens && redirect.MustWait(message.Campaign)
                ? WaitAsync(message, cancellationToken)
                : steps.Single(step => step.Step == message.Step).RunAsync(message, cancellationToken));
        }
        catch (CampaignPausedException)
        {
            await WaitAsync(message, cancellationToken);
        }

        // An opening takes several deliveries, and forgets its row itself.
        if (!opens)
        {
            await ForgetAsync(message, cancellationToken);
        }
    }

    private Task ForgetAsync(RunSurveyMessage message, CancellationToken cancellationToken) =>
        message.ToDue() is { } work ? due.RemoveAsync(work, cancellationToken) : Task.CompletedTask;

    /// <summary>What has a due row is brought back by it.</summary>
    private Task WaitAsync(RunSurveyMessage message, CancellationToken cancellationToken) =>
        message.Due is null ? queue.PutAsync(QueueNames.RunSurvey, message, PausesTable.Wait, cancellationToken) : Task.CompletedTask;
}
