using AdoptionAutomation.Calendar.Editing;
using AdoptionAutomation.Kpis.Business;
using AdoptionAutomation.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Kpis;

/// <summary>
/// PUT /api/campaign/business-kpis.csv: the whole file as it is to be. <c>If-Match</c> names the version that it replaces, <c>If-None-Match: *</c>
/// makes the first. 200 with how many lines count and what is wrong with the others; 422 if none does, and nothing is written.
/// </summary>
internal sealed class ReplaceBusinessKpis(Access access, BusinessEdit edit)
{
    private const int LargestBody = BusinessFigures.LargestMegabytes * 1024 * 1024;

    [Function(nameof(ReplaceBusinessKpis))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "campaign/" + BusinessFigures.FileName)] HttpRequest request,
        CancellationToken cancellationToken) =>
        access.EnterAsync(request, [Role.It, Role.Community], async caller =>
        {
            if (Precondition.Of(request.Headers) is not { } precondition)
            {
                return BusinessAnswers.NoVersionNamed;
            }

            if (await CappedBody.ReadAsync(request, LargestBody, cancellationToken) is not { } content)
            {
                return BusinessAnswers.TooLarge(LargestBody);
            }

            return BusinessAnswers.Of(
                await edit.ReplaceAsync(access.CampaignOf(request), content, precondition, caller.Id, cancellationToken), request.HttpContext.Response);
        });
}
