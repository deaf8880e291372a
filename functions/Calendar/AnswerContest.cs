using AdoptionAutomation.Calendar.Contests;
using AdoptionAutomation.Calendar.Contests.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Calendar;

/// <summary>POST /api/contests: an answer, one per person, until the contest closes.</summary>
/// <remarks>
/// Not protected by cookies' same-site rules, which App Service leaves to the browser: the form's token names its person, is shown to nobody
/// else, and is all that the answer is taken by.
/// </remarks>
internal sealed class AnswerContest(ContestVisits visits, ContestsTable table, ContestPageView view, TimeProvider time)
{
    [Function(nameof(AnswerContest))]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = ContestLinks.Route)] HttpRequest request, CancellationToken cancellationToken) =>
        view.GuardAsync(request, async () =>
        {
            if (await ContestForm.ReadAsync(request, cancellationToken) is not { } form)
            {
                return await view.NowhereAsync(request, StatusCodes.Status413PayloadTooLarge);
            }

            if (await visits.FromFormAsync(request, form.Token, cancellationToken) is not { Who: not Visitor.Nobody } visit)
            {
                return await view.NowhereAsync(request);
            }

            if (visit.Person is null)
            {
                return await view.ShowAsync(request, visit, cancellationToken);
            }

            if (time.GetUtcNow() >= visit.ClosesAt)
            {
                return await view.ClosedAsync(request, visit, StatusCodes.Status409Conflict, cancellationToken);
            }

            if (!visit.Contest.Choices.Any(choice => choice.Id == form.Choice))
            {
                return await view.NothingChosenAsync(request, visit, cancellationToken);
            }

            var answer = await table.AnswerAsync(visit.Campaign.Id, visit.Contest.Id, visit.Person, form.Choice!, form.MayName, cancellationToken);
            return await view.ThankAsync(request, visit, answer);
        });
}
