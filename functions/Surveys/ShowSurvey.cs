using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Answering.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>GET /api/survey?t=TOKEN: the page that a survey's mail leads to. It changes nothing: scanners follow links.</summary>
internal sealed class ShowSurvey(SurveyVisits visits, SurveyLimits limits, SurveyPageView view)
{
    [Function(nameof(ShowSurvey))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = SurveyLinks.Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var token = request.Query[SurveyForm.TokenField].FirstOrDefault();
        return limits.Enter(request, token) is { } wait
            ? await view.BusyAsync(request, null, wait)
            : await view.GuardAsync(request, null, async () =>
                await visits.FindAsync(token, cancellationToken) is { } visit
                    ? await view.AskAsync(request, visit, visit.LanguageOf(request.Query[SurveyForm.LanguageField].FirstOrDefault()))
                    : await view.NowhereAsync(request));
    }
}
