using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Campaigns;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>
/// PUT /api/campaign/content-calendar.json: the file as it is to be. <c>If-Match</c> names the version that it replaces, <c>If-None-Match: *</c>
/// makes the first. 200 with warnings; 422 with every problem, and nothing written.
/// </summary>
internal sealed class ReplaceCalendar(Access access, CalendarEdit edit)
{
    private const int LargestBody = 1024 * 1024;

    [Function(nameof(ReplaceCalendar))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "campaign/" + CampaignFileKind.CalendarName)] HttpRequest request,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async caller =>
        {
            if (Precondition.Of(request.Headers) is not { } precondition)
            {
                return EditAnswers.NoVersionNamed;
            }

            if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } content)
            {
                return EditAnswers.TooLarge(LargestBody);
            }

            var answer = await edit.ReplaceAsync(access.CampaignOf(request), content, precondition, caller.Id, cancellationToken);
            return EditAnswers.Of(answer, request.HttpContext.Response);
        });
}
