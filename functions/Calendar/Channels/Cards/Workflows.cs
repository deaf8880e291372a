using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Effects;
using AdoptionAutomation.Operations.Tracing;

namespace AdoptionAutomation.Calendar.Channels.Cards;

/// <summary>
/// The way out through the workflows of Teams. An answer of 202 says that Power Automate took it, no more. Nothing here says or logs an address,
/// whose <c>sig</c> is a key: the client has no loggers, and failures name the host.
/// </summary>
internal sealed class Workflows(IHttpClientFactory clients, WorkflowRests rests, RateGovernor governor, TimeProvider time)
{
    public const string HttpClientName = "workflows";

    /// <summary>When nobody said how long to wait.</summary>
    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(30);

    private const int MostOfAnswer = 4 * 1024;

    public async Task<Published> PostAsync(Campaign campaign, string group, Uri workflow, byte[] card, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.StartRequest("post to a workflow")?.SetTag("group", group);
        try
        {
            using var body = new ByteArrayContent(card) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
            using var client = clients.CreateClient(HttpClientName);
            using var response = await client.PostAsync(workflow, body, cancellationToken);
            var wait = response.Headers.TryGetValues("Retry-After", out var after) ? RetryAfter.Parse(after.FirstOrDefault()) : null;
            activity?.SetTag("status", (int)response.StatusCode).SetTag("retryAfter", wait?.TotalSeconds);
            var answer = WorkflowAnswer.Of((int)response.StatusCode, await StartOfAsync(response.Content, cancellationToken), wait is not null);
            if (answer.Kind != WorkflowAnswerKind.Accepted)
            {
                activity.Fail($"{answer.Kind}");
            }

            return await PublishedAsync(campaign, group, workflow, answer, wait ?? DefaultWait, cancellationToken);
        }
        catch (HttpRequestException unsent) when (unsent.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            activity.Fail($"{unsent.HttpRequestError}");
            await governor.RestAsync(Lane.Workflows, time.GetUtcNow() + DefaultWait, cancellationToken);
            return new Published.NotYet(DefaultWait, $"{workflow.Host} cannot be reached ({unsent.HttpRequestError})");
        }
        catch (HttpRequestException lost)
        {
            activity.Fail($"{lost.HttpRequestError}");
            return await UnknownAsync($"the connection to {workflow.Host} was lost ({lost.HttpRequestError})", DefaultWait, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            activity.Fail("no answer in time");
            return await UnknownAsync($"{workflow.Host} gave no answer in time", DefaultWait, cancellationToken);
        }
    }

    private async Task<Published> PublishedAsync(
        Campaign campaign, string group, Uri workflow, WorkflowAnswer answer, TimeSpan wait, CancellationToken cancellationToken)
    {
        switch (answer.Kind)
        {
            case WorkflowAnswerKind.Accepted:
                return new Published.Done();
            case WorkflowAnswerKind.Throttled:
                await rests.RestAsync(group, workflow, wait, cancellationToken);
                return new Published.NotYet(wait, answer.Why);
            case WorkflowAnswerKind.Unavailable:
                await governor.RestAsync(Lane.Workflows, time.GetUtcNow() + wait, cancellationToken);
                return new Published.NotYet(wait, answer.Why);
            case WorkflowAnswerKind.Gone:
                return new Published.Refused(await rests.GoneAsync(campaign, group, workflow, answer.Why, cancellationToken));
            case WorkflowAnswerKind.Refused:
                return new Published.Refused(answer.Why);
            default:
                return await UnknownAsync(answer.Why, wait, cancellationToken);
        }
    }

    private async Task<Published> UnknownAsync(string why, TimeSpan wait, CancellationToken cancellationToken)
    {
        await governor.RestAsync(Lane.Workflows, time.GetUtcNow() + wait, cancellationToken);
        return new Published.Unknown(wait, why);
    }

    /// <summary>Answers are short; of a long one the start says enough.</summary>
    private static async Task<string> StartOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var text = await content.ReadAsStringAsync(cancellationToken);
        return text.Length > MostOfAnswer ? text[..MostOfAnswer] : text;
    }
}
