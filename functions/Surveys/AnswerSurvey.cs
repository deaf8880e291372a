using AdoptionAutomation.Surveys.Answering;
using AdoptionAutomation.Surveys.Answering.Page;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace AdoptionAutomation.Surveys;

/// <summary>POST /api/survey: an answer, once per link.</summary>
/// <remarks>The link is all that it is taken by, and no other site knows it: nothing else stands against forms sent from elsewhere.</remarks>
internal sealed class AnswerSurvey(SurveyVisits visits, AnswerKeeping keeping, SurveyLimits limits, SurveyPageView view)
{
    [Function(nameof(AnswerSurvey))]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = SurveyLinks.Route)] HttpRequest request, CancellationToken cancellationToken)
    {
        var (form, refusal) = await SurveyForm.ReadAsync(request, cancellationToken);
        if (limits.Enter(request, form?.Token) is { } wait)
        {
            return await view.BusyAsync(request, form, wait);
        }

        return form is null
            ? await view.RefuseAsync(request, refusal)
            : await view.GuardAsync(request, form, () => AnswerAsync(request, form, cancellationToken));
    }

    private async Task<IResult> AnswerAsync(HttpRequest request, SurveyForm form, CancellationToken cancellationToken)
    {
        if (await visits.FindAsync(form.Token, cancellationToken) is not { } visit)
        {
            return await view.NowhereAsync(request);
        }

        var language = visit.LanguageOf(form.Language);
        var answer = AnswerCheck.Check(visit.Round.Survey, form.Given);
        if (answer.Problems.Count > 0)
        {
            return await view.AskAsync(request, visit, language, form.Given, answer.Problems);
        }

        if (!keeping.IsOn)
        {
            return await view.NotNowAsync(request, form);
        }

        return await keeping.KeepAsync(visit, answer, cancellationToken)
            ? await view.ThankAsync(request, visit, language, answer)
            : await view.NowhereAsync(request);
    }
}
