using AdoptionAutomation.Calendar.Channels.Cards;

namespace AdoptionAutomation.Tests.Functions.Calendar.Channels.Cards;

public sealed class WorkflowAnswerTests
{
    [Theory]
    [InlineData(202, "", false, nameof(WorkflowAnswerKind.Accepted), "accepted")]
    [InlineData(200, "1", false, nameof(WorkflowAnswerKind.Accepted), "accepted")]
    [InlineData(200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0", false, nameof(WorkflowAnswerKind.Throttled), "429")]
    [InlineData(200, "Microsoft Teams endpoint returned HTTP error 413", false, nameof(WorkflowAnswerKind.Refused), "413: too large")]
    [InlineData(429, "{\"error\":{\"code\":\"RateLimitExceeded\",\"message\":\"x\"}}", true, nameof(WorkflowAnswerKind.Throttled), "429 RateLimitExceeded")]
    [InlineData(429, "", false, nameof(WorkflowAnswerKind.Throttled), "429")]
    [InlineData(503, "", true, nameof(WorkflowAnswerKind.Unavailable), "503")]
    [InlineData(503, "", false, nameof(WorkflowAnswerKind.Unknown), "503")]
    [InlineData(500, "", true, nameof(WorkflowAnswerKind.Unknown), "500")]
    [InlineData(502, "<html>", false, nameof(WorkflowAnswerKind.Unknown), "502")]
    [InlineData(408, "", false, nameof(WorkflowAnswerKind.Unknown), "408")]
    [InlineData(404, "{\"error\":{\"code\":\"WorkflowNotFound\"}}", false, nameof(WorkflowAnswerKind.Gone), "404 WorkflowNotFound")]
    [InlineData(410, "", false, nameof(WorkflowAnswerKind.Gone), "410")]
    [InlineData(401, "", false, nameof(WorkflowAnswerKind.Gone), "401")]
    [InlineData(403, "", false, nameof(WorkflowAnswerKind.Gone), "403")]
    [InlineData(400, "{ \"error\": { \"code\": \"WorkflowTriggerIsNotEnabled\" } }", false, nameof(WorkflowAnswerKind.Gone), "400 WorkflowTriggerIsNotEnabled")]
    [InlineData(400, "{\"error\":{\"code\":\"TriggerInputSchemaMismatch\"}}", false, nameof(WorkflowAnswerKind.Refused), "400 TriggerInputSchemaMismatch: the workflow does not take the card")]
    [InlineData(400, "{\"error\":{\"code\":\"see https://x.example/?sig=abc\"}}", false, nameof(WorkflowAnswerKind.Refused), "400: the workflow does not take the card")]
    [InlineData(413, "", false, nameof(WorkflowAnswerKind.Refused), "413: too large")]
    [InlineData(302, "", false, nameof(WorkflowAnswerKind.Refused), "302: the workflow does not take the card")]
    public void Every_answer_means_one_thing(int status, string body, bool saysWhen, string kind, string why)
    {
        var answer = WorkflowAnswer.Of(status, body, saysWhen);

        Assert.Equal((kind, why), (answer.Kind.ToString(), answer.Why));
    }
}
